using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Domain.Letters;
using Samspill.Domain.Messages;
using Samspill.Features.Admission;
using Samspill.Features.Letters;
using Samspill.Host;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Letters;

/// <summary>Decisions as letters. The world: one guitar seat; Skjult, who is protected, gets it, and Jonas waits.</summary>
public abstract class LetterTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task The_family_has_its_decision_as_a_tagged_letter_in_its_language_and_nobody_elses()
    {
        await PublishedAsync();
        using var kari = await Server.SignInAsync(Server.World.Kari);
        foreach (var (language, title, until) in new[]
        {
            ("nb", "Derfor står Jonas på venteliste", "Du kan klage til fredag 26. juni 2026"),
            ("nn", "Difor står Jonas på venteliste", "Du kan klage til fredag 26. juni 2026"),
            ("en", "Why Jonas is on the waiting list", "You can complain until Friday 26 June 2026"),
        })
        {
            var pdf = await PdfAsync(kari, $"/vedtak/{Server.World.JonasGuitar.Value}/brev.pdf", language);
            var info = await Poppler.InfoAsync(pdf);
            info["Tagged"].ShouldBe("yes");
            info["Title"].ShouldStartWith(title);
            Encoding.Latin1.GetString(pdf).ShouldContain($"/Lang ({language})");
            var text = await Poppler.TextAsync(pdf);
            text.ShouldContain(title);
            text.ShouldContain(until);
            text.ShouldContain("Jonasveien 1");
            foreach (var other in new[] { "Skjult", "Hemmelig" }) text.ShouldNotContain(other);
        }

        using var nina = await Server.SignInAsync(Server.World.Nina);
        (await nina.GetAsync($"/vedtak/{Server.World.JonasGuitar.Value}/brev.pdf")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var per = await Server.SignInAsync(Server.World.Per);
        (await per.GetAsync($"/vedtak/{Server.World.SkjultGuitar.Value}/brev.pdf")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Poppler.TextAsync(await PdfAsync(per, $"/vedtak/{Server.World.JonasGuitar.Value}/brev.pdf", "en"))).ShouldContain("Derfor står Jonas"); // in the family's language
        await using var db = Server.Database();
        (await db.AuditEntries.AnyAsync(a => a.Action == "printed" && a.Subject == $"Application {Server.World.JonasGuitar.Value}" && a.Actor == "Per")).ShouldBeTrue();
    }

    [Fact]
    public async Task The_e_mail_the_page_and_the_letter_say_the_same()
    {
        await PublishedAsync();
        using var kari = await Server.SignInAsync(Server.World.Kari);
        var page = (await kari.OpenAsync($"/vedtak/{Server.World.JonasGuitar.Value}")).QuerySelector("main")!.TextContent;
        await using var db = Server.Database();
        var mail = (await db.Messages.SingleAsync(m => m.About == "decision" && m.To == Server.World.Kari.Person)).Body;
        var letter = await Poppler.TextAsync(await PdfAsync(kari, $"/vedtak/{Server.World.JonasGuitar.Value}/brev.pdf", "nb"));
        foreach (var sentence in new[] { "Én fikk tilbud om plass. Jonas er den eneste som ble stående i køen.", "De som har færrest plasser fra før, går foran.", "Jonas hadde for mange plasser fra før til å nå opp.", "Vi kan ikke si hvor lenge det varer.", "Du kan klage til fredag 26. juni 2026", "klagenemnda i kommunen" })
        {
            Plain(page).ShouldContain(sentence);
            Plain(mail).ShouldContain(sentence);
            letter.ShouldContain(sentence);
        }
    }

    [Fact]
    public async Task All_letters_of_a_run_are_printed_in_files_that_only_those_who_may_can_fetch()
    {
        var run = await PublishedAsync();
        using var per = await Server.SignInAsync(Server.World.Per);
        using var ordered = await per.SubmitAsync("/brev", [new("kjoring", run.ToString())], "Order");
        ordered.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var again = await per.SubmitAsync("/brev", [new("kjoring", run.ToString())], "Order");
        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await PrintAsync();

        await using var db = Server.Database();
        var job = await db.LetterJobs.OrderByDescending(j => j.AskedAt).FirstAsync();
        job.State.ShouldBe(LetterJobState.Done);
        var files = await db.LetterFiles.Where(f => f.Job == job.Id).OrderBy(f => f.Number).ToListAsync();
        files.Sum(f => f.Letters).ShouldBe(job.Letters);
        files.Select(f => Encoding.Latin1.GetString(f.Sealed!)).ShouldAllBe(kept => kept.Length > 1000 && !kept.Contains("%PDF"));

        var open = files.Single(f => !f.Shielded);
        var text = await Poppler.TextAsync(await PdfAsync(per, $"/brev/fil/{open.Id.Value}.pdf", "nb"));
        text.ShouldContain("Derfor står Jonas på venteliste");
        text.ShouldNotContain("Skjult");
        var shielded = files.Single(f => f.Shielded);
        (await per.GetAsync($"/brev/fil/{shielded.Id.Value}.pdf")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var vera = await Server.SignInAsync(Server.World.Vera);
        var byHand = await Poppler.TextAsync(await PdfAsync(vera, $"/brev/fil/{shielded.Id.Value}.pdf", "nb"));
        byHand.ShouldContain("Skjult får tilbud om plass");
        byHand.ShouldNotContain("Skjultveien");
        (await db.AuditEntries.AnyAsync(a => a.Action == "looked" && a.Subject == $"LetterFile {shielded.Id.Value}" && a.Actor == "Vera")).ShouldBeTrue();
        (await per.OpenAsync($"/brev/{job.Id.Value}")).QuerySelector("main")!.TextContent.ShouldContain("Ferdig");
    }

    [Fact]
    public async Task A_job_that_its_program_left_is_taken_up_where_it_stopped_and_a_cancelled_one_is_not()
    {
        var run = await PublishedAsync();
        var job = await OrderAsync(run);
        await using var db = Server.Database();
        var first = await db.LetterFiles.OrderBy(f => f.Number).FirstAsync(f => f.Job == job);
        var printed = Server.Clock.GetUtcNow();
        await db.LetterFiles.Where(f => f.Id == first.Id).ExecuteUpdateAsync(f => f.SetProperty(x => x.Sealed, new byte[] { 1 }).SetProperty(x => x.PrintedAt, printed));
        await db.LetterJobs.Where(j => j.Id == job).ExecuteUpdateAsync(j => j.SetProperty(x => x.State, LetterJobState.Printing).SetProperty(x => x.Claim, Guid.CreateVersion7()).SetProperty(x => x.ClaimedUntil, printed.AddMinutes(6)));

        await PrintAsync();
        (await db.LetterJobs.SingleAsync(j => j.Id == job)).State.ShouldBe(LetterJobState.Printing); // somebody has it
        db.ChangeTracker.Clear();
        await db.LetterJobs.Where(j => j.Id == job).ExecuteUpdateAsync(j => j.SetProperty(x => x.ClaimedUntil, printed));
        await PrintAsync();

        (await db.LetterJobs.SingleAsync(j => j.Id == job)).State.ShouldBe(LetterJobState.Done);
        var files = await db.LetterFiles.Where(f => f.Job == job).OrderBy(f => f.Number).ToListAsync();
        files[0].Sealed.ShouldBe([1]);
        files.Skip(1).ShouldAllBe(f => f.Sealed != null && f.Sealed.Length > 1000);

        var second = await OrderAsync(run);
        using var per = await Server.SignInAsync(Server.World.Per);
        using var cancelled = await per.SubmitAsync($"/brev/{second.Value}", [], "Cancel");
        cancelled.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await PrintAsync();
        (await db.LetterJobs.SingleAsync(j => j.Id == second)).State.ShouldBe(LetterJobState.Cancelled);
        (await db.LetterFiles.AnyAsync(f => f.Job == second && f.Sealed != null)).ShouldBeFalse();

        Server.Clock.Advance(TimeSpan.FromDays(LetterJob.KeptDays + 1));
        await PrintAsync();
        db.ChangeTracker.Clear();
        (await db.LetterFiles.AnyAsync(f => f.Job == job && f.Sealed != null)).ShouldBeFalse(); // kept for a while only
        Server.Clock.Advance(-TimeSpan.FromDays(LetterJob.KeptDays + 1));
    }

    [Fact]
    public async Task Only_to_the_unreached_is_to_those_whose_message_was_lost_whatever_address_they_have()
    {
        var run = await PublishedAsync();
        await using var db = Server.Database();
        (await UnreachedAsync(run)).ShouldBeEmpty(); // both families' messages are about to be sent
        var told = db.Messages.Where(m => m.About == "decision" && m.Pupil == Server.World.Jonas);
        foreach (var lost in new[] { MessageState.Failed, MessageState.Dead, MessageState.Stale, MessageState.NoAddress, MessageState.Held, MessageState.Returned })
        {
            await told.ExecuteUpdateAsync(set => set.SetProperty(m => m.State, lost));
            (await UnreachedAsync(run)).ShouldBe([Server.World.JonasGuitar], $"{lost}");
        }
        await told.ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Sent));
        (await UnreachedAsync(run)).ShouldBeEmpty();

        // One who is told itself and has no address is not reached by its guardian's.
        var own = new Message(MessageId.New(), Server.World.Jonas, Server.World.Jonas, null, "nb", "decision", "Emne", "tekst", Server.Clock.GetUtcNow());
        db.Messages.Add(own);
        await db.SaveChangesAsync();
        (await UnreachedAsync(run)).ShouldBe([Server.World.JonasGuitar]);
        await db.Messages.Where(m => m.Id == own.Id).ExecuteDeleteAsync();
        await told.ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Pending));
    }

    [Fact]
    public async Task A_template_with_an_unknown_field_or_a_language_that_lacks_a_text_is_refused_with_what_was_typed_kept()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        using var refused = await per.SubmitAsync("/brev/mal", [new("Input.Nb.Opening", "Hei {fornavn}"), new("Input.Nn.Closing", "")], "Save");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await Browser.ReadAsync(refused);
        page.QuerySelector("#Input_Nb_Opening-error")!.TextContent.ShouldContain("{fornavn} er ikke et felt.");
        page.QuerySelector("#Input_Nn_Closing-error")!.TextContent.ShouldContain("mangler på dette språket");
        page.QuerySelector("#Input_Nb_Opening")!.TextContent.Trim().ShouldBe("Hei {fornavn}");
        await using var db = Server.Database();
        (await db.LetterTemplates.CountAsync()).ShouldBe(0);

        using var shown = await per.PressAsync("/brev/mal", "Preview", [new("Language", "nn"), new("Input.Nn.Opening", "Hei, {navn}.")]);
        var letter = await Browser.ReadAsync(shown);
        letter.DocumentElement.GetAttribute("lang").ShouldBe("nn");
        letter.Body!.TextContent.ShouldContain("Hei, Jonas.");
        letter.Body.TextContent.ShouldContain("Difor står Jonas på venteliste");

        // A version that came in by another way is refused again when something is to be printed from it.
        db.LetterTemplates.Add(new LetterTemplate(1, new Dictionary<string, LetterTexts> { ["nb"] = new("", "", "Marit Lund"), ["en"] = new("", "", "Marit Lund") }, Server.Clock.GetUtcNow(), "Marit"));
        await db.SaveChangesAsync();
        var run = await PublishedAsync();
        using var order = await per.SubmitAsync("/brev", [new("kjoring", run.ToString())], "Order");
        (await Browser.ReadAsync(order)).QuerySelector("main")!.TextContent.ShouldContain("Brevmalen har en feil");
        using var kari = await Server.SignInAsync(Server.World.Kari);
        (await kari.GetAsync($"/vedtak/{Server.World.JonasGuitar.Value}/brev.pdf")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await db.LetterTemplates.ExecuteDeleteAsync();
    }

    /// <summary>Publishes the round, once for the class.</summary>
    private async Task<Guid> PublishedAsync()
    {
        await using var db = Server.Database();
        if (await db.Rounds.Where(r => r.Id == Server.World.Round).Select(r => r.Published).SingleAsync() is { } published) return published.Value;
        await using var scope = await Server.ActAsAsync(Server.World.Per);
        var run = await scope.ServiceProvider.GetRequiredService<RunPlacement>().RunAsync(Server.World.Round, CancellationToken.None);
        (await scope.ServiceProvider.GetRequiredService<PublishRun>().RunAsync(run.Value, CancellationToken.None)).Refused(out _).ShouldBeFalse();
        return run.Value.Value;
    }

    private async Task<LetterJobId> OrderAsync(Guid run)
    {
        await using var scope = await Server.ActAsAsync(Server.World.Per);
        return (await scope.ServiceProvider.GetRequiredService<OrderLetters>().RunAsync(new RunId(run), onlyUnreached: false, CancellationToken.None)).Value;
    }

    /// <summary>Whose letters are printed when only the unreached are asked for; the job is cancelled at once.</summary>
    private async Task<IReadOnlyList<ApplicationId>> UnreachedAsync(Guid run)
    {
        await using var scope = await Server.ActAsAsync(Server.World.Per);
        if ((await scope.ServiceProvider.GetRequiredService<OrderLetters>().RunAsync(new RunId(run), onlyUnreached: true, CancellationToken.None)).Refused(out var why, out var job))
        {
            why.ShouldBe(LetterRejections.NoneToPrint);
            return [];
        }
        await using var db = Server.Database();
        var files = await db.LetterFiles.AsNoTracking().Where(f => f.Job == job).ToListAsync();
        await scope.ServiceProvider.GetRequiredService<CancelLetters>().RunAsync(job, CancellationToken.None);
        return [.. files.SelectMany(f => f.Ids())];
    }

    private async Task PrintAsync()
    {
        await using var scope = await Server.ActAsSystemAsync();
        await scope.ServiceProvider.GetRequiredService<PrintLetters>().RunAsync(Server.Schools.Find(World.School)!, CancellationToken.None);
    }

    private static async Task<byte[]> PdfAsync(Browser browser, string path, string language)
    {
        browser.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
        browser.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        using var answer = await browser.GetAsync(path);
        if (answer.StatusCode != HttpStatusCode.OK) Assert.Fail($"GET {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

public sealed class LetterTestsOnSqlite(OnSqlite server) : LetterTests(server), IClassFixture<OnSqlite>;

public sealed class LetterTestsOnPostgres(OnPostgres server) : LetterTests(server), IClassFixture<OnPostgres>;

/// <summary>A machine without a browser.</summary>
public sealed class WithoutChromium : OnSqlite
{
    protected override ServerOptions Configure(ServerOptions options) => options with { Chromium = "/nowhere/chromium" };
}

public sealed class LettersWithoutChromiumTests(WithoutChromium server) : OnDatabase(server), IClassFixture<WithoutChromium>
{
    [Fact]
    public async Task Without_a_browser_the_page_the_letter_and_the_job_say_so_in_words()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        (await per.OpenAsync("/brev")).QuerySelector(".ds-alert")!.TextContent.ShouldContain("Chromium");
        await using (var scope = await Server.ActAsAsync(Server.World.Per))
        {
            var run = (await scope.ServiceProvider.GetRequiredService<RunPlacement>().RunAsync(Server.World.Round, CancellationToken.None)).Value;
            await scope.ServiceProvider.GetRequiredService<PublishRun>().RunAsync(run, CancellationToken.None);
            await scope.ServiceProvider.GetRequiredService<OrderLetters>().RunAsync(run, onlyUnreached: false, CancellationToken.None);
        }
        await using (var scope = await Server.ActAsSystemAsync())
            await scope.ServiceProvider.GetRequiredService<PrintLetters>().RunAsync(Server.Schools.Find(World.School)!, CancellationToken.None);
        await using var db = Server.Database();
        var job = await db.LetterJobs.SingleAsync();
        (job.State, job.Fault).ShouldBe((LetterJobState.Failed, "printing.no-browser"));
        (await per.OpenAsync($"/brev/{job.Id.Value}")).QuerySelector(".ds-alert")!.TextContent.ShouldContain("Chromium");

        using var kari = await Server.SignInAsync(Server.World.Kari);
        using var answer = await kari.GetAsync($"/vedtak/{Server.World.JonasGuitar.Value}/brev.pdf");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Chromium");
        Directory.Exists(Path.Combine(Server.Folder, "printing")).ShouldBeFalse();
    }
}
