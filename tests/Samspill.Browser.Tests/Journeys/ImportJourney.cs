using System.Text;
using Microsoft.Playwright;

namespace Samspill.Browser.Tests.Journeys;

public sealed class ImportJourney(Stage stage)
{
    private const string Head = "id;name;kind;district;latitude;longitude\r\n";

    [Theory]
    [InlineData(360)]
    [InlineData(1440)]
    public async Task The_office_sees_what_an_import_would_do_before_it_is_done(int width)
    {
        await using var window = await stage.OpenAsync("Per", width);
        var page = window.Page;
        await TryAsync(window, Head + $"prove-{width};Prøve skole {width};primary;Midtbyen;63.43;10.4\r\n");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Alt er i orden. Ingenting er endret ennå.");
        (await CountAsync(width)).ShouldBe(0);
        await Pictures.TakeAsync(page, "reiser", $"import-1-prove {width}");
        (await Sweep.Look.AtAccessAsync(page)).ShouldBeEmpty();
        (await Sweep.Look.AtShapeAsync(page)).ShouldBeEmpty();

        await page.GetByRole(AriaRole.Button, new() { Name = "Hent inn nå" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Hentet inn: 1 nye");
        (await CountAsync(width)).ShouldBe(1);
        await Pictures.TakeAsync(page, "reiser", $"import-2-hentet {width}");
        window.TakeComplaints().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_with_faults_changes_nothing_and_says_which_line()
    {
        await using var window = await stage.OpenAsync("Per", 360);
        await TryAsync(window, Head + "feil;;slott;Midtbyen;95;10.4\r\n");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ingenting er hentet inn");
        await Assertions.Expect(window.Page.Locator("main")).ToContainTextAsync("sites.csv line 2");
        await Pictures.TakeAsync(window.Page, "reiser", "import-3-feil 360");
        (await Sweep.Look.AtAccessAsync(window.Page)).ShouldBeEmpty();
        (await Sweep.Look.AtShapeAsync(window.Page)).ShouldBeEmpty();
    }

    private static async Task TryAsync(Window window, string sites)
    {
        await window.GoAsync("/import");
        await window.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "sites.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(sites) });
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Se hva som vil skje" }).ClickAsync();
    }

    private async Task<int> CountAsync(int width)
    {
        await using var db = stage.Database();
        return await db.Sites.CountAsync(s => s.Code == $"prove-{width}");
    }
}
