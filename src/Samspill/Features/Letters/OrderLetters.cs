using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Letters;
using Samspill.Domain.Messages;
using Samspill.Domain.People;
using Samspill.Host;

namespace Samspill.Features.Letters;

/// <summary>Orders all letters of a published run. Which letter goes into which file is settled here; <see cref="PrintLetters"/> prints.</summary>
public sealed class OrderLetters(SamspillDb db, Actor actor, Texts texts, TimeProvider clock)
{
    public async Task<Outcome<LetterJobId>> RunAsync(RunId run, bool onlyUnreached, CancellationToken ct)
    {
        if (!await db.Decisions.AnyAsync(d => d.Run == run, ct)) return LetterRejections.NotPublished;
        if (LetterTemplate.Faults(await db.LetterTextsAsync(texts, ct), Languages.All).Any()) return LetterRejections.TemplateFaulty;
        await using var work = await db.BeginAsync(ct);
        await db.Profile.ExecuteUpdateAsync(p => p.SetProperty(x => x.Name, x => x.Name), ct); // one at a time: who presses twice gets one job
        if (await db.LetterJobs.AnyAsync(j => j.Run == run && (j.State == LetterJobState.Waiting || j.State == LetterJobState.Printing), ct)) return LetterRejections.AlreadyPrinting;
        var letters = await LettersAsync(run, onlyUnreached, ct);
        if (letters.Count == 0) return LetterRejections.NoneToPrint;

        var job = new LetterJob(LetterJobId.New(), run, onlyUnreached, letters.Count, clock.GetUtcNow(), actor.Name);
        db.LetterJobs.Add(job);
        var files = letters.GroupBy(l => (l.Shielded, l.Language)).OrderBy(g => g.Key.Shielded).ThenBy(g => g.Key.Language, StringComparer.Ordinal)
            .SelectMany(g => g.Chunk(LetterJob.LettersInFile).Select(chunk => (g.Key, Letters: chunk)));
        db.LetterFiles.AddRange(files.Select((file, at) => new LetterFile(LetterFileId.New(), job.Id, at + 1, file.Key.Language, file.Key.Shielded, [.. file.Letters.Select(l => l.Application)])));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return job.Id;
    }

    // The kinds of message that tell of a decision itself, not of what came after.
    private static readonly string[] Telling = ["decision", "not-together", "passed-over", "offer", "offer-yes-unless-no", "offer-kept-unless-yes"];

    /// <summary>Everybody in a round who has not withdrawn, those who were offered a place or passed over in a vacancy; in the order of the post.</summary>
    private async Task<List<Letter>> LettersAsync(RunId run, bool onlyUnreached, CancellationToken ct)
    {
        var isRound = await db.Runs.AnyAsync(r => r.Id == run && r.Kind == RunKind.Round, ct);
        var rows = await (from d in db.Decisions
                          where d.Run == run && (isRound || d.Outcome == DecisionOutcome.Placed || d.Outcome == DecisionOutcome.PassedOver)
                          join a in db.Applications on d.Application equals a.Id
                          where a.State != ApplicationState.Withdrawn
                          join p in db.People on d.Pupil equals p.Id
                          select new { d.Application, p.Id, p.PostalCode, p.FamilyName, p.BirthDate, p.Shield, p.Language }).ToListAsync(ct);
        var guardians = (await (from g in db.Guardianships
                                join p in db.People on g.Guardian equals p.Id
                                orderby g.Pupil, p.Id
                                select new { g.Pupil, p.Language }).ToListAsync(ct)).ToLookup(g => g.Pupil);
        var reached = onlyUnreached ? await ReachedAsync(run, ct) : [];
        var adultIfBornBy = Oslo.Today(clock).AddYears(-18);
        return [.. from r in rows
                   let adult = r.BirthDate <= adultIfBornBy
                   where !reached.Contains(r.Id)
                   orderby r.PostalCode, r.FamilyName, r.Application.Value
                   select new Letter(r.Application, Languages.Known((adult ? r.Language : guardians[r.Id].FirstOrDefault()?.Language) ?? r.Language), r.Shield != Protection.None)];
    }

    /// <summary>Pupils whose decisions have been sent, or are about to be, to the pupil itself if it was to be told, else to one of its guardians. A message that was given up or came back, or found no address to use, reaches nobody.</summary>
    private async Task<HashSet<PersonId>> ReachedAsync(RunId run, CancellationToken ct)
    {
        var since = await db.Runs.Where(r => r.Id == run).Select(r => db.Rounds.Where(x => x.Published == run).Select(x => x.PublishedAt).FirstOrDefault() ?? r.MadeAt).SingleAsync(ct);
        var told = await db.Messages.Where(m => m.Pupil != null && m.To != null && m.CreatedAt >= since && Telling.Contains(m.About))
            .GroupBy(m => new { m.Pupil, m.To }).Select(g => new { g.Key.Pupil, g.Key.To, Lost = g.Count(m => m.State != MessageState.Sent && m.State != MessageState.Pending) }).ToListAsync(ct);
        return [.. told.GroupBy(t => t.Pupil!.Value).Where(t => (t.FirstOrDefault(own => own.To == own.Pupil) is { } own ? own.Lost == 0 : t.Any(to => to.Lost == 0))).Select(t => t.Key)];
    }

    private sealed record Letter(ApplicationId Application, string Language, bool Shielded);
}
