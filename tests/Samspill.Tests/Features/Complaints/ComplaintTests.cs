using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Complaints;
using Samspill.Features.Admission;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Complaints;

/// <summary>A family complains, and is answered. The world: one guitar seat; Skjult, who is protected, gets it, and Jonas waits.</summary>
public abstract class ComplaintTests(TestServer server) : OnDatabase(server)
{
    private const string Typed = "  Jonas har\r\n<b>sluttet</b> på piano {0} – se vedlegg.  ";

    [Fact]
    public async Task A_complaint_goes_the_whole_way_from_the_family_through_the_office_to_an_offer()
    {
        var path = $"/vedtak/{Server.World.JonasGuitar.Value}/klage";
        using var kari = await Server.SignInAsync(Server.World.Kari);
        (await kari.OpenAsync(path)).QuerySelector("form[data-keep]").ShouldBeNull("nothing is decided yet");
        await PublishAsync();

        // The family complains, in time: kept as typed, told, and not twice.
        using (var empty = await kari.SubmitAsync(path, [new("Text", " ")], "Send")) empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var sent = await kari.SubmitAsync(path, [new("Text", Typed)], "Send")) sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using var db = Server.Database();
        var complaint = await db.Complaints.AsNoTracking().SingleAsync();
        Encoding.UTF8.GetString(complaint.Text).ShouldNotContain("piano");
        Server.Schools.Find(Cast.World.School)!.Cipher.Decrypt(complaint.Text).ShouldBe(Typed);
        complaint.LastDay.ShouldBe(new DateOnly(2026, 6, 26));
        (await db.Messages.CountAsync(m => m.About == "complaint-received" && m.To == Server.World.Kari.Person && m.Subject.Contains(complaint.Code))).ShouldBe(1);
        var read = await kari.OpenAsync(path);
        read.QuerySelector("main")!.TextContent.ShouldContain("<b>sluttet</b>");
        read.QuerySelector("form[data-keep]").ShouldBeNull("the first is not answered");
        using var nina = await Server.SignInAsync(Server.World.Nina);
        (await nina.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        // The case worker compares and replays, and finds nobody's name.
        using var per = await Server.SignInAsync(Server.World.Per);
        (await per.OpenAsync("/klager")).QuerySelector("main")!.TextContent.ShouldContain(complaint.Code);
        var file = $"/klager/{complaint.Id.Value}";
        var seen = await per.OpenAsync(file);
        var compared = seen.QuerySelectorAll("[aria-labelledby=regler] tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim().Replace('\u00a0', ' ')))).ToList();
        compared[0].ShouldBe("De som har færrest plasser fra før, går foran.|1|0|bak");
        compared[1].ShouldEndWith("|50 dager senere|foran");
        compared[2].ShouldBe("Den eldste går foran.|14. mars 2018|eldre|bak");
        foreach (var other in new[] { "Skjult", "Hemmelig", "17. mai 2017", Server.World.SkjultGuitar.Value.ToString() }) seen.DocumentElement.OuterHtml.ShouldNotContain(other);
        var before = await StateAsync(db);
        using (var nothing = await per.PressAsync(file, "Replay", [])) nothing.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var moment in new[] { "0001-01-01T00:00", "9999-12-31T23:59" })
            using (var impossible = await per.PressAsync(file, "Replay", [new("Put.AppliedAt", moment)])) impossible.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var shadow = await per.PressAsync(file, "Replay", [new("Put.ExtraSeats", "1")]))
            (await Browser.ReadAsync(shadow)).QuerySelector("[role=status]")!.TextContent.ShouldContain("nummer 1 i køen → plass");
        (await StateAsync(db)).ShouldBe(before, "a shadow leaves nothing behind");

        // It is upheld, but no seat is free: nothing is sent, and what was typed stays.
        KeyValuePair<string, string>[] answer = [new("Outcome", "Upheld"), new("Reason", "Dere har rett."), new("Gives", "tilbud")];
        using (var full = await per.SubmitAsync(file, answer, "Answer"))
        {
            full.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var page = await Browser.ReadAsync(full);
            page.QuerySelector("main")!.TextContent.ShouldContain("Ingen plass er ledig");
            page.QuerySelector("#Reason")!.TextContent.Trim().ShouldBe("Dere har rett.");
        }
        (await StateAsync(db)).ShouldBe(before);
        await db.Courses.Where(c => c.Id == Server.World.Guitar).ExecuteUpdateAsync(c => c.SetProperty(x => x.Capacity, 2));
        using (var upheld = await per.SubmitAsync(file, answer, "Answer")) upheld.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await db.Complaints.AsNoTracking().SingleAsync()).State.ShouldBe(ComplaintState.Upheld);
        (await db.Offers.CountAsync(o => o.Application == Server.World.JonasGuitar && o.Status == OfferStatus.Open)).ShouldBe(1);
        (await db.Messages.CountAsync(m => m.About == "complaint-upheld" && m.To == Server.World.Kari.Person)).ShouldBe(1);
        (await kari.OpenAsync(path)).QuerySelector("main")!.TextContent.ShouldContain("Dere har rett.");
        (await per.OpenAsync(file)).QuerySelector("#svaret").ShouldBeNull("an answer is given once");
        using (var again = await per.PressAsync(file, "Answer", [new("Outcome", "Rejected"), new("Reason", "Likevel ikke.")])) again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await db.ComplaintAnswers.CountAsync()).ShouldBe(1);
        (await db.AuditEntries.AnyAsync(a => a.Actor == "Per" && a.Action == "looked" && a.Subject == $"Complaint {complaint.Id.Value}")).ShouldBeTrue();
    }

    private async Task<string> StateAsync(SamspillDb db) =>
        $"{await db.Runs.CountAsync()} {await db.Offers.CountAsync()} {await db.Messages.CountAsync()} {await db.ComplaintAnswers.CountAsync()} {(await db.Complaints.AsNoTracking().SingleAsync()).State} {(await db.Applications.AsNoTracking().SingleAsync(a => a.Id == Server.World.JonasGuitar)).State}";

    private async Task PublishAsync()
    {
        await using var scope = await Server.ActAsAsync(Server.World.Per);
        var run = await scope.ServiceProvider.GetRequiredService<RunPlacement>().RunAsync(Server.World.Round, CancellationToken.None);
        (await scope.ServiceProvider.GetRequiredService<PublishRun>().RunAsync(run.Value, CancellationToken.None)).Refused(out _).ShouldBeFalse();
    }
}

public sealed class ComplaintTestsOnSqlite(OnSqlite server) : ComplaintTests(server), IClassFixture<OnSqlite>;

public sealed class ComplaintTestsOnPostgres(OnPostgres server) : ComplaintTests(server), IClassFixture<OnPostgres>;

/// <summary>A complaint that comes after the last day, is sent on, and comes back.</summary>
public abstract class LateComplaintTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task A_late_complaint_says_why_and_one_that_was_sent_on_is_ended_by_the_complaint_body()
    {
        await using (var scope = await Server.ActAsAsync(Server.World.Per))
        {
            var run = await scope.ServiceProvider.GetRequiredService<RunPlacement>().RunAsync(Server.World.Round, CancellationToken.None);
            await scope.ServiceProvider.GetRequiredService<PublishRun>().RunAsync(run.Value, CancellationToken.None);
        }
        Server.Clock.Advance(TimeSpan.FromDays(22));
        var path = $"/vedtak/{Server.World.JonasGuitar.Value}/klage";
        using var kari = await Server.SignInAsync(Server.World.Kari);
        using (var silent = await kari.SubmitAsync(path, [new("Text", "Feil.")], "Send"))
        {
            silent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var page = await Browser.ReadAsync(silent);
            page.QuerySelector("#Late-error")!.TextContent.ShouldContain("Skriv hvorfor klagen kommer nå");
            page.QuerySelector("#Text")!.TextContent.Trim().ShouldBe("Feil.");
        }
        using (var sent = await kari.SubmitAsync(path, [new("Text", "Feil."), new("Late", "Vi var på sykehus.")], "Send")) sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        await using var db = Server.Database();
        var complaint = await db.Complaints.AsNoTracking().SingleAsync();
        using var per = await Server.SignInAsync(Server.World.Per);
        var file = $"/klager/{complaint.Id.Value}";
        (await per.OpenAsync(file)).QuerySelector("main")!.TextContent.ShouldContain("Vi var på sykehus.");
        using (var none = await per.SubmitAsync(file, [new("Reason", "Ingen grunn.")], "Answer")) none.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var on = await per.SubmitAsync(file, [new("Outcome", "SentOn"), new("Reason", "Vi endrer ikke.")], "Answer")) on.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using (var body = await per.SubmitAsync(file, [new("Outcome", "Upheld"), new("Reason", "Nemnda ga medhold."), new("Gives", "ko"), new("Put.AppliedAt", "2025-01-02T09:30")], "Answer")) body.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var answers = await db.ComplaintAnswers.OrderBy(a => a.Number).ToListAsync();
        answers.Select(a => (a.Number, a.Outcome, a.By)).ShouldBe([(1, ComplaintState.SentOn, "Per"), (2, ComplaintState.Upheld, "Per")]);
        answers[1].Correction.ShouldBe("appliedAt:2025-01-02T08:30Z queue");
        (await db.Applications.SingleAsync(a => a.Id == Server.World.JonasGuitar)).Seniority.ShouldBe(new DateTimeOffset(2025, 1, 2, 8, 30, 0, TimeSpan.Zero));
        var told = (await kari.OpenAsync(path)).QuerySelector("main")!.TextContent;
        told.ShouldContain("Vi endrer ikke.");
        told.ShouldContain("Nemnda ga medhold.");

        // A protected child's complaint is a masked row for the office, and opens for the handler only.
        using var hemmelig = await Server.SignInAsync(Server.World.Hemmelig);
        using (var theirs = await hemmelig.SubmitAsync($"/vedtak/{Server.World.SkjultGuitar.Value}/klage", [new("Text", "Vi ville ha cello."), new("Late", "Posten.")], "Send")) theirs.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var hidden = await db.Complaints.AsNoTracking().SingleAsync(c => c.Application == Server.World.SkjultGuitar);
        (await per.GetAsync($"/klager/{hidden.Id.Value}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await per.OpenAsync("/klager")).DocumentElement.OuterHtml.ShouldNotContain("Skjult");
        using var vera = await Server.SignInAsync(Server.World.Vera);
        (await vera.OpenAsync($"/klager/{hidden.Id.Value}")).QuerySelector("main")!.TextContent.ShouldContain("cello");
    }
}

public sealed class LateComplaintTestsOnSqlite(OnSqlite server) : LateComplaintTests(server), IClassFixture<OnSqlite>;

public sealed class LateComplaintTestsOnPostgres(OnPostgres server) : LateComplaintTests(server), IClassFixture<OnPostgres>;
