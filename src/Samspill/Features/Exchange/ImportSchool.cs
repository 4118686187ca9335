using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Formats.SchoolFolders;
using Samspill.Host;

namespace Samspill.Features.Exchange;

/// <summary>Brings a school folder into a school: all of it or nothing, and nothing the second time. It never deletes.</summary>
public sealed class ImportSchool(SamspillDb db, OpenSchool school, TimeProvider clock)
{
    /// <summary>What an import into an empty school would come to; no school is made for it.</summary>
    public static ImportReport Try(FolderReading reading, FieldCipher cipher, bool demo, TimeProvider clock) =>
        new ImportPlan(SchoolNow.Empty, reading, cipher, demo, AdmissionRules.Default, clock.GetUtcNow(), changing: _ => { }).Report;

    /// <summary>Imports, unless there is a fault or it is a dry run: then everything is as it was.</summary>
    public async Task<ImportReport> RunAsync(FolderReading reading, bool dryRun, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await TakeTurnAsync(ct);
        var now = clock.GetUtcNow();
        var today = Oslo.Today(clock);
        var rules = await db.RuleSets.AsNoTracking().Where(r => r.InForceFrom <= today).OrderByDescending(r => r.Version).FirstOrDefaultAsync(ct);
        var plan = new ImportPlan(await SchoolNow.LoadAsync(db, ct), reading, school.Cipher, school.Demo, rules?.Rules ?? AdmissionRules.Default, now, Track);
        if (plan.Report.Faults.Count == 0)
        {
            await WriteAsync(plan, ct);
            if (!dryRun) await work.CommitAsync(ct);
        }
        db.ChangeTracker.Clear();
        return plan.Report;
    }

    /// <summary>One import at a time, and no place given or ended while places are counted: PostgreSQL would let both through. The rows are locked by writing what they hold.</summary>
    private async Task TakeTurnAsync(CancellationToken ct)
    {
        await db.Profile.ExecuteUpdateAsync(set => set.SetProperty(p => p.Name, p => p.Name), ct);
        await db.Courses.ExecuteUpdateAsync(set => set.SetProperty(c => c.Taken, c => c.Taken), ct);
    }

    /// <summary>Most of the school is only looked at; what is about to change is tracked from here on.</summary>
    private void Track(object thing)
    {
        if (db.Entry(thing).State == EntityState.Detached) db.Attach(thing);
    }

    private async Task WriteAsync(ImportPlan plan, CancellationToken ct)
    {
        var now = plan.Now;
        await db.InsertAsync(now.Sites.Added, ct);
        await db.InsertAsync(now.Rooms.Added, ct);
        await db.InsertAsync(now.Courses.Added, ct);
        await db.InsertAsync([.. now.Courses.Added.SelectMany(c => c.Sites)], ct);
        await db.InsertAsync(now.People.Added, ct);
        await db.InsertAsync(now.Staff.Added, ct);
        await db.InsertAsync(now.Guardianships.Added, ct);
        db.AuditRows = false;
        db.Note("imported", $"School {school.Slug}", plan.Report.Summary());
        await db.SaveChangesAsync(ct); // what was changed; before new places and applications, which may take over from old ones
        await db.InsertAsync(now.Places.Added, ct);
        await db.InsertAsync(now.Applications.Added, ct);
        await db.Courses.ExecuteUpdateAsync(set => set.SetProperty(c => c.Taken, c => db.Places.Count(p => p.Course == c.Id && p.State == PlaceState.Live && !p.Released)), ct);
    }
}
