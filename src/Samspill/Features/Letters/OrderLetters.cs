using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Letters;
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

    /// <summary>Everybody in a round who has not withdrawn, those who were offered a place or passed over in a vacancy; in the order of the post.</summary>
    private async Task<List<Letter>> LettersAsync(RunId run, bool onlyUnreached, CancellationToken ct)
    {
        var isRound = await db.Runs.AnyAsync(r => r.Id == run && r.Kind == RunKind.Round, ct);
        var rows = await (from d in db.Decisions
                          where d.Run == run && (isRound || d.Outcome == DecisionOutcome.Placed || d.Outcome == DecisionOutcome.PassedOver)
                          join a in db.Applications on d.Application equals a.Id
                          where a.State != ApplicationState.Withdrawn
                          join p in db.People on d.Pupil equals p.Id
                          select new { d.Application, p.Id, p.PostalCode, p.FamilyName, p.BirthDate, p.Shield, p.Language, p.Email }).ToListAsync(ct);
        var guardians = (await (from g in db.Guardianships
                                join p in db.People on g.Guardian equals p.Id
                                orderby g.Pupil, p.Id
                                select new { g.Pupil, p.Language, Mail = g.Online ? p.Email : null }).ToListAsync(ct)).ToLookup(g => g.Pupil);
        var adultIfBornBy = Oslo.Today(clock).AddYears(-18);
        return [.. from r in rows
                   let adult = r.BirthDate <= adultIfBornBy
                   let reached = adult ? r.Email is not null : guardians[r.Id].Any(g => g.Mail is not null)
                   where !onlyUnreached || !reached
                   orderby r.PostalCode, r.FamilyName, r.Application.Value
                   select new Letter(r.Application, Languages.Known((adult ? r.Language : guardians[r.Id].FirstOrDefault()?.Language) ?? r.Language), r.Shield != Protection.None)];
    }

    private sealed record Letter(ApplicationId Application, string Language, bool Shielded);
}
