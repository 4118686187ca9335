using Microsoft.Playwright;

namespace Samspill.Browser.Tests.Journeys;

public sealed class LanguageJourney(Stage stage)
{
    [Fact]
    public async Task The_language_chosen_sticks_from_page_to_page()
    {
        await using var window = await stage.OpenAsync();
        await window.GoAsync("/personvern");
        var bokmal = await TitleAsync(window.Page);
        await window.Page.GetByRole(AriaRole.Contentinfo).GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        window.Path.ShouldBe("/personvern");
        (await LanguageAsync(window.Page)).ShouldBe("en");
        (await TitleAsync(window.Page)).ShouldNotBe(bokmal);
        await window.GoAsync("/");
        (await LanguageAsync(window.Page)).ShouldBe("en");
        await window.Page.GetByRole(AriaRole.Contentinfo).GetByRole(AriaRole.Link, new() { Name = "Nynorsk" }).ClickAsync();
        (await LanguageAsync(window.Page)).ShouldBe("nn");
    }

    [Theory]
    [InlineData("nn-NO", "nn")]
    [InlineData("en-US", "en")]
    [InlineData("se-NO", "nb")]
    public async Task A_first_visit_is_in_the_language_that_the_browser_asks_for(string asked, string given)
    {
        await using var window = await stage.OpenAsync(language: asked);
        await window.GoAsync("/");
        (await LanguageAsync(window.Page)).ShouldBe(given);
    }

    private static Task<string> TitleAsync(IPage page) => page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync();

    private static Task<string> LanguageAsync(IPage page) => page.EvaluateAsync<string>("document.documentElement.lang");
}
