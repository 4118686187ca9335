using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Curriculum;
using Samspill.Features.Curriculum;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Curriculum;

/// <summary>Per takes in the starter set and writes; Marit adopts; everybody reads.</summary>
public abstract class CurriculumTests(TestServer server) : OnDatabase(server)
{
    private static readonly KeyValuePair<string, string>[] AsItIs = [];

    [Fact]
    public async Task The_starter_set_is_drafts_that_nobody_else_sees_before_they_are_adopted()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        using (var taken = await per.SubmitAsync("/laereplan/ny", AsItIs, "handler=Starter")) taken.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using (var again = await per.SubmitAsync("/laereplan/ny", AsItIs, "handler=Starter")) again.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await using var db = Server.Database();
        (await db.Curricula.CountAsync(c => c.Subject == "")).ShouldBe(15);
        var dance = await db.Curricula.SingleAsync(c => c.Discipline == Discipline.Dance && c.Programme == Programme.Core);

        using var kari = await Server.SignInAsync(Server.World.Kari);
        (await StatusAsync(kari, $"/laereplan/{dance.Id.Value}")).ShouldBe(HttpStatusCode.NotFound);
        using (var refused = await kari.GetAsync($"/laereplan/{dance.Id.Value}/endre")) refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using (var office = await per.GetAsync($"/laereplan/{dance.Id.Value}/vedta")) office.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        using var marit = await Server.SignInAsync(Server.World.Marit);
        using (var nobody = await marit.SubmitAsync($"/laereplan/{dance.Id.Value}/vedta", [new("AdoptedBy", " ")])) nobody.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var adopted = await marit.SubmitAsync($"/laereplan/{dance.Id.Value}/vedta", [new("AdoptedBy", "Utvalg for oppvekst, sak 31/26"), new("InForceFrom", "2026-06-01")])) adopted.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await kari.OpenAsync($"/laereplan/{dance.Id.Value}")).QuerySelector("main")!.TextContent.ShouldContain("sak 31/26");
        (await kari.OpenAsync("/laereplan")).QuerySelectorAll($"tbody a[href$='{dance.Id.Value}']").Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_goal_worded_anew_is_the_same_goal_in_the_next_version_and_both_can_be_compared()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        using (var begun = await per.SubmitAsync("/laereplan/ny", [new("Discipline", "Circus"), new("Subject", " Sjonglering "), new("Programme", "Core")])) begun.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var draft = await OneAsync("sjonglering", 1);
        var edit = $"/laereplan/{draft.Id.Value}/endre";
        using (var nameless = await per.SubmitAsync(edit, [new("NewLevel", "")], "handler=Level")) nameless.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await per.SubmitAsync(edit, [new("NewLevel", "Nivå 1")], "handler=Level")).Dispose();
        (await SaveAsync(per, edit, [new("Goals[0].Words", "Holder tre baller"), new("Goals[1].Words", "Står på line")])).ShouldBe(HttpStatusCode.SeeOther);
        var goals = (await OneAsync("sjonglering", 1)).Levels[0].Goals;
        goals.Select(g => g.Words).ShouldBe(["Holder tre baller", "Står på line"]);
        await AdoptAsync(draft.Id);

        using (var followed = await per.SubmitAsync($"/laereplan/{draft.Id.Value}", AsItIs, "handler=Follow")) followed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using (var twice = await per.SubmitAsync($"/laereplan/{draft.Id.Value}", AsItIs, "handler=Follow")) twice.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var second = await OneAsync("sjonglering", 2);
        (await SaveAsync(per, $"/laereplan/{second.Id.Value}/endre", [new("Goals[0].Words", "Holder tre baller i et minutt"), new("Goals[1].Words", "")])).ShouldBe(HttpStatusCode.SeeOther);
        (await OneAsync("sjonglering", 2)).Levels[0].Goals.ShouldHaveSingleItem().Key.ShouldBe(goals[0].Key);

        var compared = (await per.OpenAsync($"/laereplan/{second.Id.Value}?mot=1")).QuerySelector("main")!;
        compared.QuerySelectorAll("del").Select(d => d.TextContent).ShouldBe(["Holder tre baller", "Står på line"]);
        compared.QuerySelectorAll("ins").Select(d => d.TextContent).ShouldBe(["Holder tre baller i et minutt"]);
        (await OneAsync("sjonglering", 1)).Levels[0].Goals.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Two_who_write_the_same_draft_lose_nothing()
    {
        CurriculumId id;
        await using (var scope = await Server.ActAsAsync(Server.World.Per))
        {
            var edit = scope.ServiceProvider.GetRequiredService<EditCurriculum>();
            id = (await edit.BeginAsync(new(Discipline.Theatre, "", Programme.Depth), null, CancellationToken.None)).Value;
            (await edit.AddLevelAsync(id, "Fordypning", CancellationToken.None)).Refused(out _).ShouldBeFalse();
        }
        var path = $"/laereplan/{id.Value}/endre";
        using var per = await Server.SignInAsync(Server.World.Per);
        using var marit = await Server.SignInAsync(Server.World.Marit);
        var opened = await per.OpenAsync(path);
        (await SaveAsync(marit, path, [new("Contents", "Monologer")])).ShouldBe(HttpStatusCode.SeeOther);
        using var late = await per.SubmitAsync(opened, path, [new("Contents", "Regi")], "niva=");
        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var shown = await Browser.ReadAsync(late);
        shown.QuerySelector("textarea[name=Contents]")!.TextContent.Trim().ShouldBe("Regi");
        using var once = await per.SubmitAsync(shown, path, [], "niva=");
        once.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await using var db = Server.Database();
        (await db.Curricula.SingleAsync(c => c.Id == id)).Levels[0].Content.ShouldBe("Regi");
    }

    [Fact]
    public async Task The_principal_adopts_the_text_that_was_read_and_no_other()
    {
        CurriculumId id;
        await using (var scope = await Server.ActAsAsync(Server.World.Per))
        {
            var edit = scope.ServiceProvider.GetRequiredService<EditCurriculum>();
            id = (await edit.BeginAsync(new(Discipline.Writing, "dikt", Programme.Core), null, CancellationToken.None)).Value;
            (await edit.AddLevelAsync(id, "Nivå 1", CancellationToken.None)).Refused(out _).ShouldBeFalse();
        }
        using var per = await Server.SignInAsync(Server.World.Per);
        (await SaveAsync(per, $"/laereplan/{id.Value}/endre", [new("Goals[0].Words", "Skriver på rim")])).ShouldBe(HttpStatusCode.SeeOther);
        var path = $"/laereplan/{id.Value}/vedta";
        KeyValuePair<string, string>[] adoption = [new("AdoptedBy", "Utvalg for oppvekst"), new("InForceFrom", "2026-06-01")];
        using var marit = await Server.SignInAsync(Server.World.Marit);
        var read = await marit.OpenAsync(path);
        (await SaveAsync(per, $"/laereplan/{id.Value}/endre", [new("Goals[0].Words", "Skriver uten rim")])).ShouldBe(HttpStatusCode.SeeOther);
        using var late = await marit.SubmitAsync(read, path, adoption);
        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var again = await Browser.ReadAsync(late);
        again.QuerySelector("input[name=AdoptedBy]")!.GetAttribute("value").ShouldBe("Utvalg for oppvekst");
        using var adopted = await marit.SubmitAsync(again, path, adoption);
        adopted.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    private static Task<HttpStatusCode> SaveAsync(Browser browser, string path, KeyValuePair<string, string>[] changes) => StatusAsync(browser.SubmitAsync(path, changes, "niva="));

    private async Task AdoptAsync(CurriculumId id)
    {
        await using var scope = await Server.ActAsAsync(Server.World.Marit);
        var draft = await scope.ServiceProvider.GetRequiredService<Samspill.Data.SamspillDb>().Curricula.SingleAsync(c => c.Id == id);
        (await scope.ServiceProvider.GetRequiredService<EditCurriculum>().AdoptAsync(id, "Rektor", new(2026, 6, 1), draft.Revision, CancellationToken.None)).Refused(out _).ShouldBeFalse();
    }

    private async Task<LocalCurriculum> OneAsync(string subject, int version)
    {
        await using var db = Server.Database();
        return await db.Curricula.SingleAsync(c => c.Subject == subject && c.Version == version);
    }

    private static Task<HttpStatusCode> StatusAsync(Browser browser, string path) => StatusAsync(browser.GetAsync(path));

    private static async Task<HttpStatusCode> StatusAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        return answer.StatusCode;
    }
}

public sealed class CurriculumTestsOnSqlite(OnSqlite server) : CurriculumTests(server), IClassFixture<OnSqlite>;

public sealed class CurriculumTestsOnPostgres(OnPostgres server) : CurriculumTests(server), IClassFixture<OnPostgres>;
