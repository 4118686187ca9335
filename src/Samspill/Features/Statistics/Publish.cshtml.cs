using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.School;
using Samspill.Domain.Statistics;
using Samspill.Features.Gsi;
using Samspill.Formats.Statistics;
using Samspill.Host;

namespace Samspill.Features.Statistics;

/// <summary>The principal sees the tables of a day as they would be published, publishes them, and hands them to the council.</summary>
[Authorize(Policy = Can.PublishStatistics)]
public sealed class PublishPage(SamspillDb db, PublishStatistics publish, MakePackage make, SendPackage send, RegisterReceiver register, OwnKeys keys, Texts texts, TimeProvider clock) : PageModel
{
    /// <summary>The day that is counted; the last counting day of the national report when nobody asks for another.</summary>
    [BindProperty(SupportsGet = true, Name = "dato")]
    public DateOnly? Asked { get; set; }

    /// <summary>Sent twice it is published once.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    /// <summary>The figures that were seen.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    /// <summary>The council's public key.</summary>
    [BindProperty]
    public string? Key { get; set; }

    /// <summary>The council's address.</summary>
    [BindProperty]
    public string? Address { get; set; }

    /// <summary>As it would be published; null when it must not be.</summary>
    public PublishedStatistics? Preview { get; private set; }
    public Rejection? Why { get; private set; }
    public string OwnKey { get; private set; } = "";
    public string OwnPrint { get; private set; } = "";
    public string? CouncilPrint { get; private set; }
    public bool MaySend { get; private set; }
    public DateOnly Date { get; private set; }
    public string DateText => Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public DrawnTable Draw(string table) => new(StatisticsForms.Today.Find(table)!, Preview!, 0, null);

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var receiver = await db.StatisticsReceivers.AsNoTracking().SingleOrDefaultAsync(ct);
        (Key, Address) = (receiver is null ? null : PublicKeyText.Write(receiver.Key), receiver?.Address);
    }

    public async Task<IActionResult> OnPostPublishAsync(CancellationToken ct)
    {
        Date = DateOf(Asked);
        if ((await publish.RunAsync(new StatisticsSnapshotId(Id), Date, Seen ?? "", ct)).Refused(out var why, out var version)) return await AgainAsync(why, "", ct);
        TempData["Notice"] = texts["statistics.publish.done", version];
        return this.SeeOther("~/statistikk/utgi");
    }

    public async Task<IActionResult> OnPostCouncilAsync(CancellationToken ct)
    {
        if ((await register.RunAsync(Key, Address, ct)).Refused(out var why)) return await AgainAsync(why, why == StatisticsRejections.Address ? nameof(Address) : nameof(Key), ct);
        TempData["Notice"] = texts["statistics.council.saved"];
        return this.SeeOther("~/statistikk/utgi");
    }

    public async Task<IActionResult> OnPostSendAsync(CancellationToken ct)
    {
        if ((await send.RunAsync(ct)).Refused(out var why)) return await AgainAsync(why, "", ct);
        TempData["Notice"] = texts["statistics.send.done"];
        return this.SeeOther("~/statistikk/utgi");
    }

    public async Task<IActionResult> OnGetPackageAsync(CancellationToken ct)
    {
        if ((await make.RunAsync(ct)).Refused(out _, out var package)) return NotFound();
        return File(package, "application/json", "statistikk.json");
    }

    private async Task<IActionResult> AgainAsync(Rejection why, string field, CancellationToken ct)
    {
        await LoadAsync(ct);
        return this.Refuse(why, field);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Date = DateOf(Asked);
        if (!(await publish.PreviewAsync(Date, ct)).Refused(out var why, out var tables))
        {
            var school = await db.Profile.AsNoTracking().Select(p => new { p.Name, p.Municipality }).SingleAsync(ct);
            Preview = new PublishedStatistics(SchoolYear.Of(Date), 0, Date, clock.GetUtcNow(), school.Name, [new StatisticsPlace(school.Municipality, school.Name, null)], [.. tables.Select(t => t.Cover())]);
            (Id, Seen) = (StatisticsSnapshotId.New().Value, PublishStatistics.Fingerprint(tables));
        }
        Why = why;
        var key = await keys.PublicAsync(ct);
        (OwnKey, OwnPrint) = (PublicKeyText.Write(key), PublicKeyText.Print(key));
        var receiver = await db.StatisticsReceivers.AsNoTracking().SingleOrDefaultAsync(ct);
        CouncilPrint = receiver is null ? null : PublicKeyText.Print(receiver.Key);
        MaySend = receiver is not null && await db.StatisticsSnapshots.AnyAsync(ct);
    }

    private DateOnly DateOf(DateOnly? asked)
    {
        if (asked is { Year: > 2000 and < 2200 } day) return day;
        var today = Oslo.Today(clock);
        var counting = GsiPage.DateOf(null, clock);
        return counting <= today ? counting : today;
    }
}
