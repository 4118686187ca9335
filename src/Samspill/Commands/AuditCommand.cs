using System.CommandLine;
using Samspill.Features.Audit;
using Samspill.Host;

namespace Samspill.Commands;

internal static class AuditCommand
{
    public static Command Create()
    {
        var verify = new Command("verify", "Walks the audit chain of a school; exit 1 when an entry was changed, deleted or cut off") { CommandLine.School };
        verify.SetAction((parsed, ct) => CommandLine.WithSchoolAsync(parsed, async (school, schools, cancel) =>
        {
            await using var db = school.Database(Actor.Operator, TimeProvider.System);
            await new SealAudit(db, schools.Storage, TimeProvider.System).RunAsync(school, cancel);
            var verdict = await VerifyAudit.RunAsync(db, SealAudit.AnchorPath(schools.Storage, school.Slug), cancel);
            return Print(school.Slug, verdict);
        }, ct));
        return new Command("audit", "The record of who did or saw what") { verify };
    }

    internal static int Print(string slug, AuditVerdict verdict)
    {
        foreach (var fault in verdict.Faults) Console.Error.WriteLine(fault);
        Console.WriteLine($"{slug}: {verdict.Entries} entries, {verdict.Faults.Count} faults");
        return verdict.Faults.Count == 0 ? 0 : 1;
    }
}
