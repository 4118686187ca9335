using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Samspill.Domain.Admission;
using Samspill.Host;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Admission;

/// <summary>A family's program applies over REST.</summary>
public abstract class SubmissionApiTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task Two_children_with_ranked_wishes_are_one_submission_with_one_receipt()
    {
        using var nina = await Server.SignInAsync(Server.World.Nina);
        using var answer = await PostAsync(nina, Key(), $$"""
            {"children": [
              {"child": "{{Server.World.Kasper.Value}}", "wishes": ["piano-midtbyen", "gitar-midtbyen"], "wants": 2, "times": ["mon-afternoon", "fri-evening"], "needs": "Sitter helst foran."},
              {"new": {"givenName": "Ada", "familyName": "Solberg", "born": "2018-05-17", "sex": "f", "postalCode": "7010", "school": "ila"}, "wishes": ["barnekor-ila"]}]}
            """);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var made = await JsonAsync(answer);
        var receipt = made.GetProperty("receipt").GetString()!;
        made.GetProperty("applications").EnumerateArray().Select(a => (a.GetProperty("course").GetString(), a.GetProperty("rank").GetInt32())).ShouldBe([("piano-midtbyen", 1), ("gitar-midtbyen", 2), ("barnekor-ila", 1)]);
        answer.Headers.Location!.ToString().ShouldEndWith(receipt);

        var found = await nina.Http.GetFromJsonAsync<JsonElement>($"api/v1/submissions/{receipt}");
        found.GetProperty("receivedAt").GetDateTimeOffset().ShouldBe(made.GetProperty("receivedAt").GetDateTimeOffset());
        using var kari = await Server.SignInAsync(Server.World.Kari);
        (await kari.GetAsync($"/api/v1/submissions/{receipt}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await using var db = Server.Database();
        var submission = await db.Submissions.SingleAsync(s => s.Receipt == receipt);
        submission.Sent.ShouldNotContain("Sitter helst foran");
        var said = await db.Statements.SingleAsync(s => s.Submission == submission.Id && s.Pupil == Server.World.Kasper);
        (said.Times, said.Needs is null).ShouldBe(("mon-afternoon fri-evening", false));
        (await db.Messages.CountAsync(m => m.About == "receipt" && m.Body.Contains(receipt))).ShouldBe(1);
        var ada = await db.People.SingleAsync(p => p.GivenName == "Ada");
        (ada.Municipality, ada.School).ShouldBe(("5001", Server.World.Ila));
    }

    [Fact]
    public async Task Both_or_none_is_asked_for_where_the_rules_allow_it()
    {
        using var nina = await Server.SignInAsync(Server.World.Nina);
        var body = """
            {"together": true, "children": [
              {"new": {"givenName": "Tuva", "familyName": "Solberg", "born": "2017-05-17", "sex": "f"}, "wishes": ["piano-midtbyen"]},
              {"new": {"givenName": "Trygve", "familyName": "Solberg", "born": "2016-05-17", "sex": "m"}, "wishes": ["piano-midtbyen"]}]}
            """;
        using (var refused = await PostAsync(nina, Key(), body)) (await RefusalAsync(refused, HttpStatusCode.UnprocessableEntity)).ShouldBe("urn:samspill:application.not-together");
        await using var db = Server.Database();
        db.RuleSets.Add(new RuleSet(RuleSetId.New(), 2, Oslo.Today(Server.Clock), "Bystyret", Server.Clock.GetUtcNow(), AdmissionRules.Default with { MayAskTogether = true }));
        await db.SaveChangesAsync();
        using var made = await PostAsync(nina, Key(), body);
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        var receipt = (await JsonAsync(made)).GetProperty("receipt").GetString();
        (await db.BothOrNone.CountAsync(b => db.Submissions.Any(s => s.Id == b.Submission && s.Receipt == receipt))).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_and_body_is_the_same_receipt_however_many_send_it_at_once()
    {
        using var nina = await Server.SignInAsync(Server.World.Nina);
        var (key, body) = (Key(), New("Samtidig"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(nina, key, body)));
        answers.Select(a => a.StatusCode).ShouldAllBe(status => status == HttpStatusCode.Created);
        var told = await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync()));
        told.Distinct().ShouldHaveSingleItem();
        answers.Select(a => a.Headers.Location!.ToString()).Distinct().ShouldHaveSingleItem();
        await using var db = Server.Database();
        (await db.People.CountAsync(p => p.GivenName == "Samtidig")).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_for_something_else_is_refused_and_another_persons_key_is_its_own()
    {
        using var nina = await Server.SignInAsync(Server.World.Nina);
        var key = Key();
        (await PostAsync(nina, key, New("Første"))).StatusCode.ShouldBe(HttpStatusCode.Created);
        using var other = await PostAsync(nina, key, New("Andre"));
        (await RefusalAsync(other, HttpStatusCode.UnprocessableEntity)).ShouldBe("urn:samspill:api.key-reused");

        using var kari = await Server.SignInAsync(Server.World.Kari);
        (await PostAsync(kari, key, New("Tredje"))).StatusCode.ShouldBe(HttpStatusCode.Created);
        await using var db = Server.Database();
        (await db.People.AnyAsync(p => p.GivenName == "Andre")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_refused_submission_uses_up_no_key_and_leaves_nothing()
    {
        using var nina = await Server.SignInAsync(Server.World.Nina);
        var key = Key();
        using var refused = await PostAsync(nina, key, """{"children": [{"new": {"givenName": "Rettet", "familyName": "Solberg", "born": "2018-05-17", "sex": "m"}, "wishes": ["sirkus-lade"]}]}""");
        (await RefusalAsync(refused, HttpStatusCode.UnprocessableEntity)).ShouldBe("urn:samspill:application.course-closed");
        await using var db = Server.Database();
        (await db.People.AnyAsync(p => p.GivenName == "Rettet")).ShouldBeFalse();
        (await PostAsync(nina, key, New("Rettet"))).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("""{"children": []}""", 422, "children")]
    [InlineData("""{"children": [{"wishes": ["gitar-midtbyen"]}]}""", 422, "children[0].child")]
    [InlineData("""{"children": [{"child": "KASPER", "wishes": ["barnekor-ila"]}]}""", 422, "children[0].wishes")]
    [InlineData("""{"children": [{"child": "KASPER", "wishes": []}]}""", 422, "children[0].wishes")]
    [InlineData("""{"children": [{"child": "KASPER", "wishes": ["finnes-ikke"]}]}""", 404, "children[0].wishes")]
    [InlineData("""{"children": [{"child": "KASPER", "wishes": ["gitar-midtbyen"], "wants": 3}]}""", 422, "children[0].wants")]
    [InlineData("""{"children": [{"child": "KASPER", "wishes": ["gitar-midtbyen"], "times": ["sun-night"]}]}""", 422, "children[0].times")]
    [InlineData("""{"children": [{"child": "ELLE", "wishes": ["gitar-midtbyen"]}]}""", 404, "children[0].child")]
    [InlineData("""{"children": [{"new": {"givenName": "Bo", "familyName": "S", "born": "2018-01-01", "sex": "x"}, "wishes": ["barnekor-ila"]}, {"new": {"givenName": "😀", "familyName": "S", "born": "2018-01-01", "sex": "x"}, "wishes": ["barnekor-ila"]}]}""", 422, "children[1].new.givenName")]
    [InlineData("""{"children": [{"new": {"givenName": "I morgen", "familyName": "S", "born": "2031-01-01", "sex": "x"}, "wishes": ["barnekor-ila"]}]}""", 422, "children[0].new.born")]
    [InlineData("""{"children": [{"new": {"givenName": "A", "familyName": "S", "born": "2018-02-31", "sex": "x"}, "wishes": ["barnekor-ila"]}]}""", 400, "children[0].new.born")]
    [InlineData("""{"children": [{"new": {"givenName": "A", "born": "2018-02-01", "sex": "x"}, "wishes": ["barnekor-ila"]}]}""", 400, "children[0].new.familyName")]
    [InlineData("""{"children": [{"child": "KASPER", "wishes": ["gitar-midtbyen"], "receivedAt": "2020-01-01T00:00:00Z"}]}""", 400, "children[0].receivedAt")]
    [InlineData("""{"children": [{"new": {"givenName": "A", "familyName": "S", "born": "2018-02-01", "sex": "x", "school": "månen"}, "wishes": ["barnekor-ila"]}]}""", 422, "children[0].new.school")]
    public async Task What_is_wrong_is_told_beside_its_field(string body, int status, string field)
    {
        using var nina = await Server.SignInAsync(Server.World.Nina);
        using var answer = await PostAsync(nina, Key(), body.Replace("KASPER", Server.World.Kasper.Value.ToString(), StringComparison.Ordinal).Replace("ELLE", Server.World.Elle.Value.ToString(), StringComparison.Ordinal));
        await RefusalAsync(answer, (HttpStatusCode)status);
        var problem = await JsonAsync(answer);
        problem.GetProperty("title").GetString().ShouldNotBeNullOrWhiteSpace();
        problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe([field]);
    }

    [Fact]
    public async Task Without_a_key_a_sign_in_or_json_the_answer_is_a_problem_too()
    {
        using var nina = await Server.SignInAsync(Server.World.Nina);
        using var noKey = await PostAsync(nina, null, New("Uten"));
        (await RefusalAsync(noKey, HttpStatusCode.BadRequest)).ShouldBe("urn:samspill:api.key-missing");
        using var nobody = Server.Visit();
        await RefusalAsync(await PostAsync(nobody, Key(), New("Ingen")), HttpStatusCode.Unauthorized);
        using var per = await Server.SignInAsync(Server.World.Per);
        await RefusalAsync(await PostAsync(per, Key(), New("Kontoret")), HttpStatusCode.Forbidden);
        using var form = new HttpRequestMessage(HttpMethod.Post, "api/v1/submissions") { Content = new FormUrlEncodedContent([]), Headers = { { "Idempotency-Key", Key() } } };
        await RefusalAsync(await nina.Http.SendAsync(form), HttpStatusCode.UnsupportedMediaType);
        await RefusalAsync(await PostAsync(nina, Key(), "{"), HttpStatusCode.BadRequest);
        await RefusalAsync(await nina.GetAsync("/api/v1/finnes-ikke"), HttpStatusCode.NotFound);
        await RefusalAsync(await nina.Http.PutAsync("api/v1/submissions", null), HttpStatusCode.MethodNotAllowed);
        await RefusalAsync(await nina.Http.GetAsync(new Uri(Server.Address, "/ingen-skole/api/v1/courses")), HttpStatusCode.NotFound);
    }

    private static string New(string name) => $$"""{"children": [{"new": {"givenName": "{{name}}", "familyName": "Prøvesen", "born": "2018-05-17", "sex": "x"}, "wishes": ["barnekor-ila"]}]}""";

    private static string Key() => Guid.CreateVersion7().ToString();

    private static async Task<HttpResponseMessage> PostAsync(Browser browser, string? key, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/submissions") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await browser.Http.SendAsync(request);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    private static async Task<string?> RefusalAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, text);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        return JsonDocument.Parse(text).RootElement.GetProperty("type").GetString();
    }
}

public sealed class SubmissionApiOnSqlite(OnSqlite server) : SubmissionApiTests(server), IClassFixture<OnSqlite>;

public sealed class SubmissionApiOnPostgres(OnPostgres server) : SubmissionApiTests(server), IClassFixture<OnPostgres>;
