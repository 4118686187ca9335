using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Data;
using Samspill.Domain.Messages;
using Samspill.Domain.People;
using Samspill.Features.Mailings;
using Samspill.Features.Messages;
using Samspill.Gateways;
using Samspill.Gateways.Mail;
using Samspill.Gateways.Sms;
using Samspill.Host;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Mailings;

/// <summary>The office writes to many. The world: Jonas (Kari's) and Skjult (Hemmelig's, protected) wait for guitar.</summary>
public abstract class BulkTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task What_the_preview_shows_is_what_is_sent_and_pressing_twice_sends_once()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        using var shown = await per.SubmitAsync("/utsendelser/ny", Typed("Stengt i uke 40"), "Preview");
        shown.StatusCode.ShouldBe(HttpStatusCode.OK);
        var preview = await Browser.ReadAsync(shown);
        preview.QuerySelector("main")!.TextContent.ShouldContain("Stengt i uke 40");
        var seen = preview.QuerySelector("input[name=Seen]")!.GetAttribute("value")!;
        using var sent = await per.SubmitAsync(preview, "/utsendelser/ny?handler=Send", [], null);
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var again = await per.SubmitAsync(preview, "/utsendelser/ny?handler=Send", [], null);
        again.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        again.Headers.Location.ShouldBe(sent.Headers.Location);
        await using var db = Server.Database();
        var bulk = await db.Bulks.SingleAsync(b => b.Subject == "Stengt i uke 40");
        bulk.Receivers.ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(seen);
        (await db.Messages.CountAsync(m => m.Bulk == bulk.Id)).ShouldBe(bulk.Receivers);
        using var kari = await Server.SignInAsync(Server.World.Kari);
        (await kari.OpenAsync("/meldinger")).Body!.TextContent.ShouldContain("Stengt i uke 40");
    }

    [Fact]
    public async Task A_protected_receiver_is_written_to_but_not_named_and_only_the_office_may_write()
    {
        await using (var db = Server.Database())
            await db.People.Where(p => p.Id == Server.World.Hemmelig.Person).ExecuteUpdateAsync(p => p.SetProperty(x => x.Email, (string?)null).SetProperty(x => x.Phone, (string?)null));
        using var per = await Server.SignInAsync(Server.World.Per);
        using var shown = await per.SubmitAsync("/utsendelser/ny", Typed("Til alle"), "Preview");
        var text = (await Browser.ReadAsync(shown)).QuerySelector("main")!.TextContent;
        text.ShouldContain("sperret adresse");
        text.ShouldNotContain("Hemmelig");
        foreach (var member in new[] { Server.World.Kari, Server.World.Trine })
        {
            using var other = await Server.SignInAsync(member);
            (await other.GetAsync("/utsendelser/ny")).StatusCode.ShouldNotBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task What_is_missing_is_said_beside_the_field_and_what_was_typed_stays()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        using var answer = await per.SubmitAsync("/utsendelser/ny", [new("Input.Subject", "Bare et emne")], "Preview");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await Browser.ReadAsync(answer);
        page.QuerySelector("[name='Input.Subject']")!.GetAttribute("value").ShouldBe("Bare et emne");
        page.QuerySelector("[name='Input.Body']")!.GetAttribute("aria-invalid").ShouldBe("true");
        page.QuerySelector("[name='Input.Audience']")!.GetAttribute("aria-invalid").ShouldBe("true");
    }

    [Fact]
    public async Task Only_what_the_preview_showed_is_sent()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        using var shown = await per.SubmitAsync("/utsendelser/ny", Typed("Sett over"), "Preview");
        var preview = await Browser.ReadAsync(shown);
        foreach (var change in new KeyValuePair<string, string>[] { new("Input.Body", "Noe helt annet."), new("Input.Subject", "Et annet emne"), new("Input.Language", "en"), new("Input.Audience", "All") })
        {
            using var other = await per.SubmitAsync(preview, "/utsendelser/ny?handler=Send", [change], null);
            other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, change.Key);
            (await Browser.ReadAsync(other)).QuerySelector("main")!.TextContent.ShouldContain("Ingenting er sendt");
        }
        using (var german = await per.SubmitAsync("/utsendelser/ny", [.. Typed("Tysk").Where(t => t.Key != "Input.Language"), new("Input.Language", "de")], "Preview"))
        {
            german.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await Browser.ReadAsync(german)).QuerySelector("[name='Input.Language']")!.GetAttribute("aria-invalid").ShouldBe("true");
        }
        await using var db = Server.Database();
        (await db.Bulks.AnyAsync(b => b.Subject == "Sett over" || b.Subject == "Et annet emne" || b.Body == "Noe helt annet." || b.Subject == "Tysk")).ShouldBeFalse();

        using var sent = await per.SubmitAsync(preview, "/utsendelser/ny?handler=Send", [], null);
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var bulk = await db.Bulks.SingleAsync(b => b.Subject == "Sett over");
        await using var office = await Server.ActAsAsync(Server.World.Per);
        var sameKey = new BulkOrder(bulk.Id, bulk.Audience, bulk.Course, bulk.Language, "Et annet emne", bulk.Body, bulk.Receivers);
        (await office.ServiceProvider.GetRequiredService<SendBulk>().RunAsync(sameKey, CancellationToken.None)).Refused(out var why).ShouldBeTrue();
        why!.Code.ShouldBe("bulk.other-text");
    }

    [Fact]
    public async Task Families_whom_only_their_handler_tells_are_counted_and_not_named()
    {
        await using var db = Server.Database();
        await db.Guardianships.Where(g => g.Pupil == Server.World.Skjult).ExecuteUpdateAsync(g => g.SetProperty(x => x.Online, false));
        try
        {
            using var per = await Server.SignInAsync(Server.World.Per);
            using var shown = await per.SubmitAsync("/utsendelser/ny", Typed("Til dem i kø"), "Preview");
            var text = (await Browser.ReadAsync(shown)).QuerySelector("main")!.TextContent;
            text.ShouldContain("1 familie med sperret adresse får det ikke herfra, men via behandleren.");
            foreach (var hidden in new[] { "Hemmelig", "Skjult" }) text.ShouldNotContain(hidden);
        }
        finally
        {
            await db.Guardianships.Where(g => g.Pupil == Server.World.Skjult).ExecuteUpdateAsync(g => g.SetProperty(x => x.Online, true));
        }
    }

    [Fact]
    public async Task What_had_not_left_when_it_was_stopped_waits_no_longer_and_is_not_read_by_the_family()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        using var shown = await per.SubmitAsync("/utsendelser/ny", Typed("Skulle ikke ut"), "Preview");
        using var sent = await per.SubmitAsync(await Browser.ReadAsync(shown), "/utsendelser/ny?handler=Send", [], null);
        await using var db = Server.Database();
        var bulk = await db.Bulks.AsNoTracking().SingleAsync(b => b.Subject == "Skulle ikke ut");
        var path = $"/utsendelser/{bulk.Id.Value}";
        (await per.SubmitAsync(await per.OpenAsync(path), $"{path}?handler=Stop", [])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await db.Messages.Where(m => m.Bulk == bulk.Id && m.Address != null).Select(m => m.State).Distinct().ToListAsync()).ShouldBe([MessageState.Stopped]);
        (await per.OpenAsync(path)).QuerySelector(".s-facts")!.TextContent.ShouldNotContain("Venter");
        (await per.OpenAsync("/meldingslogg?tilstand=Pending")).QuerySelector("main")!.TextContent.ShouldNotContain("Skulle ikke ut");
        using var kari = await Server.SignInAsync(Server.World.Kari);
        (await kari.OpenAsync("/meldinger")).Body!.TextContent.ShouldNotContain("Skulle ikke ut");
        var one = await db.Messages.Where(m => m.Bulk == bulk.Id && m.Address != null).Select(m => m.Id).FirstAsync();
        await using var office = await Server.ActAsAsync(Server.World.Per);
        (await office.ServiceProvider.GetRequiredService<SendAgain>().RunAsync(one, CancellationToken.None)).Refused(out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_10000_receivers_the_40_without_an_address_are_counted_and_listed_and_the_pace_is_kept()
    {
        var course = await FillAsync(10_000, without: 40);
        var order = new BulkOrder(BulkId.New(), Audience.Waiting, course, "nb", "Til mange", "Hei.", 10_000);
        await using (var office = await Server.ActAsAsync(Server.World.Per))
        {
            var receivers = await office.ServiceProvider.GetRequiredService<BulkReceivers>().OfAsync(Audience.Waiting, course, CancellationToken.None);
            receivers.Count.ShouldBe(10_000);
            receivers.Count(r => r.Address is null).ShouldBe(40);
            (await office.ServiceProvider.GetRequiredService<SendBulk>().RunAsync(order with { Seen = 9_999 }, CancellationToken.None)).Refused(out var why).ShouldBeTrue();
            why!.Code.ShouldBe("bulk.changed");
            (await office.ServiceProvider.GetRequiredService<SendBulk>().RunAsync(order, CancellationToken.None)).Value.ShouldBe(order.Id);
        }
        using var per = await Server.SignInAsync(Server.World.Per);
        (await per.SubmitAsync("/utsendelser/oppsett", [new("Months", "18"), new("PerMinute", "50")])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = (await per.OpenAsync($"/utsendelser/{order.Id.Value}")).QuerySelector("main")!;
        page.QuerySelectorAll("tbody tr").Length.ShouldBe(40);

        await using var db = Server.Database();
        var post = new Post();
        await SendAsync(post);
        post.Count.ShouldBeInRange(1, 5); // a twelfth of the minute's: the clock runs it every five seconds
        for (var run = 0; run < 15; run++) await SendAsync(post);
        var first = post.Count;
        first.ShouldBeGreaterThanOrEqualTo(50);
        var moments = await db.Messages.Where(m => m.Bulk == order.Id && m.SentAt != null).Select(m => m.SentAt!.Value).ToListAsync();
        moments.Max(end => moments.Count(m => m <= end && m > end.AddMinutes(-1))).ShouldBe(50); // the clock goes on, so more than a minute may have passed
        (await per.SubmitAsync(await per.OpenAsync($"/utsendelser/{order.Id.Value}"), $"/utsendelser/{order.Id.Value}?handler=Pause", [])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        Server.Clock.Advance(TimeSpan.FromMinutes(2));
        await SendAsync(post);
        post.Count.ShouldBe(first);
        (await per.SubmitAsync(await per.OpenAsync($"/utsendelser/{order.Id.Value}"), $"/utsendelser/{order.Id.Value}?handler=Resume", [])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        for (var run = 0; run < 10; run++) await SendAsync(post);
        post.Count.ShouldBe(first + 50);
        (await per.SubmitAsync(await per.OpenAsync($"/utsendelser/{order.Id.Value}"), $"/utsendelser/{order.Id.Value}?handler=Stop", [])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        Server.Clock.Advance(TimeSpan.FromMinutes(2));
        await SendAsync(post);
        post.Count.ShouldBe(first + 50);
        (await db.Messages.Where(m => m.Bulk == order.Id && m.State == MessageState.Sent).Select(m => m.To).Distinct().CountAsync()).ShouldBe(first + 50); // nobody twice
    }

    [Fact]
    public async Task The_settings_are_kept_and_nonsense_is_refused()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        using var wrong = await per.SubmitAsync("/utsendelser/oppsett", [new("Months", "-3"), new("PerMinute", "mange")]);
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var right = await per.SubmitAsync("/utsendelser/oppsett", [new("Months", "24"), new("PerMinute", "700")]);
        right.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await per.OpenAsync("/utsendelser/oppsett")).QuerySelector("[name=Months]")!.GetAttribute("value").ShouldBe("24");
    }

    private static KeyValuePair<string, string>[] Typed(string subject) =>
        [new("Input.Audience", "Waiting"), new("Input.Language", "nb"), new("Input.Subject", subject), new("Input.Body", "Skolen er stengt.")];

    /// <summary>So many grown-ups in the queue of the choir, which nobody else waits for; the last ones without an address.</summary>
    private async Task<CourseId> FillAsync(int families, int without)
    {
        await using var db = Server.Database();
        db.AuditRows = false;
        var people = Enumerable.Range(0, families).Select(i =>
        {
            var adult = new Person(PersonId.New(), "Voksen", $"Nummer{i}");
            adult.RecordPupil($"V{i}", new PupilFacts(new DateOnly(1990, 1, 1), Sex.X, null, null, "5001", null, "nb", Protection.None, ""));
            adult.Reach(i < families - without ? $"voksen{i}@example.org" : null, null);
            return adult;
        }).ToList();
        db.People.AddRange(people);
        db.Applications.AddRange(people.Select((p, i) => new Domain.Admission.Application(ApplicationId.New(), $"b{i}", p.Id, Server.World.Choir, null, 1, 1, Server.Clock.GetUtcNow(), "")));
        await db.SaveChangesAsync();
        return Server.World.Choir;
    }

    private async Task SendAsync(IMailSender post)
    {
        await using var db = Server.Database();
        var options = new ServerOptions(new Storage(Server.Folder, null), "", Secure: false, Demo: false);
        await new SendMessages(db, post, new SmsFiles(options), options, Server.Clock).RunAsync(Server.Schools.Find(World.School)!, CancellationToken.None);
    }

    private sealed class Post : IMailSender
    {
        public int Count { get; private set; }

        public Task<Delivery> SendAsync(Tenant tenant, OutgoingMail mail, CancellationToken ct)
        {
            if (mail.Subject == "Til mange") Count++;
            return Task.FromResult(Delivery.Taken);
        }
    }
}

public sealed class BulkTestsOnSqlite(OnSqlite server) : BulkTests(server), IClassFixture<OnSqlite>;

public sealed class BulkTestsOnPostgres(OnPostgres server) : BulkTests(server), IClassFixture<OnPostgres>;
