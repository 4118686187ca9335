using System.CommandLine;
using System.Text.Json;
using Samspill.Data;
using Samspill.Domain.Access;
using Samspill.Features.Access;
using Samspill.Features.Audit;
using Samspill.Features.Strategy;
using Samspill.Formats.Reports;
using Samspill.Host;

namespace Samspill.Commands;

internal static class CouncilCommand
{
    private static readonly Option<string> Name = new("--name") { Description = "The council's name", DefaultValueFactory = _ => "Kulturskolerådet" };
    private static readonly Option<string> PublicUrl = new("--public-url") { Description = "The address people use; the link begins with it", DefaultValueFactory = _ => "http://localhost:5080" };
    private static readonly Argument<FileInfo> File = new("file") { Description = "The report as JSON, see docs/formats.md" };

    public static Command Create()
    {
        var create = new Command("create", "Makes the council of the counties and the nation, served at /council, and prints the link that lets its first member in, once, within two weeks") { Name, PublicUrl };
        create.SetAction(async (parsed, ct) =>
        {
            var schools = new Schools(CommandLine.StorageOf(parsed), TimeProvider.System);
            await schools.OpenAllAsync(ct);
            var there = schools.Council is not null;
            var council = await schools.CreateCouncilAsync(new HostedCouncil(parsed.GetRequiredValue(Name), Demo: false), ct);
            Console.WriteLine($"Council: {council.Name}");
            if (!there) await PrintLinkAsync(council, parsed, ct);
            return 0;
        });
        var invite = new Command("invite", "Prints a new link for a member, when all who could invite are gone") { PublicUrl };
        invite.SetAction((parsed, ct) => WithCouncilAsync(parsed, async (council, _, cancel) =>
        {
            await PrintLinkAsync(council, parsed, cancel);
            return 0;
        }, ct));
        var verify = new Command("verify", "Walks the council's audit chain; exit 1 when an entry was changed, deleted or cut off");
        verify.SetAction((parsed, ct) => WithCouncilAsync(parsed, async (council, storage, cancel) =>
        {
            await using var db = council.Database(Actor.Operator, TimeProvider.System);
            await new SealAudit(db, storage, TimeProvider.System).RunAsync(council, cancel);
            return AuditCommand.Print(council.Slug, await VerifyAudit.RunAsync(db, SealAudit.AnchorPath(storage, council.Slug), cancel));
        }, ct));
        return new Command("council", "The council of the counties and the nation") { create, invite, verify };
    }

    /// <summary><c>samspill import-report FILE</c></summary>
    public static Command CreateImport()
    {
        var import = new Command("import-report", "Takes a county's activity report into the council: its measures and what it did, all of it or nothing. Exit 1 when it cannot be taken, 2 when it cannot be read") { File };
        import.SetAction((parsed, ct) => WithCouncilAsync(parsed, (council, _, cancel) => ImportAsync(council, parsed.GetRequiredValue(File), cancel), ct));
        return import;
    }

    private static async Task<int> ImportAsync(OpenCouncil council, FileInfo file, CancellationToken ct)
    {
        ActivityReport report;
        try
        {
            await using var json = file.OpenRead();
            report = ActivityReport.Read(json);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            await Console.Error.WriteLineAsync($"{file.FullName}: {unreadable.Message.ReplaceLineEndings(" ")}");
            return 2;
        }
        await using var db = council.Database(Actor.Operator, TimeProvider.System);
        if ((await new ImportReport(db, TimeProvider.System).RunAsync(report, ct)).Refused(out var why))
        {
            await Console.Error.WriteLineAsync($"Nothing taken in. {why.Code}: {string.Join(", ", why.Facts)}");
            return 1;
        }
        var measures = report.Areas.SelectMany(a => a.Goals).SelectMany(g => g.RegionalMeasures).ToList();
        Console.WriteLine($"{report.Region} {report.Period.From:yyyy-MM-dd} to {report.Period.To:yyyy-MM-dd}: {report.Areas.Count} areas, {report.Areas.Sum(a => a.Goals.Count)} goals, {measures.Count} measures, {measures.Sum(m => m.Activities.Count)} activities.");
        return 0;
    }

    private static async Task<int> WithCouncilAsync(ParseResult parsed, Func<OpenCouncil, Storage, CancellationToken, Task<int>> work, CancellationToken ct)
    {
        var schools = new Schools(CommandLine.StorageOf(parsed), TimeProvider.System);
        await schools.OpenAllAsync(ct);
        if (schools.Council is { } council) return await work(council, schools.Storage, ct);
        await Console.Error.WriteLineAsync("There is no council here: samspill council create makes one.");
        return 2;
    }

    private static async Task PrintLinkAsync(OpenCouncil council, ParseResult parsed, CancellationToken ct)
    {
        await using var db = council.Database(Actor.Operator, TimeProvider.System);
        var token = Invitation.NewToken();
        db.Invitations.Add(new Invitation(token, council.Name, email: null, Role.NationalCouncil, account: null, person: null, "operator", TimeProvider.System.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        Console.WriteLine($"First member: {parsed.GetRequiredValue(PublicUrl).TrimEnd('/')}/{council.Slug}/invitasjon/{token}");
    }
}
