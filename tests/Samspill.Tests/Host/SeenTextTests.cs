using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Features.Admission;

namespace Samspill.Tests.Host;

/// <summary>What cannot be seen counts as nothing wherever text is typed, and nothing turns a line round.</summary>
public sealed class SeenTextTests(OnSqlite server) : OnDatabase(server), IClassFixture<OnSqlite>
{
    private const string Invisible = "\u200B \u2060";

    [Fact]
    public async Task Who_adopted_the_rules_is_seen_and_read_the_right_way()
    {
        using var marit = await Server.SignInAsync(Server.World.Marit);
        using (var empty = await marit.SubmitAsync("opptak/regler/ny", [new("Input.AdoptedBy", Invisible)], "regler/ny")) empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var turned = await marit.SubmitAsync("opptak/regler/ny", [new("Input.AdoptedBy", "Bysty\u202Eret, sak\u2066 7")], "regler/ny")) turned.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using var db = Server.Database();
        (await db.RuleSets.OrderByDescending(r => r.Version).FirstAsync()).AdoptedBy.ShouldBe("Bystyret, sak 7");
    }

    [Fact]
    public async Task An_invisible_complaint_is_none_and_does_not_stand_in_the_way_of_a_real_one()
    {
        await using (var scope = await Server.ActAsAsync(Server.World.Per))
        {
            var run = await scope.ServiceProvider.GetRequiredService<RunPlacement>().RunAsync(Server.World.Round, CancellationToken.None);
            (await scope.ServiceProvider.GetRequiredService<PublishRun>().RunAsync(run.Value, CancellationToken.None)).Refused(out _).ShouldBeFalse();
        }
        var path = $"/vedtak/{Server.World.JonasGuitar.Value}/klage";
        using var kari = await Server.SignInAsync(Server.World.Kari);
        using (var empty = await kari.SubmitAsync(path, [new("Text", Invisible)], "Send")) empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var real = await kari.SubmitAsync(path, [new("Text", "Jonas har sluttet på piano.")], "Send")) real.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        await using var db = Server.Database();
        var complaint = await db.Complaints.Select(c => c.Id).SingleAsync();
        using var per = await Server.SignInAsync(Server.World.Per);
        using (var unsaid = await per.SubmitAsync($"/klager/{complaint.Value}", [new("Outcome", "Rejected"), new("Reason", Invisible)], "Answer")) unsaid.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await db.ComplaintAnswers.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Invisible_words_to_many_in_a_letter_and_on_a_token_are_missing_words()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        using (var many = await per.SubmitAsync("/utsendelser/ny", [new("Input.Audience", "Waiting"), new("Input.Subject", Invisible), new("Input.Body", Invisible)], "Preview"))
        {
            var page = await Browser.ReadAsync(many);
            foreach (var field in new[] { "Subject", "Body" }) page.QuerySelector($"[name='Input.{field}']")!.GetAttribute("aria-invalid").ShouldBe("true");
        }
        using (var letter = await per.SubmitAsync("/brev/mal", [new("Input.Nn.Closing", Invisible)], "Save"))
            (await Browser.ReadAsync(letter)).QuerySelector("#Input_Nn_Closing-error")!.TextContent.ShouldContain("mangler på dette språket");
        using var token = await per.SubmitAsync("/profil/nokler", [new("Name", Invisible), new("Chosen", "admission.read")], "Make");
        token.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ReadAsync(token)).QuerySelector("[name='Name']")!.GetAttribute("aria-invalid").ShouldBe("true");
    }
}
