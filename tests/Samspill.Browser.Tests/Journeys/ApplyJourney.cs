using Microsoft.Playwright;

namespace Samspill.Browser.Tests.Journeys;

/// <summary>From the front page to a receipt.</summary>
public sealed class ApplyJourney(Stage stage)
{
    [Theory]
    [InlineData(360, true)]
    [InlineData(1440, true)]
    [InlineData(360, false)]
    public async Task A_guardian_finds_a_course_and_applies_for_two_children(int width, bool script)
    {
        await using var window = await stage.OpenAsync("Kari", width, script);
        var page = window.Page;
        var run = !script ? "Uten" : width == 360 ? "Liten" : "Stor"; // a name has no digits

        await BlankAsync();
        await window.GoAsync("/");
        await page.GetByLabel("Hva har barnet lyst til?").FillAsync("piano");
        await Button(page, "Vis tilbud").ClickAsync();
        await Assertions.Expect(Link(page, "Piano, Midtbyen")).ToBeVisibleAsync();
        await window.GoAsync("/tilbud/piano-midtbyen");
        await page.Locator("a[href*='/sok?tilbud=']").Filter(new() { Visible = true }).First.ClickAsync();

        await Title(page, "Hvem søker dere for?");
        await DescribeAsync(page, $"Ada {run}", "14.3.2016", "Jente");
        await DescribeAsync(page, $"Bo {run}", "2.5.2015", "Gutt");
        await Pictures.TakeAsync(page, "reiser", $"sok-1-barn {run}");
        await Button(page, "Gå videre").ClickAsync();

        await Title(page, "Hva ønsker barna seg mest?");
        await Button(page, $"Legg til ønske for Ada {run}").ClickAsync();
        await page.Locator("main input[type=search]").FillAsync("gitar");
        await page.Locator("main input[type=search]").PressAsync("Enter");
        await page.WaitForURLAsync("**q=gitar**");
        await Button(page, "Velg Gitar, Midtbyen").ClickAsync();
        await Button(page, "Flytt Gitar, Midtbyen opp").ClickAsync();
        (await page.Locator(".s-wish strong").AllInnerTextsAsync()).ShouldBe(["Gitar, Midtbyen", "Piano, Midtbyen", "Piano, Midtbyen"]);
        await Pictures.TakeAsync(page, "reiser", $"sok-2-onsker {run}");
        await Button(page, "Gå videre").ClickAsync();

        await Title(page, "Når kan barna?");
        await page.GetByRole(AriaRole.Group, new() { Name = $"Når kan Ada {run}?" }).GetByLabel("Ettermiddag").First.CheckAsync();
        await Pictures.TakeAsync(page, "reiser", $"sok-3-om {run}");
        await Button(page, "Gå videre").ClickAsync();

        await Title(page, "Stemmer dette?");
        await Pictures.TakeAsync(page, "reiser", $"sok-4-send {run}");
        await Button(page, "Send søknaden").ClickAsync();

        await Title(page, "Søknaden er mottatt");
        (await page.Locator(".s-receipt").InnerTextAsync()).ShouldMatch("^[A-Z0-9-]{6,}$");
        await Pictures.TakeAsync(page, "reiser", $"sok-5-kvittering {run}");
        window.TakeComplaints().ShouldBeEmpty();

        var address = page.Url;
        await page.GoBackAsync();
        await page.GotoAsync(address);
        await Title(page, "Søknaden er mottatt");
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough_to_apply()
    {
        await BlankAsync();
        await using var window = await stage.OpenAsync("Nina");
        var page = window.Page;
        await window.GoAsync("/tilbud/gitar-midtbyen");
        await window.TabToAsync("Søk plass");
        await page.Keyboard.PressAsync("Enter");

        await Title(page, "Hvem søker dere for?");
        await window.TabToAsync("Kasper Wold");
        if (!await page.Locator(":focus").IsCheckedAsync()) await page.Keyboard.PressAsync("Space");
        foreach (var title in new[] { "Hva ønsker barna seg mest?", "Når kan barna?", "Stemmer dette?" })
        {
            await window.TabToAsync("Gå videre");
            await page.Keyboard.PressAsync("Enter");
            await Title(page, title);
        }
        await window.TabToAsync("Send søknaden");
        await page.Keyboard.PressAsync("Enter");
        await Title(page, "Søknaden er mottatt");
    }

    [Fact]
    public async Task A_refused_step_says_what_is_missing_where_the_eye_is_and_keeps_what_was_typed()
    {
        await BlankAsync();
        await using var window = await stage.OpenAsync("Nina", 360);
        var page = window.Page;
        await window.GoAsync("/sok/barn");
        await Button(page, "Legg til et barn").First.ClickAsync();
        await page.GetByLabel("Fornavn").Last.FillAsync("Østen <script>alert(1)</script>");
        await page.GetByLabel("Født").Last.FillAsync("31. februar 2016");
        await Button(page, "Gå videre").ClickAsync();

        await Assertions.Expect(page.Locator(".ds-error-summary")).ToBeFocusedAsync();
        await Title(page, "Hvem søker dere for?");
        (await page.GetByLabel("Fornavn").Last.InputValueAsync()).ShouldBe("Østen <script>alert(1)</script>");
        (await page.GetByLabel("Født").Last.InputValueAsync()).ShouldBe("31. februar 2016");
        await Pictures.TakeAsync(page, "reiser", "sok-feil 360");
        (await Sweep.Look.AtAccessAsync(page)).ShouldBeEmpty();
        (await Sweep.Look.AtShapeAsync(page)).ShouldBeEmpty();
    }

    // What another journey left half typed is not this one's.
    private async Task BlankAsync()
    {
        await using var db = stage.Database();
        await db.Drafts.ExecuteDeleteAsync();
    }

    private static async Task DescribeAsync(IPage page, string name, string born, string sex)
    {
        var before = await page.GetByLabel("Fornavn").CountAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Legg til et barn") }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Fornavn")).ToHaveCountAsync(before + 1);
        await page.GetByLabel("Fornavn").Last.FillAsync(name);
        await page.GetByLabel("Etternavn").Last.FillAsync("Prøve");
        await page.GetByLabel("Født").Last.FillAsync(born);
        await page.GetByLabel("Kjønn").Last.SelectOptionAsync(new SelectOptionValue { Label = sex });
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name });

    private static ILocator Link(IPage page, string name) => page.GetByRole(AriaRole.Link, new() { Name = name }).Filter(new() { Visible = true }).First;

    private static Task Title(IPage page, string title) => Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
}
