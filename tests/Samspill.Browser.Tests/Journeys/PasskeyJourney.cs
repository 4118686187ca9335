using Microsoft.Playwright;

namespace Samspill.Browser.Tests.Journeys;

public sealed class PasskeyJourney(Stage stage)
{
    [Fact]
    public async Task A_passkey_that_was_made_signs_in_and_one_that_was_removed_does_not()
    {
        await using var window = await stage.OpenAsync("Per");
        var page = window.Page;
        await AddAuthenticatorAsync(window);

        await window.GoAsync("/profil");
        await page.GetByRole(AriaRole.Button, new() { Name = "Legg til passnøkkel" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Fjern" }).First).ToBeVisibleAsync();

        await window.Context.ClearCookiesAsync();
        await SignInAsync(window);
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/trondheim/(?!logg-inn)"));
        window.TakeComplaints().ShouldBeEmpty();

        await window.GoAsync("/profil");
        await page.GetByRole(AriaRole.Button, new() { Name = "Fjern" }).First.ClickAsync();
        await window.Context.ClearCookiesAsync();
        await SignInAsync(window);
        await Assertions.Expect(page.Locator(".ds-error-summary")).ToBeVisibleAsync();
    }

    private static async Task SignInAsync(Window window)
    {
        await window.GoAsync("/logg-inn");
        await window.Page.Locator("main summary").ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Logg inn med passnøkkel" }).ClickAsync();
    }

    private static async Task AddAuthenticatorAsync(Window window)
    {
        var session = await window.Context.NewCDPSessionAsync(window.Page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true },
        });
    }
}
