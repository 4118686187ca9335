using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Data;
using Samspill.Domain.Messages;
using Samspill.Features.Messages;
using Samspill.Host;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Messages;

public abstract class MessageLogTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task The_office_reads_a_message_as_it_was_sent()
    {
        var id = await TellAsync("Kari", "withdrawn", null, "Jonas", "Gitar", Server.Clock.GetUtcNow());
        using var per = await Server.SignInAsync(Server.World.Per);
        (await per.OpenAsync("/meldingslogg?q=kari")).Body!.TextContent.ShouldContain("Søknaden om Gitar for Jonas er trukket");
        (await per.OpenAsync($"/meldingslogg/{id.Value}")).Body!.TextContent.ShouldContain("Angrer dere");
    }

    [Fact]
    public async Task A_link_that_leads_to_the_familys_own_pages_is_no_link_for_the_office()
    {
        var id = await TellAsync("Kari", "withdrawn", null, "Jonas", "Gitar", Server.Clock.GetUtcNow());
        await using var db = Server.Database();
        await db.Messages.Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Body, "Se her:\n\nhttp://127.0.0.1/trondheim/min-side"));
        using var per = await Server.SignInAsync(Server.World.Per);
        var letter = (await per.OpenAsync($"/meldingslogg/{id.Value}")).QuerySelector("article")!;
        letter.TextContent.ShouldContain("http://127.0.0.1/trondheim/min-side");
        letter.QuerySelectorAll("a").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(MessageState.Returned, true)]
    [InlineData(MessageState.Failed, true)]
    [InlineData(MessageState.Dead, true)]
    [InlineData(MessageState.Sent, false)]
    [InlineData(MessageState.Stopped, false)]
    public async Task Whoever_was_not_reached_is_counted_and_found_whatever_the_reason(MessageState state, bool lost)
    {
        var id = await TellAsync("Nina", "withdrawn", null, "Kasper", $"Gitar {state}", Server.Clock.GetUtcNow());
        await using var db = Server.Database();
        await db.Messages.ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Sent));
        await db.Messages.Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, state));
        using var per = await Server.SignInAsync(Server.World.Per);
        (await per.OpenAsync("/meldingslogg?unadd=true")).QuerySelectorAll("tbody tr").Length.ShouldBe(lost ? 1 : 0);
        (await per.OpenAsync("/kontor")).QuerySelectorAll("tr").Single(r => r.QuerySelector("a[href$='unadd=true']") is not null).QuerySelector("td:last-child")!.TextContent.ShouldBe(lost ? "1" : "0");
    }

    [Fact]
    public void Every_kind_of_message_has_a_name_to_filter_by()
    {
        var texts = Server.Services.GetRequiredService<Texts>();
        var kinds = texts.Keys.Where(k => k.StartsWith("message.", StringComparison.Ordinal) && k.EndsWith(".subject", StringComparison.Ordinal)).Select(k => k.Split('.')[1]).Except(["protected"]).ToList();
        kinds.Count.ShouldBeGreaterThan(8);
        kinds.Where(kind => !texts.Has($"message-about.{kind}")).ShouldBeEmpty();
    }

    [Fact]
    public void Whatever_became_of_a_message_has_a_word()
    {
        var texts = Server.Services.GetRequiredService<Texts>();
        Enum.GetNames<MessageState>().Where(state => !texts.Has($"message-log.state.{state.ToLowerInvariant()}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_persons_page_says_what_became_of_its_messages_in_words()
    {
        var id = await TellAsync("Nina", "withdrawn", null, "Kasper", "Gitar", Server.Clock.GetUtcNow());
        await using var db = Server.Database();
        await db.Messages.Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Returned));
        using var per = await Server.SignInAsync(Server.World.Per);
        (await per.OpenAsync($"/personer/{Server.World.Nina.Person.Value}")).Body!.TextContent.ShouldContain("Kom i retur");
    }

    [Fact]
    public async Task A_protected_family_stays_a_masked_row_and_a_search_does_not_find_it()
    {
        var id = await TellAsync("Hemmelig", "withdrawn", null, "SKJULT-NAVN", "Gitar", Server.Clock.GetUtcNow());
        using var per = await Server.SignInAsync(Server.World.Per);
        foreach (var address in new[] { "/meldingslogg", "/meldingslogg?q=hemmelig", $"/meldingslogg/{id.Value}" })
        {
            var text = (await per.OpenAsync(address)).Body!.TextContent;
            text.ShouldNotContain("SKJULT-NAVN");
            text.ShouldNotContain("hemmelig@example.org");
        }
        (await per.OpenAsync("/meldingslogg?q=hemmelig")).Body!.TextContent.ShouldContain("Ingen meldinger");
        using var vera = await Server.SignInAsync(Server.World.Vera);
        (await vera.OpenAsync($"/meldingslogg/{id.Value}")).Body!.TextContent.ShouldContain("SKJULT-NAVN");
        await using var db = Server.Database();
        (await db.AuditEntries.AnyAsync(e => e.Action == "looked" && e.Account == Server.World.Vera.Account && e.Subject == $"Person {Server.World.Hemmelig.Person.Value}")).ShouldBeTrue();
    }

    [Fact]
    public async Task What_one_is_told_is_ones_own_to_read()
    {
        var id = await TellAsync("Nina", "withdrawn", null, "Kasper", "Gitar", Server.Clock.GetUtcNow());
        using var nina = await Server.SignInAsync(Server.World.Nina);
        (await nina.OpenAsync("/meldinger")).Body!.TextContent.ShouldContain("Søknaden om Gitar for Kasper");
        using var kari = await Server.SignInAsync(Server.World.Kari);
        (await kari.OpenAsync("/meldinger")).Body!.TextContent.ShouldNotContain("Kasper");
        (await kari.GetAsync($"/meldingslogg/{id.Value}")).StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_subject_cannot_smuggle_a_header()
    {
        var id = await TellAsync("Kari", "withdrawn", null, "Jonas\r\nBcc: ond@example.org", "Gitar", Server.Clock.GetUtcNow());
        await using var db = Server.Database();
        var subject = (await db.Messages.SingleAsync(m => m.Id == id)).Subject;
        subject.ShouldNotContain('\r');
        subject.ShouldNotContain('\n');
    }

    [Fact]
    public async Task A_message_that_was_given_up_is_sent_again_to_the_address_the_receiver_has_now_and_one_that_was_sent_is_not()
    {
        var id = await TellAsync("Nina", "withdrawn", null, "Kasper", "Gitar", Server.Clock.GetUtcNow());
        await using var db = Server.Database();
        await db.Messages.Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Failed).SetProperty(m => m.Address, "gammel@example.org").SetProperty(m => m.Inbox, "gammel@example.org"));
        using var per = await Server.SignInAsync(Server.World.Per);
        var page = await per.OpenAsync($"/meldingslogg/{id.Value}");
        using (var pressed = await per.SubmitAsync(page, $"/meldingslogg/{id.Value}", [], "handler=Again")) pressed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var message = await db.Messages.AsNoTracking().SingleAsync(m => m.Id == id);
        (message.State, message.Address, message.Inbox).ShouldBe((MessageState.Pending, "nina@example.org", "nina@example.org"));
        await db.Messages.Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Sent));
        using (var twice = await per.SubmitAsync(page, $"/meldingslogg/{id.Value}", [], "handler=Again")) twice.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await db.Messages.AsNoTracking().SingleAsync(m => m.Id == id)).State.ShouldBe(MessageState.Sent);
        (await per.OpenAsync($"/meldingslogg/{id.Value}")).QuerySelector("form[action*='handler=Again']").ShouldBeNull();
    }

    private async Task<MessageId> TellAsync(string to, string about, Domain.People.Person? pupil, params object[] facts)
    {
        await using var scope = await Server.ActAsSystemAsync();
        var db = scope.ServiceProvider.GetRequiredService<SamspillDb>();
        scope.ServiceProvider.GetRequiredService<Outbox>().Tell(await db.People.SingleAsync(p => p.GivenName == to), about, pupil, facts);
        var id = db.Messages.Local.Single().Id;
        await db.SaveChangesAsync();
        return id;
    }
}

public sealed class MessageLogTestsOnSqlite(OnSqlite server) : MessageLogTests(server), IClassFixture<OnSqlite>;

public sealed class MessageLogTestsOnPostgres(OnPostgres server) : MessageLogTests(server), IClassFixture<OnPostgres>;
