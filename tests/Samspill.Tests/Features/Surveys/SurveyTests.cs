using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Data;
using Samspill.Domain.People;
using Samspill.Domain.Surveys;
using Samspill.Features.Surveys;
using Samspill.Host;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Surveys;

/// <summary>The office asks a dozen teachers; they answer by their links without signing in.</summary>
public abstract class SurveyTests(TestServer server) : OnDatabase(server)
{
    private const int Subject = 0, Thrives = 1, Words = 2;

    [Fact]
    public async Task An_anonymous_answer_is_taken_once_and_leads_to_nobody()
    {
        var survey = await SendAsync(anonymous: true);
        var link = (await LinksAsync(survey))[0];
        using var visitor = Server.Visit();
        var page = await visitor.OpenAsync(link);
        page.QuerySelector("main")!.TextContent.ShouldContain("Svaret er anonymt.");
        using var sent = await visitor.SubmitAsync(page, link, Answer(survey, "2", "4", "Mer kor"));
        sent.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var again = await visitor.SubmitAsync(page, link, Answer(survey, "1", "1", "Nei"));
        again.StatusCode.ShouldBe(HttpStatusCode.SeeOther, "who presses twice has nothing to mend");
        (await visitor.OpenAsync(link)).QuerySelector("main")!.TextContent.ShouldContain("kan ikke finnes igjen");

        await using var db = Server.Database();
        (await db.SurveyAnswers.SingleAsync(a => a.Survey == survey.Id)).Values.ShouldBe(["2", "4", "Mer kor"]);
        (await db.SurveyInvitations.CountAsync(i => i.Survey == survey.Id && i.Answered)).ShouldBe(1);
        db.Model.FindEntityType(typeof(SurveyAnswer))!.GetProperties().Select(p => p.Name).Order(StringComparer.Ordinal).ShouldBe(["Id", "Survey", "Values"]);
        db.Model.FindEntityType(typeof(SurveyInvitation))!.GetProperties().Select(p => p.Name).Order(StringComparer.Ordinal).ShouldBe(["Answered", "Id", "Person", "Survey"]);
        (await db.AuditEntries.AnyAsync(e => e.Subject.StartsWith("SurveyAnswer") || e.Subject.StartsWith("SurveyInvitation"))).ShouldBeFalse("the record would tell when");
    }

    [Fact]
    public async Task Rows_do_not_stand_in_the_order_they_were_answered_in()
    {
        var survey = await SendAsync(anonymous: true);
        var number = 10;
        foreach (var link in await LinksAsync(survey)) await AnswerAsync(survey, link, "1", "3", $"rekke {number++}");
        await using var db = Server.Database();
        var postgres = db.Database.IsNpgsql();
        var stored = await db.Database.SqlQueryRaw<string>(postgres ? "SELECT \"Values\" AS \"Value\" FROM surveys_answer WHERE \"Values\" LIKE '%rekke %' ORDER BY ctid" : "SELECT \"Values\" AS \"Value\" FROM surveys_answer WHERE \"Values\" LIKE '%rekke %' ORDER BY rowid").ToListAsync();
        stored.Count.ShouldBe(number - 10);
        stored.Distinct().Count().ShouldBe(stored.Count, "each answer is there once");
        stored.SequenceEqual(stored.Order(StringComparer.Ordinal)).ShouldBeFalse();
        if (postgres) (await db.Database.SqlQueryRaw<long>("SELECT max(c) AS \"Value\" FROM (SELECT count(*) AS c FROM surveys_answer WHERE \"Values\" LIKE '%rekke %' GROUP BY xmin::text) x").ToListAsync())[0].ShouldBeGreaterThan(4, "many rows were written last by one transaction");
    }

    [Fact]
    public async Task Hostile_posts_are_refused_and_leave_nothing()
    {
        var survey = await SendAsync(anonymous: true);
        var links = await LinksAsync(survey);
        using var visitor = Server.Visit();
        var page = await visitor.OpenAsync(links[0]);
        var forged = links[0][..^3] + (links[0].EndsWith("AAA", StringComparison.Ordinal) ? "BBA" : "AAA");
        foreach (var other in new[] { forged, "/undersokelse/x", "/undersokelse/" + Convert.ToBase64String(new byte[32]).TrimEnd('=') })
        {
            using var opened = await visitor.GetAsync(other);
            opened.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            page.Forms.First(f => f.Closest("main") is not null).SetAttribute("action", $"/{World.School}{other}");
            using var posted = await visitor.SubmitAsync(page, other, Answer(survey, "1", "1", ""));
            posted.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
        KeyValuePair<string, string>[][] wrong =
        [
            Answer(survey, "9", "1", ""), Answer(survey, "1", "6", ""), Answer(survey, "1", "0", ""), Answer(survey, "1", "", ""), Answer(survey, "1", "1", new string('x', SurveyQuestion.TextLength + 1)),
            [.. Answer(survey, "1", "1", ""), new($"q-{Guid.CreateVersion7()}", "1")], [.. Answer(survey, "1", "1", ""), new("q-forged", "1")], [],
        ];
        foreach (var answer in wrong)
        {
            using var refused = await visitor.SubmitAsync(links[0], answer);
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }
        using var typed = await visitor.SubmitAsync(links[0], Answer(survey, "2", "", "Dette skal stå"));
        var kept = await Browser.ReadAsync(typed);
        kept.QuerySelector($"#q-{survey.Questions[Words].Key}")!.TextContent.ShouldBe("Dette skal stå");
        kept.QuerySelector($"#q-{survey.Questions[Subject].Key}-2")!.HasAttribute("checked").ShouldBeTrue("what was typed stays");
        await using var db = Server.Database();
        (await db.SurveyAnswers.AnyAsync(a => a.Survey == survey.Id)).ShouldBeFalse();
        (await db.SurveyInvitations.AnyAsync(i => i.Survey == survey.Id && i.Answered)).ShouldBeFalse();

        Server.Clock.Advance(TimeSpan.FromDays(15));
        using var late = await visitor.SubmitAsync(page, links[0], Answer(survey, "1", "1", ""));
        late.StatusCode.ShouldBe(HttpStatusCode.NotFound, "the form still leads to the last of the forged links");
        page.Forms.First(f => f.Closest("main") is not null).SetAttribute("action", $"/{World.School}{links[0]}");
        using var closed = await visitor.SubmitAsync(page, links[0], Answer(survey, "1", "1", ""));
        closed.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ReadAsync(closed)).QuerySelector("main")!.TextContent.ShouldContain("avsluttet");
        (await db.SurveyAnswers.AnyAsync(a => a.Survey == survey.Id)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_named_answer_can_be_replaced_and_a_protected_person_is_masked()
    {
        var survey = await SendAsync(anonymous: false);
        await using var db = Server.Database();
        var asked = await db.SurveyInvitations.Where(i => i.Survey == survey.Id).OrderBy(i => i.Id).ToListAsync();
        var links = await LinksAsync(survey);
        await AnswerAsync(survey, links[0], "1", "5", "Første ord");
        await AnswerAsync(survey, links[0], "2", "4", "Andre ord");
        await AnswerAsync(survey, links[1], "2", "1", "Hemmelige ord");
        (await db.NamedSurveyAnswers.AsNoTracking().SingleAsync(a => a.Survey == survey.Id && a.Person == asked[0].Person)).Values.ShouldBe(["2", "4", "Andre ord"]);
        (await db.SurveyAnswers.AnyAsync(a => a.Survey == survey.Id)).ShouldBeFalse();
        var hidden = await db.People.SingleAsync(p => p.Id == asked[1].Person);
        hidden.ShieldAs(Protection.StrictlyConfidential);
        await db.SaveChangesAsync();
        try
        {
            using var per = await Server.SignInAsync(Server.World.Per);
            var text = (await per.OpenAsync($"/undersokelser/{survey.Id.Value}/svar")).QuerySelector("main")!.TextContent;
            text.ShouldContain("Andre ord");
            text.ShouldContain("Sperret adresse");
            text.ShouldNotContain("Hemmelige ord");
            text.ShouldNotContain(hidden.FamilyName);
        }
        finally
        {
            hidden.ShieldAs(Protection.None);
            await db.SaveChangesAsync();
        }
    }

    [Fact]
    public async Task Results_come_when_it_is_closed_and_single_nobody_out()
    {
        var survey = await SendAsync(anonymous: true);
        foreach (var (i, link) in (await LinksAsync(survey)).Take(10).Index()) await AnswerAsync(survey, link, i < 2 ? "1" : "2", i < 5 ? "4" : "5", i < 4 ? $"Tanke {i}" : "");
        using (var early = await Server.SignInAsync(Server.World.Per))
        {
            (await early.OpenAsync($"/undersokelser/{survey.Id.Value}")).QuerySelector("table").ShouldBeNull();
            using var file = await early.GetAsync($"/undersokelser/{survey.Id.Value}?handler=Extract");
            file.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }
        Server.Clock.Advance(TimeSpan.FromDays(15));
        using var per = await Server.SignInAsync(Server.World.Per);
        var page = await per.OpenAsync($"/undersokelser/{survey.Id.Value}");
        var tables = page.QuerySelectorAll("table").ToList();
        tables.Count.ShouldBe(2);
        tables[Subject].QuerySelectorAll("td").Count(td => td.TextContent == "skjult").ShouldBe(2, "the small one, and one more so that the sum does not tell it");
        tables[Thrives].TextContent.ShouldNotContain("skjult");
        page.QuerySelector("main")!.TextContent.ShouldNotContain("Tanke"); // four texts are too few

        using var rows = await per.GetAsync($"/undersokelser/{survey.Id.Value}?handler=Extract");
        rows.StatusCode.ShouldBe(HttpStatusCode.OK);
        var lines = (await rows.Content.ReadAsStringAsync()).TrimEnd().Split("\r\n");
        lines[0].TrimStart('\uFEFF').ShouldBe("v1;v2");
        lines.Skip(1).GroupBy(l => l.Split(';')[0]).ShouldAllBe(g => g.Count() >= ResearchExtract.Fewest);
        using var codebook = await per.GetAsync($"/undersokelser/{survey.Id.Value}?handler=Codebook");
        (await codebook.Content.ReadAsStringAsync()).ShouldContain("k-anonymitet");
        await using var db = Server.Database();
        (await db.AuditEntries.CountAsync(e => e.Action == "exported" && e.Subject == $"Survey {survey.Id.Value}")).ShouldBe(2);
    }

    [Fact]
    public async Task Four_answers_are_too_few_to_show_anything()
    {
        var survey = await SendAsync(anonymous: true);
        foreach (var link in (await LinksAsync(survey)).Take(4)) await AnswerAsync(survey, link, "1", "5", "Fin skole");
        Server.Clock.Advance(TimeSpan.FromDays(15));
        using var per = await Server.SignInAsync(Server.World.Per);
        var text = (await per.OpenAsync($"/undersokelser/{survey.Id.Value}")).QuerySelector("main")!.TextContent;
        text.ShouldContain("For få svar til å vise noe");
        text.ShouldNotContain("Fin skole");
        foreach (var handler in new[] { "Extract", "Codebook" })
        {
            using var file = await per.GetAsync($"/undersokelser/{survey.Id.Value}?handler={handler}");
            file.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }
    }

    [Fact]
    public async Task Those_who_have_not_answered_are_reminded_once_and_answers_are_deleted_on_their_day()
    {
        var survey = await SendAsync(anonymous: true);
        var links = await LinksAsync(survey);
        await AnswerAsync(survey, links[0], "1", "5", "");
        await using var db = Server.Database();
        Server.Clock.Advance(TimeSpan.FromDays(12));
        await TendAsync();
        await TendAsync();
        (await db.Messages.CountAsync(m => m.About == "survey-reminder" && m.Subject.Contains(survey.Title.Nb))).ShouldBe(links.Count - 1);
        var reminder = await db.Messages.FirstAsync(m => m.About == "survey-reminder" && m.Subject.Contains(survey.Title.Nb));
        links.ShouldContain(link => reminder.Body.Contains(link, StringComparison.Ordinal), "the same link works still");

        Server.Clock.Advance(TimeSpan.FromDays(400));
        await TendAsync();
        (await db.SurveyAnswers.AnyAsync(a => a.Survey == survey.Id)).ShouldBeFalse();
        (await db.SurveyInvitations.AnyAsync(i => i.Survey == survey.Id)).ShouldBeFalse();
        using var per = await Server.SignInAsync(Server.World.Per);
        (await per.OpenAsync($"/undersokelser/{survey.Id.Value}")).QuerySelector("main")!.TextContent.ShouldContain("Svarene er slettet");
        using var visitor = Server.Visit();
        using var gone = await visitor.GetAsync(links[1]);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Only_the_office_asks_and_not_even_the_office_reads_somebodys_link()
    {
        var survey = await SendAsync(anonymous: true);
        foreach (var member in new[] { Server.World.Kari, Server.World.Trine })
        {
            using var other = await Server.SignInAsync(member);
            foreach (var path in new[] { "/undersokelser", $"/undersokelser/{survey.Id.Value}", $"/undersokelser/{survey.Id.Value}/endre", $"/undersokelser/{survey.Id.Value}/svar" })
            {
                using var answer = await other.GetAsync(path);
                answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            }
        }
        await using var db = Server.Database();
        var message = await db.Messages.Where(m => m.About == "survey").OrderByDescending(m => m.Id).FirstAsync();
        message.Body.ShouldContain("/undersokelse/");
        using var per = await Server.SignInAsync(Server.World.Per);
        (await per.OpenAsync($"/meldingslogg/{message.Id.Value}")).QuerySelector("main")!.TextContent.ShouldNotContain("/undersokelse/");
        using var named = await per.GetAsync($"/undersokelser/{survey.Id.Value}/svar");
        named.StatusCode.ShouldBe(HttpStatusCode.NotFound, "an anonymous survey has no such page");
    }

    [Fact]
    public async Task The_office_writes_a_survey_and_what_is_wrong_is_said_beside_the_field()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        using var begun = await per.SubmitAsync("/undersokelser", [new("Title", "Ny undersøkelse")]);
        begun.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var edit = begun.Headers.Location!.ToString()[$"/{World.School}".Length..];
        KeyValuePair<string, string>[] question = [new("Input.Questions[0].Kind", "Choice"), new("Input.Questions[0].Nb", "Liker du det?"), new("Input.Questions[0].ChoicesNb", "Ja\nNei"), new("Input.Questions[0].ChoicesEn", "Yes")];
        var page = await per.OpenAsync(edit);
        using var wrong = await per.SubmitAsync(page, edit, question);
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var said = await Browser.ReadAsync(wrong);
        said.QuerySelector("[name='Input.Questions[0].ChoicesEn']")!.GetAttribute("aria-invalid").ShouldBe("true");
        said.QuerySelector("[name='Input.Questions[0].Nb']")!.GetAttribute("value").ShouldBe("Liker du det?");
        using var saved = await per.SubmitAsync(page, edit, [.. question.SkipLast(1), new("Input.Questions[0].ChoicesEn", "Yes\nNo"), new("Input.Audience", "Teachers")]);
        saved.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var second = await per.SubmitAsync(page, edit, [.. question.SkipLast(1)]);
        second.StatusCode.ShouldBe(HttpStatusCode.Conflict, "it was opened before the other saved");
        var id = new SurveyId(Guid.Parse(edit.Split('/')[2]));
        await using var db = Server.Database();
        (await db.Surveys.AsNoTracking().SingleAsync(s => s.Id == id)).Questions.ShouldHaveSingleItem().Choices.ShouldBe([new SurveyWords("Ja", "", "Yes"), new SurveyWords("Nei", "", "No")]);
    }

    /// <summary>Many made-up surveys: an extract tells no figure that the results hide, also when one is taken from the other.</summary>
    [Fact]
    public void An_extract_tells_no_more_than_the_results()
    {
        var (random, today, hidden, told) = (new Random(2), new DateOnly(2026, 6, 5), 0, 0);
        for (var world = 0; world < 200; world++)
        {
            var survey = Survey.Begin(SurveyId.New(), "Hvordan går det?", today, "Per", DateTimeOffset.UnixEpoch);
            SurveyQuestion[] questions = [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => new SurveyQuestion(Guid.CreateVersion7(), QuestionKind.Scale, new SurveyWords($"{i}", "", ""), false, random.Next(3) == 0, []))];
            _ = survey.Write(survey.Content with { Questions = questions }, 0).Value;
            var many = random.Next(5, 60);
            _ = survey.Send(many + random.Next(10), many, today, "Per", DateTimeOffset.UnixEpoch).Value;
            IReadOnlyList<string>[] answers = [.. Enumerable.Range(0, many).Select(_ => questions.Select(q => random.Next(8) == 0 ? "" : $"{1 + Math.Min(random.Next(5), random.Next(5))}").ToArray())];
            var results = SurveyResults.Of(survey, answers);
            var extract = ResearchExtract.Of(questions, SurveyResults.Masked(survey, answers));
            extract.Rows.Count.ShouldBe(many);
            foreach (var (i, result) in results.Index())
            {
                foreach (var value in extract.Rows.Select(r => r[i]).Where(v => v != ResearchExtract.Coarse).CountBy(v => v))
                {
                    var shown = value.Key.Length == 0 ? many - result.Answered : result.Counts?[int.Parse(value.Key, System.Globalization.CultureInfo.InvariantCulture) - 1];
                    shown.ShouldNotBeNull($"{value.Key} is hidden");
                    value.Value.ShouldBeGreaterThanOrEqualTo(5);
                    if (!questions[i].IsBackground) ((long)value.Value).ShouldBe(shown.Value);
                    told++;
                }
                hidden += extract.Rows.Count(r => r[i] == ResearchExtract.Coarse);
            }
        }
        hidden.ShouldBeGreaterThan(100);
        told.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void What_all_who_were_asked_say_is_not_shown_of_them()
    {
        var today = new DateOnly(2026, 6, 5);
        SurveyQuestion question = new(Guid.CreateVersion7(), QuestionKind.Scale, new SurveyWords("Trives du?", "", ""), true, false, []);
        foreach (var anonymous in new[] { true, false })
        {
            var survey = Survey.Begin(SurveyId.New(), "Trivsel", today, "Per", DateTimeOffset.UnixEpoch);
            _ = survey.Write(survey.Content with { Anonymous = anonymous, Questions = [question] }, 0).Value;
            _ = survey.Send(9, 9, today, "Per", DateTimeOffset.UnixEpoch).Value;
            IReadOnlyList<string>[] answers = [.. Enumerable.Repeat<IReadOnlyList<string>>(["1"], 9)];
            (SurveyResults.Of(survey, answers)[0].Counts is null).ShouldBe(anonymous);
            SurveyResults.Masked(survey, answers).ShouldAllBe(row => row[0] == (anonymous ? ResearchExtract.Coarse : "1"));
        }
    }

    [Fact]
    public async Task A_survey_begun_or_copied_twice_from_one_form_is_begun_once()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        await using var db = Server.Database();
        var title = $"Dobbel {Guid.CreateVersion7():N}";
        var list = await per.OpenAsync("/undersokelser");
        var edit = new HashSet<string>();
        for (var twice = 0; twice < 2; twice++)
        {
            using var begun = await per.SubmitAsync(list, "/undersokelser", [new("Title", title)]);
            edit.Add(begun.Headers.Location!.ToString());
        }
        edit.ShouldHaveSingleItem();
        (await db.Surveys.AsNoTracking().ToListAsync()).Count(s => s.Title.Nb == title).ShouldBe(1);

        var survey = await SendAsync(anonymous: true);
        var sent = await per.OpenAsync($"/undersokelser/{survey.Id.Value}");
        for (var twice = 0; twice < 2; twice++)
        {
            using var copied = await per.SubmitAsync(sent, $"/undersokelser/{survey.Id.Value}", [], "handler=Copy");
            copied.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
        (await db.Surveys.AsNoTracking().ToListAsync()).Count(s => s.Title.Nb == survey.Title.Nb).ShouldBe(2);
    }

    /// <summary>Whatever the counts are, who knows their sum cannot tell a hidden one to fewer than five values; with so few that it could be, nothing is shown.</summary>
    [Fact]
    public void A_hidden_count_is_never_narrowed_to_fewer_than_five_values()
    {
        var random = new Random(1);
        var (hidden, none) = (0, 0);
        for (var world = 0; world < 500; world++)
        {
            long[] counts = [.. Enumerable.Range(0, random.Next(2, 8)).Select(_ => (long)random.Next(random.Next(1, 30)))];
            if (SurveyResults.Shown(counts) is not { } shown)
            {
                none++;
                continue;
            }
            counts.Where((c, i) => c is > 0 and < 5 && shown[i] is not null).ShouldBeEmpty();
            counts.Where((c, i) => shown[i] is { } told && told != c).ShouldBeEmpty();
            var rest = counts.Sum() - shown.Sum(s => s ?? 0);
            var many = shown.Count(s => s is null);
            if (many == 0) continue;
            hidden++;
            (rest - (many - 1)).ShouldBeGreaterThanOrEqualTo(5, "the largest that one of them may be, when the least is one");
        }
        hidden.ShouldBeGreaterThan(100);
        none.ShouldBeGreaterThan(0);
    }

    private static KeyValuePair<string, string>[] Answer(Survey survey, params string[] values) => [.. survey.Questions.Zip(values, (q, v) => KeyValuePair.Create($"q-{q.Key}", v)).Where(f => f.Value.Length > 0)];

    private async Task AnswerAsync(Survey survey, string link, params string[] values)
    {
        using var visitor = Server.Visit();
        using var sent = await visitor.SubmitAsync(link, Answer(survey, values));
        sent.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    private async Task TendAsync()
    {
        await using var scope = await Server.ActAsSystemAsync();
        await scope.ServiceProvider.GetRequiredService<TendSurveys>().RunAsync(Server.Schools.Find(World.School)!, CancellationToken.None);
    }

    /// <summary>The addresses in the order of the receivers.</summary>
    private async Task<List<string>> LinksAsync(Survey survey)
    {
        await using var db = Server.Database();
        var ids = await db.SurveyInvitations.Where(i => i.Survey == survey.Id).OrderBy(i => i.Id).Select(i => i.Id).ToListAsync();
        return ids.ConvertAll(id => $"/undersokelse/{SurveyLink.Of(Server.Schools.Find(World.School)!.Cipher, id)}");
    }

    /// <summary>A subject, a scale and a text, sent to a dozen teachers and more.</summary>
    private async Task<Survey> SendAsync(bool anonymous)
    {
        await using (var db = Server.Database())
        {
            for (var i = 0; i < 12 && !await db.Staff.AnyAsync(s => s.Code == "t311"); i++)
            {
                var person = new Person(PersonId.New(), $"Kurt{i}", $"Spurtesen{i:00}");
                person.Reach($"larer{i}@example.org", null);
                db.People.Add(person);
                await db.SaveChangesAsync();
                var staff = new Staff(StaffId.New(), person.Id, $"t3{i:00}");
                staff.Record(StaffRole.Teacher, 100, "", null);
                db.Staff.Add(staff);
                await db.SaveChangesAsync();
            }
        }
        await using var scope = await Server.ActAsAsync(Server.World.Per);
        var edit = scope.ServiceProvider.GetRequiredService<EditSurvey>();
        var id = await edit.BeginAsync(Guid.CreateVersion7(), $"Trivsel {Guid.CreateVersion7():N}", CancellationToken.None);
        await using var look = Server.Database();
        var draft = await look.Surveys.AsNoTracking().SingleAsync(s => s.Id == id);
        SurveyQuestion[] questions =
        [
            new(Guid.CreateVersion7(), QuestionKind.Choice, new SurveyWords("Fag", "", ""), true, true, [new("Musikk", "", ""), new("Dans", "", "")]),
            new(Guid.CreateVersion7(), QuestionKind.Scale, new SurveyWords("Trives du?", "", ""), true, false, []),
            new(Guid.CreateVersion7(), QuestionKind.Text, new SurveyWords("Noe mer?", "", ""), false, false, []),
        ];
        _ = (await edit.WriteAsync(id, draft.Content with { Audience = SurveyAudience.Teachers, Anonymous = anonymous, Questions = questions }, draft.Revision, CancellationToken.None)).Value;
        var send = scope.ServiceProvider.GetRequiredService<SendSurvey>();
        _ = (await send.RunAsync(id, CancellationToken.None)).Value;
        _ = (await send.RunAsync(id, CancellationToken.None)).Value; // pressed twice
        var survey = await look.Surveys.AsNoTracking().SingleAsync(s => s.Id == id);
        (await look.Messages.CountAsync(m => m.About == "survey" && m.Subject.Contains(survey.Title.Nb))).ShouldBe(survey.Receivers);
        return survey;
    }
}

public sealed class SurveyTestsOnSqlite(OnSqlite server) : SurveyTests(server), IClassFixture<OnSqlite>;

public sealed class SurveyTestsOnPostgres(OnPostgres server) : SurveyTests(server), IClassFixture<OnPostgres>;
