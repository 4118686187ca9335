using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Samspill.Domain.Reporting;
using Samspill.Domain.Strategy;
using Samspill.Host;
using Samspill.Tests.Features.Council;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Reporting;

/// <summary>A reporting round over the web: asked, filled in by two, handed in, summed up, published and corrected.</summary>
public abstract class ReportingTests(TestServer server) : OnDatabase(server)
{
    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    [Fact]
    public async Task A_round_is_opened_filled_in_handed_in_summed_up_and_published()
    {
        var today = Oslo.Today(Server.Clock);
        using var national = await Server.AtCouncilAsync(CouncilServer.National);
        var plan = await PlanAsync(today);
        var written = await GoesAsync(national, "/runder", [new("Name", "Melding"), new("Plan", plan.Id.Value.ToString()), new("From", $"{today.Year}-01-01"), new("To", $"{today.Year}-12-31"), new("Deadline", today.AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))]);
        var round = written[..^"/mal".Length];
        await LogAsync(plan, today);

        var template = await national.OpenAsync(written);
        using (var wrong = await national.SubmitAsync(written, [new("Text", "# 9 Et annet område")])) wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await GoesAsync(national, round, [], "handler=Open");
        using (var frozen = await national.SubmitAsync(template, written, [new("Name", "Annet")])) frozen.StatusCode.ShouldBe(HttpStatusCode.Conflict, "the template is frozen");
        (await national.GetAsync(written)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        using var adviser = await Server.AtCouncilAsync(CouncilServer.Trøndelag);
        using var other = await Server.AtCouncilAsync(CouncilServer.Vestland);
        await GoesAsync(national, round, [], "handler=Remind");
        (await adviser.OpenAsync("/runder")).Body!.TextContent.ShouldContain("Rådet minnet om den");
        var (own, theirs, figure, words) = await FormsAsync(round);
        (await other.GetAsync(own)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "another county's form");
        (await national.OpenAsync(own)).Body!.TextContent.ShouldContain("Loggen sier 2.");

        var before = await adviser.OpenAsync(own);
        using (var bare = await PostAsync(adviser, before, own, "Answer", figure, [new("value", "3")])) bare.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "another figure needs a reason");
        await FollowsAsync(await PostAsync(adviser, before, own, "Answer", figure, [new("value", "3"), new("reason", "Ett ble ikke logget")]));
        await FollowsAsync(await PostAsync(adviser, before, own, "Answer", words, [new("words", "Første")]));
        using (var later = await PostAsync(adviser, before, own, "Answer", words, [new("words", "Andre")]))
        {
            later.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            var shown = await Browser.ReadAsync(later);
            shown.Body!.TextContent.ShouldContain("Første");
            shown.QuerySelectorAll("textarea").Select(t => t.TextContent).ShouldContain("Andre", "what the later wrote stands still");
        }
        var discussed = await national.OpenAsync(own);
        foreach (var _ in new[] { 1, 2 }) await FollowsAsync(await PostAsync(national, discussed, own, "Comment", words, [new("comment", "Fint.")]));
        (await adviser.OpenAsync(own)).QuerySelectorAll("li").Count(l => l.TextContent.Contains("Fint.", StringComparison.Ordinal)).ShouldBe(1, "sent twice");
        using (var wordy = await PostAsync(national, discussed, own, "Comment", words, [new("comment", new string('x', CountyReport.ReasonLength + 1))]))
        {
            wordy.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await Browser.ReadAsync(wordy)).QuerySelectorAll("textarea[name=comment]").Select(t => t.TextContent).ShouldContain(t => t.StartsWith("xxx", StringComparison.Ordinal), "what was written stands still");
        }

        (await adviser.OpenAsync(own)).Forms.Any(f => (f.GetAttribute("action") ?? "").Contains("HandIn", StringComparison.Ordinal)).ShouldBeFalse("not before it is signed");
        await GoesAsync(adviser, own, [], "handler=Sign");
        var signed = await adviser.OpenAsync(own);
        await FollowsAsync(await adviser.SubmitAsync(signed, own, [], "handler=HandIn"));
        using (var twice = await adviser.SubmitAsync(signed, own, [], "handler=HandIn")) twice.StatusCode.ShouldBe(HttpStatusCode.Conflict, "handed in twice");
        using (var closed = await PostAsync(adviser, before, own, "Answer", words, [new("words", "For sent")])) closed.StatusCode.ShouldBe(HttpStatusCode.Conflict);

        Server.Clock.Advance(TimeSpan.FromDays(3)); // their tickets have run out since
        using var council = await Server.AtCouncilAsync(CouncilServer.National);
        using var west = await Server.AtCouncilAsync(CouncilServer.Vestland);
        using var middle = await Server.AtCouncilAsync(CouncilServer.Trøndelag);
        await GoesAsync(west, theirs, [], "handler=Sign");
        await GoesAsync(west, theirs, [], "handler=HandIn");
        (await council.OpenAsync(round)).Body!.TextContent.ShouldContain("levert for sent");

        var joint = $"{round}/samlet";
        (await council.OpenAsync(joint)).Body!.TextContent.ShouldContain("begge fylker har logget det med det andre");
        await GoesAsync(council, joint, [new("words", "Landet sammen.")], "handler=Text");
        var report = await GoesAsync(council, joint, [], "handler=Publish");
        using var nobody = await Server.AtCouncilAsync(null);
        var page = (await nobody.OpenAsync(report)).Body!.TextContent;
        page.ShouldContain("Landet sammen.");
        page.ShouldContain("Første");

        var data = JsonDocument.Parse(await nobody.Http.GetStringAsync($"{report.TrimStart('/')}?handler=File&som=json")).RootElement;
        var asked = data.GetProperty("areas")[0].GetProperty("goals")[0].GetProperty("figures")[0];
        asked.GetProperty("sum").GetDecimal().ShouldBe(3, "2 and 1 were logged, one of them together, and one was forgotten");
        asked.GetProperty("countedTwice").GetDecimal().ShouldBe(1);
        (await nobody.Http.GetStringAsync($"{report.TrimStart('/')}?handler=File&som=csv")).ShouldContain("Ett ble ikke logget");
        using (var zip = new ZipArchive(new MemoryStream(await nobody.Http.GetByteArrayAsync($"{report.TrimStart('/')}?handler=File&som=docx"))))
        using (var part = zip.GetEntry("word/document.xml")!.Open())
        {
            var body = XDocument.Load(part).Root!.Element(W + "body")!;
            string? StyleOf(XElement p) => p.Element(W + "pPr")?.Element(W + "pStyle")?.Attribute(W + "val")?.Value;
            body.Elements(W + "p").Where(p => StyleOf(p) == "Heading1").Select(p => p.Value).ShouldContain("1 Samfunn");
            body.Elements(W + "p").Where(p => StyleOf(p) == "Heading2").Select(p => p.Value).ShouldBe(["1.1 Profil"]);
            body.Elements(W + "tbl").Count().ShouldBe(3);
        }

        using (var silent = await council.SubmitAsync(joint, [], "handler=Publish")) silent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "a correction says what it corrects");
        var corrected = await GoesAsync(council, joint, [new("Correction", "Et tall")], "handler=Publish");
        corrected.ShouldNotBe(report);
        (await nobody.OpenAsync(report)).Body!.TextContent.ShouldContain("rettet senere");

        await GoesAsync(middle, own, [new("why", "En feil")], "handler=Reopen");
        (await council.OpenAsync(round)).Body!.TextContent.ShouldContain("En feil");
        (await west.OpenAsync(round)).Body!.TextContent.ShouldNotContain("En feil", Case.Sensitive, "another county's reason");
        await GoesAsync(council, own, [new("report", own.Split('/')[^1])], "handler=Reopen");
        await FollowsAsync(await PostAsync(middle, await middle.OpenAsync(own), own, "Answer", words, [new("words", "Rettet")]));
        await RefusesToChangeAsync();
    }

    /// <summary>The database itself holds on to what was published, handed in and asked.</summary>
    private async Task RefusesToChangeAsync()
    {
        await using var db = Server.Council();
        await Should.ThrowAsync<Exception>(() => db.JointReports.ExecuteUpdateAsync(r => r.SetProperty(x => x.By, "x")));
        await Should.ThrowAsync<Exception>(() => db.JointReports.ExecuteDeleteAsync());
        await Should.ThrowAsync<Exception>(() => db.ReportDeliveries.ExecuteDeleteAsync());
        await Should.ThrowAsync<Exception>(() => db.ReportAnswers.ExecuteUpdateAsync(r => r.SetProperty(x => x.By, "x")));
        await Should.ThrowAsync<Exception>(() => db.Rounds.ExecuteUpdateAsync(r => r.SetProperty(x => x.State, RoundState.Draft)));
        (await db.Rounds.ExecuteUpdateAsync(r => r.SetProperty(x => x.Deadline, x => x.Deadline))).ShouldBeGreaterThan(0);
    }

    private async Task<Plan> PlanAsync(DateOnly today)
    {
        var now = Server.Clock.GetUtcNow();
        var plan = Plan.National("Strategi", new Period(new(today.Year, 1, 1), new(today.Year + 3, 12, 31)), "Nora", now).Value;
        _ = plan.Write(Outline.Read("# 1 Samfunn\n## 1.1 Profil\n- 1 Alle barn", []).Value, 0).Value;
        _ = plan.Adopt("Landsmøtet", new(today.Year, 1, 1)).Value;
        await using var db = Server.Council();
        db.Plans.Add(plan);
        await db.SaveChangesAsync();
        return plan;
    }

    /// <summary>Trøndelag has done two things, and one of them was Vestland's only one.</summary>
    private async Task LogAsync(Plan plan, DateOnly today)
    {
        var (now, measure, span) = (Server.Clock.GetUtcNow(), plan.Goals.Single().Measures.Single().Key, new DaySpan(new(today.Year, 3, 4), new(today.Year, 3, 4)));
        Activity Done(string county, ActivityFacts facts) => Activity.Log(county, ActivityKind.Conference, new ActivityTime(span), false, facts, [measure], 0, "test", now).Value;
        await using var db = Server.Council();
        db.Activities.AddRange(Done("50", new(Name: "Konferanse", With: "Vestland")), Done("50", new(Name: "Et annet møte")), Done("46", new(Name: "Konferanse i vest", With: "Trøndelag")));
        await db.SaveChangesAsync();
    }

    private async Task<(string Own, string Theirs, Guid Figure, Guid Words)> FormsAsync(string round)
    {
        var id = new ReportingRoundId(Guid.Parse(round.Split('/')[^1]));
        await using var db = Server.Council();
        var reports = await db.CountyReports.Where(r => r.Round == id).ToDictionaryAsync(r => r.County, r => r.Id.Value);
        var asked = (await db.Rounds.SingleAsync(r => r.Id == id)).Asked.Select(x => x.Asked).ToList();
        return ($"/runder/svar/{reports["50"]}", $"/runder/svar/{reports["46"]}", asked.First(a => a.Kind == AskedKind.Figure).Key, asked.First(a => a.Kind == AskedKind.Words).Key);
    }

    /// <summary>Sends the form of one question, with what the page showed.</summary>
    private static async Task<HttpResponseMessage> PostAsync(Browser browser, AngleSharp.Html.Dom.IHtmlDocument page, string path, string handler, Guid asked, KeyValuePair<string, string>[] fields)
    {
        var form = page.Forms.First(f => (f.GetAttribute("action") ?? "").Contains($"handler={handler}", StringComparison.Ordinal) && f.QuerySelector($"input[name=asked][value='{asked}']") is not null);
        var sent = form.QuerySelectorAll("input[type=hidden]").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? "")).Concat(fields);
        return await browser.Http.PostAsync($"{path.TrimStart('/')}?handler={handler}", new FormUrlEncodedContent(sent));
    }

    private static async Task FollowsAsync(HttpResponseMessage answer)
    {
        using (answer)
            if (answer.StatusCode != HttpStatusCode.SeeOther) Assert.Fail($"{(int)answer.StatusCode} {(await Browser.ReadAsync(answer)).QuerySelector(".ds-error-summary")?.TextContent}");
    }

    private static async Task<string> GoesAsync(Browser browser, string path, KeyValuePair<string, string>[] fields, string? form = null)
    {
        using var answer = await browser.SubmitAsync(path, fields, form);
        if (answer.StatusCode != HttpStatusCode.SeeOther) Assert.Fail($"{path} {form}: {(int)answer.StatusCode} {(await Browser.ReadAsync(answer)).QuerySelector(".ds-error-summary")?.TextContent}");
        return answer.Headers.Location!.ToString()["/council".Length..];
    }
}

public sealed class ReportingTestsOnSqlite(CouncilOnSqlite server) : ReportingTests(server), IClassFixture<CouncilOnSqlite>;

public sealed class ReportingTestsOnPostgres(CouncilOnPostgres server) : ReportingTests(server), IClassFixture<CouncilOnPostgres>;
