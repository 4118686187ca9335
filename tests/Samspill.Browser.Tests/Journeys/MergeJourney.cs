using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Samspill.Data;
using Samspill.Domain.Access;
using Samspill.Domain.People;
using Samspill.Domain.Shared;
using Samspill.Features.Access;
using Samspill.Host;

namespace Samspill.Browser.Tests.Journeys;

public sealed class MergeJourney(Stage stage)
{
    [Theory]
    [InlineData(360)]
    [InlineData(1440)]
    public async Task One_school_says_so_the_other_tries_answers_and_merges(int width)
    {
        var (from, into) = ($"gammel-{width}", $"ny-{width}");
        var (there, here) = (await MakeAsync(from), await MakeAsync(into));
        await using var theirs = await stage.OpenAsAsync(from, there, width);
        await theirs.GoAsync("/sammenslaing");
        await theirs.Page.GetByLabel("Inn i", new() { Exact = true }).SelectOptionAsync(into);
        await theirs.Page.GetByLabel("Fra og med").FillAsync(Oslo.Today(TimeProvider.System).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await theirs.Page.GetByRole(AriaRole.Button, new() { Name = "Si at skolen går inn der" }).ClickAsync();
        await Assertions.Expect(theirs.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Det er sagt");
        await LookAsync(theirs.Page);

        await using var ours = await stage.OpenAsAsync(into, here, width);
        var page = ours.Page;
        await ours.GoAsync("/sammenslaing");
        await page.GetByRole(AriaRole.Link, new() { Name = "Prøv" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Kan være samme person")).ToBeVisibleAsync();
        await LookAsync(page);
        await Pictures.TakeAsync(page, "reiser", $"sammenslaing-1-prove {width}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Samme person" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Svaret er lagret.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Slå " }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("er en del av denne skolen");
        await LookAsync(page);
        await Pictures.TakeAsync(page, "reiser", $"sammenslaing-2-rapport {width}");

        await theirs.GoAsync("/sammenslaing");
        await Assertions.Expect(theirs.Page.Locator("main")).ToContainTextAsync("Her kan du lese, men ingenting endres.");
        await LookAsync(theirs.Page);
        theirs.TakeComplaints().ShouldBeEmpty();
        ours.TakeComplaints().ShouldBeEmpty();
        await using var db = stage.Database(into);
        (await db.People.CountAsync(p => p.PupilCode != null)).ShouldBe(1); // Ada is one now
    }

    /// <summary>A small school with a principal, and with Ada, who has no national id.</summary>
    private async Task<PersonId> MakeAsync(string slug)
    {
        var school = (await stage.Services.GetRequiredService<Schools>().CreateAsync(new HostedSchool(slug, $"{slug} kulturskole", "5030", Demo: true), CancellationToken.None)).Value;
        await using var db = school.Database(Actor.System, TimeProvider.System);
        var (principal, ada) = (new Person(PersonId.New(), "Rektor", slug), new Person(PersonId.New(), "Ada", "Moe"));
        ada.RecordPupil("p1", new PupilFacts(new DateOnly(2016, 6, 6), Sex.F, "Veien 1", "7540", "5030", null, "nb", Protection.None, ""));
        db.People.AddRange(principal, ada);
        await db.SaveChangesAsync();
        var name = Cast.UserName(new CastMember(slug, $"99-{principal.Id.Value:N}", slug, []));
        var account = new UserAccount { UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = $"Rektor {slug}", Person = principal.Id, SecurityStamp = Guid.CreateVersion7().ToString("N") };
        db.Users.Add(account);
        db.Grants.Add(new RoleGrant(account.Id, Role.Principal, new DateOnly(2025, 1, 1), null, "test"));
        await db.SaveChangesAsync();
        return principal.Id;
    }

    private static async Task LookAsync(IPage page)
    {
        (await Sweep.Look.AtAccessAsync(page)).ShouldBeEmpty();
        (await Sweep.Look.AtShapeAsync(page)).ShouldBeEmpty();
    }
}
