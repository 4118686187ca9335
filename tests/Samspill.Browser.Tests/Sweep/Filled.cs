using System.Linq.Expressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Samspill.Data;
using Samspill.Domain.Access;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Complaints;
using Samspill.Domain.Curriculum;
using Samspill.Domain.Groups;
using Samspill.Domain.Letters;
using Samspill.Domain.Messages;
using Samspill.Domain.Shared;
using Samspill.Domain.Timetables;
using Samspill.Features.Access;
using Samspill.Host;

namespace Samspill.Browser.Tests.Sweep;

/// <summary>The way to each page that needs more than its bare address: what stands for the braces in its route, or what is done before.</summary>
internal static class Filled
{
    private const string Course = "gitar-midtbyen";

    // Trine's.
    private const string Teacher = "t001";

    /// <summary>Goes to a page of this route with something in it; null when nothing is known to fill it with.</summary>
    public static async Task<IResponse?> GoAsync(Window window, string route, Stage stage)
    {
        switch (route)
        {
            case "/logg-inn/kode": return await AskForCodeAsync(window);
            case "/profil/e-post": return await AskForNewAddressAsync(window);
            case "/sok/onsker" or "/sok/om" or "/sok/send" or "/sok/velg/{child}":
                await BeginToApplyAsync(window);
                break;
        }
        if (route is "/strategi/{id}" or "/strategi/{id}/endre")
        {
            await using var council = stage.Services.GetRequiredService<Schools>().Council!.Database(Actor.System, TimeProvider.System);
            return await window.GoAsync(Fill(route, (await council.Plans.Where(p => p.County == null && p.State == Domain.Strategy.PlanState.Draft).Select(p => p.Id).FirstAsync()).Value));
        }
        if (route.StartsWith("/aktiviteter/{", StringComparison.Ordinal) || route.StartsWith("/avtaler/{", StringComparison.Ordinal))
        {
            await using var council = stage.Services.GetRequiredService<Schools>().Council!.Database(Actor.System, TimeProvider.System);
            return await window.GoAsync(Fill(route, route.StartsWith("/avtaler/", StringComparison.Ordinal)
                ? (await council.Agreements.OrderBy(a => a.From).Select(a => a.Id).FirstAsync()).Value
                : (await council.Activities.Where(a => a.County == DemoCouncil.County && a.Kind == Domain.Strategy.ActivityKind.TrainingDay).Select(a => a.Id).FirstAsync()).Value));
        }
        if (route.StartsWith("/runder/", StringComparison.Ordinal) || route.StartsWith("/rapporter/", StringComparison.Ordinal))
        {
            await using var council = stage.Services.GetRequiredService<Schools>().Council!.Database(Actor.System, TimeProvider.System);
            return await window.GoAsync(Fill(route, await ReportingAsync(council, route)));
        }
        await using var db = stage.Database();
        return await AddressAsync(db, route, stage) is { } path ? await window.GoAsync(path) : null;
    }

    /// <summary>The page of refusals says what it refuses; the others are fine.</summary>
    public static int StatusOf(string route) => route == "/feil" ? 404 : 200;

    /// <summary>Pages that are only passed through, and why nobody sees them.</summary>
    public static string? PassedThrough(string route) => route switch
    {
        "/sok" => "leads to the first step",
        "/logg-inn/fortsett/{key}" => "shown only when a session ended in the middle of a form",
        "/logg-inn/videre" => "shown only on the way to another site",
        "/foresatt/{token}" => "opened once by the other guardian; a test over HTTP goes through it",
        "/skjerm/{secret}" => "opened by a screen at the door; a test over HTTP goes through it",
        "/logg-inn/hvem" => "shown only when two people have one e-mail address",
        _ => null,
    };

    /// <summary>The open round, the adviser's own report in it, a draft of another, or a report that is published.</summary>
    private static async Task<Guid> ReportingAsync(CouncilDb db, string route)
    {
        var (now, round) = (TimeProvider.System.GetUtcNow(), await db.Rounds.Where(r => r.State == Domain.Reporting.RoundState.Open).OrderBy(r => r.Id).FirstAsync());
        if (route.StartsWith("/runder/svar/", StringComparison.Ordinal)) return (await db.CountyReports.SingleAsync(r => r.Round == round.Id && r.County == DemoCouncil.County)).Id.Value;
        if (route.EndsWith("/mal", StringComparison.Ordinal))
        {
            var plan = await db.Plans.SingleAsync(p => p.Id == round.Plan);
            var draft = Domain.Reporting.ReportingRound.Begin(plan, new("Neste melding", plan.Period, plan.To, round.Counties, ""), round.Template, "Nils Grøtte", now).Value;
            db.Rounds.Add(draft);
            await db.SaveChangesAsync();
            return draft.Id.Value;
        }
        if (!route.StartsWith("/rapporter/", StringComparison.Ordinal)) return round.Id.Value;
        if (await db.JointReports.OrderBy(r => r.Version).Select(r => (Domain.Reporting.JointReportId?)r.Id).FirstOrDefaultAsync() is { } before) return before.Value;
        var report = new Domain.Reporting.JointReport(Domain.Reporting.JointReportId.New(), round.Id, 1, Domain.Reporting.JointDocument.Of(round, "Plan", [], [], new Dictionary<Guid, string>()), null, "Nils Grøtte", now);
        db.JointReports.Add(report);
        await db.SaveChangesAsync();
        return report.Id.Value;
    }

    /// <summary>A proposal that waits for its turn.</summary>
    private static async Task<Guid> RunAsync(SamspillDb db)
    {
        var run = new TimetableRun(TimetableRunId.New(), await db.SchoolYears.Select(y => y.Start).MinAsync(), "Forslag", [], 0, 1, 1, "Per", TimeProvider.System.GetUtcNow());
        db.TimetableRuns.Add(run);
        await db.SaveChangesAsync();
        return run.Id.Value;
    }

    /// <summary>One that is half sent, with somebody whom it did not reach.</summary>
    private static async Task<Guid> BulkAsync(SamspillDb db)
    {
        var (now, receivers) = (TimeProvider.System.GetUtcNow(), await db.People.Where(p => p.GuardianCode != null).OrderBy(p => p.Id).Take(3).ToListAsync());
        var bulk = new BulkMessage(BulkId.New(), Audience.All, null, "nb", "Konsert i desember", "Hei.\nDet blir konsert.", 3, 1, now, "Per");
        db.Bulks.Add(bulk);
        db.Messages.AddRange(receivers.Select((p, i) => new Message(MessageId.New(), p.Id, null, i == 0 ? null : p.Email, "nb", "bulk", bulk.Subject, bulk.Body, now, bulk.Id)));
        await db.SaveChangesAsync();
        return bulk.Id.Value;
    }

    private static async Task<string?> AddressAsync(SamspillDb db, string route, Stage stage) => route switch
    {
        "/tilbud/{code}" or "/katalog/{code}" => Fill(route, Course),
        "/opptak/arsskifte/{code}" => Fill(route, "gitar-singsaker"),
        "/ko/{course}" => Fill(route, "gitar-singsaker"),
        "/steder/{code}" => Fill(route, "midtbyen"),
        "/skolear/{start}" => Fill(route, await db.SchoolYears.Select(y => y.Start).MinAsync()),
        "/personer/{id}" or "/personer/{id}/endre" or "/personer/{id}/foresatte" or "/sok/endre/{child}" or "/bekreft/{id}" => Fill(route, (await ChildAsync(db, "Jonas")).Value),
        "/time/{id}" => Fill(route, await LessonAsync(db)),
        "/grupper/{id}/liste" => Fill(route, await GroupAsync(db, g => db.PlannedLessons.Any(l => l.Group == g.Id && db.WeekPlans.Any(p => p.Id == l.Plan && p.State == PlanState.Published) && db.Staff.Any(s => s.Id == l.Teacher && s.Code == Teacher)))),
        "/steder/{code}/i-dag" => Fill(route, "midtbyen"),
        "/timeplan/{id}" => Fill(route, await db.WeekPlans.Select(p => p.Id.Value).FirstAsync()),
        "/timeplan/kjoring/{id}" => Fill(route, await RunAsync(db)),
        "/grupper/{id}" => Fill(route, await GroupAsync(db, g => true)),
        "/grupper/tilbud/{code}" => Fill(route, Course),
        "/steder/{code}/apent" => Fill(route, "midtbyen"),
        "/tider/{id}" => Fill(route, (await ChildAsync(db, "Jonas")).Value),
        "/timer/{pupil}" => Fill(route, (await ChildAsync(db, "Elle")).Value),
        "/syk/{staff}" => Fill(route, await db.Staff.Where(s => s.Code == Teacher).Select(s => s.Id.Value).SingleAsync()),
        "/sok/velg/{child}" => Fill(route, (await ChildAsync(db, "Elle")).Value),
        "/sok-for/{guardian}" => Fill(route, await db.People.Where(p => p.GuardianCode == Member("Kari").Guardian).Select(p => p.Id.Value).SingleAsync()),
        "/vedtak/{id}" => Fill(route, await WishOfKariAsync(db)),
        "/vedtak/{id}/klage" => Fill(route, await DecidedWishOfKariAsync(db)),
        "/klager/{id}" => Fill(route, await ComplaintAsync(db, stage)),
        "/utsendelser/{id}" => Fill(route, await BulkAsync(db)),
        "/brev/{id}" => Fill(route, await LettersAsync(db)),
        "/plass/{id}" => Fill(route, await PlaceOfKariAsync(db)),
        "/sok/trekk/{id}" => Fill(route, await WaitingWishOfKariAsync(db)),
        "/kvittering/{receipt}" => Fill(route, await ReceiptOfKariAsync(db)),
        "/meldingslogg/{id}" => Fill(route, await db.Messages.Where(m => m.Pupil != null).OrderBy(m => m.Id).Select(m => m.Id.Value).FirstAsync()),
        "/tilbud-om-plass/{id}" => Fill(route, await OfferToKariAsync(db)),
        "/opptak/{id}" or "/opptak/{id}/forsok" or "/opptak/{id}/sammenlign" => Fill(route, await db.Rounds.Select(r => r.Id.Value).SingleAsync()),
        "/opptak/ga-forbi/{id}" => Fill(route, await db.Applications.Where(a => a.State == ApplicationState.Waiting && db.People.Any(p => p.Id == a.Pupil && p.Shield == Samspill.Domain.People.Protection.None)).OrderBy(a => a.Id).Select(a => a.Id.Value).FirstAsync()),
        "/opptak/kjoring/{id}" => Fill(route, await db.Runs.Select(r => r.Id.Value).FirstAsync()),
        "/min-side/{pupil}/vei" or "/min-side/{pupil}/vei/samtale" or "/elever/{pupil}/vei" or "/elever/{pupil}/vei/samtale" => Fill(route, (await ChildAsync(db, "Elle")).Value),
        "/laereplan/{id}" => Fill(route, await CurriculumAsync(db, draft: false)),
        "/laereplan/{id}/endre" or "/laereplan/{id}/vedta" => Fill(route, await CurriculumAsync(db, draft: true)),
        "/arbeidstid/{staff}" => Fill(route, await db.Staff.Where(s => s.Code == Teacher).Select(s => s.Id.Value).SingleAsync()),
        "/undersokelser/{id}" => Fill(route, (await Surveyed.SentAsync(db, anonymous: true, closed: true)).Survey.Id.Value),
        "/undersokelser/{id}/endre" => Fill(route, await Surveyed.DraftAsync(db)),
        "/undersokelser/{id}/svar" => Fill(route, (await Surveyed.SentAsync(db, anonymous: false, closed: false)).Survey.Id.Value),
        "/undersokelse/{link}" => Fill(route, Samspill.Features.Surveys.SurveyLink.Of(stage.School.Cipher, (await Surveyed.SentAsync(db, anonymous: true, closed: false)).First.Id)),
        "/invitasjon/{token}" => Fill(route, await InviteAsync(db)),
        _ when route.Contains('{', StringComparison.Ordinal) => null,
        _ => route,
    };

    private static string Fill(string route, object value) => $"{route[..route.IndexOf('{', StringComparison.Ordinal)]}{value}{route[(route.IndexOf('}', StringComparison.Ordinal) + 1)..]}";

    private static CastMember Member(string name) => Stage.Member(name);

    private static Task<PersonId> ChildAsync(SamspillDb db, string name) =>
        (from g in db.Guardianships
         join guardian in db.People on g.Guardian equals guardian.Id
         join child in db.People on g.Pupil equals child.Id
         where guardian.GuardianCode == Member("Kari").Guardian && child.GivenName == name
         select child.Id).SingleAsync();

    /// <summary>A lesson to come, of the teacher who looks.</summary>
    private static async Task<Guid> LessonAsync(SamspillDb db)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime);
        return await db.Lessons.Where(l => l.Date > today && db.Staff.Any(s => s.Id == (l.Substitute ?? l.Teacher) && s.Code == Teacher)).OrderBy(l => l.Date).ThenBy(l => l.Id).Select(l => l.Id.Value).FirstAsync();
    }

    /// <summary>A group of several where there is one.</summary>
    private static Task<Guid> GroupAsync(SamspillDb db, Expression<Func<Group, bool>> such) =>
        db.Groups.Where(such).OrderBy(g => g.Name == null).ThenBy(g => g.Id).Select(g => g.Id.Value).FirstAsync();

    private static async Task<Guid> WishOfKariAsync(SamspillDb db)
    {
        var jonas = await ChildAsync(db, "Jonas");
        return await db.Applications.Where(a => a.Pupil == jonas).OrderBy(a => a.Rank).Select(a => a.Id.Value).FirstAsync();
    }

    private static async Task<Guid> PlaceOfKariAsync(SamspillDb db)
    {
        var elle = await ChildAsync(db, "Elle");
        return await db.Places.Where(p => p.Pupil == elle).OrderBy(p => p.State).ThenBy(p => p.Id).Select(p => p.Id.Value).FirstAsync();
    }

    private static async Task<Guid> WaitingWishOfKariAsync(SamspillDb db)
    {
        await ReceiptOfKariAsync(db);
        var elle = await ChildAsync(db, "Elle");
        return await db.Applications.Where(a => a.Pupil == elle && a.State == ApplicationState.Waiting).OrderBy(a => a.Rank).Select(a => a.Id.Value).FirstAsync();
    }

    // The demo's queue was imported, so nobody has a receipt before somebody has applied.
    private static async Task<string> ReceiptOfKariAsync(SamspillDb db)
    {
        var kari = await db.People.Where(p => p.GuardianCode == Member("Kari").Guardian).Select(p => p.Id).SingleAsync();
        if (await db.Submissions.Where(s => s.Applicant == kari).Select(s => s.Receipt).FirstOrDefaultAsync() is { } before) return before;
        var now = TimeProvider.System.GetUtcNow();
        var elle = await ChildAsync(db, "Elle");
        var course = await db.Courses.Where(c => c.Status == CourseStatus.Published && !db.Applications.Any(a => a.Pupil == elle && a.Course == c.Id) && !db.Places.Any(p => p.Pupil == elle && p.Course == c.Id))
            .OrderBy(c => c.Code).Select(c => c.Id).FirstAsync();
        var submission = new Submission(SubmissionId.New(), "K7Q-4TD2", Guid.CreateVersion7(), kari, SubmissionChannel.Web, null, null, now, "[]");
        db.Submissions.Add(submission);
        db.Applications.Add(new Application(ApplicationId.New(), "K7Q-4TD2-1", elle, course, submission.Id, 9, 1, now, ""));
        await db.SaveChangesAsync();
        return submission.Receipt;
    }

    // Whether the admission gave a child of the cast a seat is up to the rules, so the page gets an offer of its own when it did not.
    private static async Task<Guid> OfferToKariAsync(SamspillDb db)
    {
        var jonas = await ChildAsync(db, "Jonas");
        var elle = await ChildAsync(db, "Elle");
        return await (from o in db.Offers join a in db.Applications on o.Application equals a.Id where a.Pupil == jonas || a.Pupil == elle select o.Id.Value).FirstOrDefaultAsync();
    }

    private static async Task<Guid> DecidedWishOfKariAsync(SamspillDb db)
    {
        var jonas = await ChildAsync(db, "Jonas");
        return await db.Decisions.Where(d => d.Pupil == jonas).OrderBy(d => d.Application).Select(d => d.Application.Value).FirstAsync();
    }

    private static async Task<Guid> ComplaintAsync(SamspillDb db, Stage stage)
    {
        var wish = new ApplicationId(await DecidedWishOfKariAsync(db));
        if (await db.Complaints.Where(c => c.Application == wish).Select(c => (ComplaintId?)c.Id).FirstOrDefaultAsync() is { } before) return before.Value;
        var decision = await db.Decisions.FirstAsync(d => d.Application == wish);
        var cipher = stage.School.Cipher;
        var complaint = new Complaint(ComplaintId.New(), "K7Q-4TD4", wish, decision.Run, decision.Pupil, null, "Kari Nordby", cipher.Encrypt("Vi mener at søskenet ikke ble regnet med."), null, new DateOnly(2026, 12, 24), TimeProvider.System.GetUtcNow());
        db.Complaints.Add(complaint);
        await db.SaveChangesAsync();
        return complaint.Id.Value;
    }

    private static async Task<Guid> LettersAsync(SamspillDb db)
    {
        if (await db.LetterJobs.Select(j => (LetterJobId?)j.Id).FirstOrDefaultAsync() is { } before) return before.Value;
        var decision = await db.Decisions.FirstAsync();
        var job = new LetterJob(LetterJobId.New(), decision.Run, onlyUnreached: false, 1, TimeProvider.System.GetUtcNow(), "Per Aune");
        db.LetterJobs.Add(job);
        db.LetterFiles.Add(new LetterFile(LetterFileId.New(), job.Id, 1, "nb", shielded: false, [decision.Application]));
        await db.SaveChangesAsync();
        return job.Id.Value;
    }

    /// <summary>One that is adopted, or the draft of its next version.</summary>
    private static async Task<Guid> CurriculumAsync(SamspillDb db, bool draft)
    {
        var adopted = await db.Curricula.Where(c => c.State == CurriculumState.Adopted && c.Programme == Programme.Core).OrderBy(c => c.Discipline).FirstAsync();
        if (!draft) return adopted.Id.Value;
        if (await db.Curricula.Where(c => c.State == CurriculumState.Draft).Select(c => (CurriculumId?)c.Id).FirstOrDefaultAsync() is { } before) return before.Value;
        var next = adopted.Next(adopted.Version, "Per Aune", TimeProvider.System.GetUtcNow());
        db.Curricula.Add(next);
        await db.SaveChangesAsync();
        return next.Id.Value;
    }

    private static async Task<string> InviteAsync(SamspillDb db)
    {
        var token = Invitation.NewToken();
        db.Invitations.Add(new Invitation(token, "Ny Kollega", "ny@example.org", Role.Office, null, null, "Marit Lund", TimeProvider.System.GetUtcNow()));
        await db.SaveChangesAsync();
        return token;
    }

    private static Task<IResponse?> AskForCodeAsync(Window window) => LedAsync(window, "/logg-inn/kode", async () =>
    {
        await window.GoAsync("/logg-inn");
        await window.Page.GetByLabel("E-postadresse").First.FillAsync("noen@example.org");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Send meg en kode" }).ClickAsync();
    });

    private static Task<IResponse?> AskForNewAddressAsync(Window window) => LedAsync(window, "/profil/e-post", async () =>
    {
        await window.GoAsync("/profil");
        await window.Page.GetByLabel("E-postadresse").First.FillAsync("ny-adresse@example.org");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Lagre" }).First.ClickAsync();
    });

    private static async Task BeginToApplyAsync(Window window)
    {
        await window.GoAsync($"/sok/barn?tilbud={Course}");
        await window.Page.GetByLabel("Elle Nordby").CheckAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Gå videre" }).ClickAsync();
    }

    private static Task<IResponse?> LedAsync(Window window, string to, Func<Task> by) =>
        window.Page.RunAndWaitForResponseAsync(by, answer => answer.Request.Method == "GET" && answer.Url.EndsWith(to, StringComparison.Ordinal))!;
}
