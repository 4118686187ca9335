using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.People;
using Samspill.Features.Messages;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>What somebody asks for one child.</summary>
/// <param name="Known">The pupil, when the school knows it; else <paramref name="New"/>.</param>
/// <param name="Wishes">Course codes, best first.</param>
/// <param name="Wants">How many new places the child wants at most.</param>
/// <param name="Times">Words of <see cref="ChildStatement.AllTimes"/>.</param>
/// <param name="Needs">What the school should know; kept encrypted and nowhere else.</param>
/// <param name="NationalId">Only the office may give it.</param>
public sealed record AskForChild(PersonId? Known, NewPupil? New, IReadOnlyList<string> Wishes, int Wants, IReadOnlyList<string> Times, string? Needs, Formats.NationalId? NationalId = null);

/// <summary>A whole application on its way in.</summary>
/// <param name="Key">Made with the form: the same key again is the same submission.</param>
/// <param name="Reason">Why the office applies for somebody; null on the web.</param>
public sealed record Sending(Guid Key, PersonId Applicant, SubmissionChannel Channel, string? Reason, IReadOnlyList<AskForChild> Children)
{
    /// <summary>All the children get a place, or none.</summary>
    public bool Together { get; init; }
}

/// <summary>That it was received, and when.</summary>
public sealed record Receipt(string Code, DateTimeOffset ReceivedAt);

/// <summary>Receives an application: from the family's page, the office's page or the API. Sent again, it gives the same receipt.</summary>
/// <remarks>
/// One transaction holds the submission, its applications, what was said of the children, new children, the message and the audit.
/// It takes no lock on seats and touches no shared counter: thousands may apply in the same minute. What must be unique
/// (key, receipt, one live application for a pupil and a course) is decided by the database; losing that race means looking again.
/// </remarks>
public sealed class SubmitApplication(SamspillDb db, Actor actor, OpenSchool school, Outbox outbox, TimeProvider clock)
{
    private const int MaxChildren = 10;

    /// <summary>Where receipts come from; a test makes it give the same one twice.</summary>
    internal Func<string> NewReceipt { get; init; } = ShortCode.Receipt;

    public async Task<Outcome<Receipt>> RunAsync(Sending sending, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var outcome = await TryAsync(sending, ct);
                // The same form may have been received while this one was judged: then it was refused only because of itself.
                if (!outcome.Refused(out Rejection? _)) return outcome;
                db.ChangeTracker.Clear(); // nothing of what was refused may be saved by somebody later in the request
                return await BeforeAsync(sending, ct) is { } before ? before : outcome;
            }
            catch (Exception lost) when (attempt < 5 && lost.IsLostRace()) { db.ChangeTracker.Clear(); }
        }
    }

    private async Task<Outcome<Receipt>> TryAsync(Sending sending, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await BeforeAsync(sending, ct) is { } before) return before;
        if (await db.Submissions.AnyAsync(s => s.Key == sending.Key, ct)) return ApplicationRejections.ForeignKey;
        if ((await ApplicantAsync(sending, ct)).Refused(out var why, out var applicant)) return why;
        if (sending.Children.Count is 0 or > MaxChildren) return ApplicationRejections.NoChildren with { Field = "children" };

        var now = clock.GetUtcNow();
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)); // what every database keeps, so that the receipt never changes
        var submission = new Submission(SubmissionId.New(), NewReceipt(), sending.Key, applicant.Id, sending.Channel,
            sending.Channel == SubmissionChannel.Web ? null : actor.Name, sending.Reason, now, AsSent(sending));
        db.Submissions.Add(submission);
        var rules = await db.RulesInForceAsync(Oslo.Today(clock), ct);
        if (sending is { Together: true, Children.Count: > 1 })
        {
            if (!rules.MayAskTogether) return ApplicationRejections.NotTogether;
            db.BothOrNone.Add(new BothOrNone(submission.Id, now));
        }
        var courses = await db.AskedAsync(sending.Children.SelectMany(c => c.Wishes), ct);
        var told = new List<Told>();
        foreach (var (i, ask) in sending.Children.Index())
        {
            Rejection In(Rejection refused, string field) => refused with { Field = $"children[{i}].{refused.Field ?? field}" };
            if ((await ChildAsync(ask, applicant, told, ct)).Refused(out why, out var child)) return In(why, ask.Known is null ? "new" : "child");
            if ((await AskAsync(ask, child, submission, courses, rules, ct)).Refused(out why, out var wishes)) return In(why, "wishes");
            told.Add(new Told(child, [.. wishes.Select(w => w.Name)]));
        }
        await db.Drafts.Where(d => d.Key == sending.Key && d.Account == actor.Account).ExecuteDeleteAsync(ct);
        await db.SaveChangesAsync(ct);
        await TellAsync(submission, applicant, told, ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Receipt(submission.Receipt, now);
    }

    /// <summary>The receipt when this very form was received before.</summary>
    private Task<Receipt?> BeforeAsync(Sending sending, CancellationToken ct) =>
        db.Submissions.Where(s => s.Key == sending.Key && s.Applicant == sending.Applicant).Select(s => new Receipt(s.Receipt, s.ReceivedAt)).SingleOrDefaultAsync(ct);

    /// <summary>On the web one applies in one's own name; the office applies in anybody's, and says why.</summary>
    private async Task<Outcome<Person>> ApplicantAsync(Sending sending, CancellationToken ct)
    {
        var own = sending.Channel == SubmissionChannel.Web;
        if (own ? sending.Applicant != actor.Person || !actor.May(Can.Apply) : !actor.May(Can.ApplyForOthers)) return PersonRejections.NotFound;
        if (!own && string.IsNullOrWhiteSpace(sending.Reason)) return ApplicationRejections.NoReason;
        return await db.People.SingleOrDefaultAsync(p => p.Id == sending.Applicant, ct) is { } applicant && Reaches(applicant) ? applicant : PersonRejections.NotFound;
    }

    private bool Reaches(Person person) => actor.Person == person.Id || actor.Wards.Contains(person.Id) || actor.May(Can.ApplyForOthers) && (person.Shield == Protection.None || actor.May(Can.SeeProtected));

    private async Task<Outcome<Person>> ChildAsync(AskForChild ask, Person applicant, List<Told> before, CancellationToken ct)
    {
        if (ask.Known is { } id)
        {
            if (before.Exists(t => t.Child.Id == id)) return new Rejection(PersonRejections.SameChild.Code, before.Find(t => t.Child.Id == id)!.Child.GivenName);
            return await db.People.SingleOrDefaultAsync(p => p.Id == id && p.PupilCode != null, ct) is { } known && Reaches(known) ? known : PersonRejections.NotFound;
        }
        if (ask.New is not { } told) return ApplicationRejections.NoChildren;
        foreach (var (field, fault) in told.Faults(Oslo.Today(clock))) return fault with { Field = $"new.{JsonNamingPolicy.CamelCase.ConvertName(field)}" };
        if (applicant.Shield != Protection.None && !actor.May(Can.SeeProtected)) return ApplicationRejections.Protected;
        var sameDay = await db.People.Where(p => p.BirthDate == told.Born && db.Guardianships.Any(g => g.Guardian == applicant.Id && g.Pupil == p.Id && g.Online))
            .Select(p => p.GivenName).Take(20).ToListAsync(ct);
        sameDay.AddRange(before.Where(t => t.Child.BirthDate == told.Born).Select(t => t.Child.GivenName));
        if (sameDay.Contains(told.GivenName, StringComparer.OrdinalIgnoreCase)) return new Rejection(PersonRejections.SameChild.Code, told.GivenName);
        if (told.School is { } site && !await db.Sites.AnyAsync(s => s.Id == site, ct)) return PersonRejections.NotFound with { Field = "new.school" };
        return await AddChildAsync(told, applicant, ask.NationalId, ct);
    }

    private async Task<Outcome<Person>> AddChildAsync(NewPupil told, Person applicant, Formats.NationalId? nationalId, CancellationToken ct)
    {
        var child = new Person(PersonId.New(), told.GivenName, told.FamilyName);
        child.Rename(told.GivenName, told.FamilyName);
        child.RecordPupil(ShortCode.Person('E'), new PupilFacts(told.Born, told.Sex, told.Address, told.PostalCode, told.Municipality, told.School, applicant.Language, Protection.None, ""));
        child.ShieldAs(applicant.Shield);
        if (nationalId is { } number && actor.May(Can.ApplyForOthers))
        {
            var index = school.Cipher.Index(number.Digits);
            if (await db.People.AnyAsync(p => p.NationalIdIndex == index, ct)) return PersonRejections.SameNationalId;
            child.Identify(school.Cipher.Encrypt(number.Digits), index);
        }
        if (applicant.GuardianCode is null) applicant.RecordGuardian(ShortCode.Person('F'), applicant.Email, applicant.Phone);
        db.People.Add(child);
        db.Guardianships.Add(new Guardianship(child.Id, applicant.Id, payer: null, online: child.Shield == Protection.None));
        return child;
    }

    private async Task<Outcome<IReadOnlyList<AskedCourse>>> AskAsync(AskForChild ask, Person child, Submission submission, Dictionary<string, AskedCourse> courses, AdmissionRules rules, CancellationToken ct)
    {
        if (ask.Wishes.Any(code => !courses.ContainsKey(code))) return CourseRejections.NotFound;
        if (ask.Needs is { Length: > ChildStatement.NeedsLength }) return new Rejection(ApplicationRejections.NeedsTooLong.Code, ChildStatement.NeedsLength, child.GivenName) { Field = "needs" };
        var wishes = ask.Wishes.Select(code => courses[code]).ToList();
        var waiting = await db.LiveOf(child.Id).Take(100).ToListAsync(ct);
        var asking = new AskingChild(child.GivenName, child.TurnsIn(Oslo.Today(clock).Year) ?? 0, await db.HeldAsync(child.Id, ct), waiting.Select(a => a.Course).ToHashSet());
        if (asking.MayAsk(wishes, ask.Wants, rules).Refused(out var why)) return why.Code == ApplicationRejections.WantsOutside.Code ? why with { Field = "wants" } : why;

        var last = waiting.Count == 0 ? 0 : waiting.Max(a => a.Rank);
        var number = db.Applications.Local.Count(a => a.Submission == submission.Id);
        foreach (var old in waiting) old.Reorder(old.Rank, ask.Wants);
        foreach (var course in wishes)
            db.Applications.Add(new Application(ApplicationId.New(), $"{submission.Receipt}-{++number}", child.Id, course.Id, submission.Id, ++last, ask.Wants, submission.ReceivedAt, ""));
        var needs = string.IsNullOrWhiteSpace(ask.Needs) ? null : school.Cipher.Encrypt(ask.Needs);
        db.Statements.Add(new ChildStatement(submission.Id, child.Id, string.Join(' ', ChildStatement.AllTimes.Where(ask.Times.Contains)), needs));
        return wishes;
    }

    /// <summary>Every guardian of a child, or the pupil itself from 18, is told once, about its own children only.</summary>
    private async Task TellAsync(Submission submission, Person applicant, List<Told> told, CancellationToken ct)
    {
        var grown = told.Where(t => t.Child.BirthDate <= Oslo.Today(clock).AddYears(-18)).Select(t => t.Child.Id).ToList();
        var children = told.Select(t => t.Child.Id).Except(grown).ToList();
        var guardians = await db.Guardianships.Where(g => g.Online && !g.SeesOnly && children.Contains(g.Pupil)).Select(g => new { g.Pupil, g.Guardian }).Take(100).ToListAsync(ct);
        var receivers = guardians.Select(g => g.Guardian).Append(applicant.Id).Concat(grown).Distinct().ToList();
        foreach (var receiver in await db.People.Where(p => receivers.Contains(p.Id)).OrderBy(p => p.Id).ToListAsync(ct))
        {
            var theirs = told.Where(t => receiver.Id == applicant.Id || t.Child.Id == receiver.Id || guardians.Exists(g => g.Guardian == receiver.Id && g.Pupil == t.Child.Id)).ToList();
            outbox.Tell(receiver, "receipt", theirs.MaxBy(t => t.Child.Shield)!.Child, submission.Receipt, submission.ReceivedAt,
                string.Join('\n', theirs.Select(t => $"{t.Child.GivenName}: {string.Join(", ", t.Courses)}")), new PageLink($"/kvittering/{submission.Receipt}"));
        }
    }

    /// <summary>What was sent, word for word, but for what the school should know and the national id.</summary>
    private static string AsSent(Sending sending) =>
        JsonSerializer.Serialize(sending.Children.Select(c => new { Known = c.Known?.Value, c.New, c.Wishes, c.Wants, c.Times }), JsonSerializerOptions.Web);

    private sealed record Told(Person Child, IReadOnlyList<string> Courses);
}
