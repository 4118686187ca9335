using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Nation;
using Samspill.Domain.School;
using Samspill.Features.Shared;
using Samspill.Features.Statistics;
using Samspill.Formats.Statistics;
using Samspill.Gateways.Packages;
using Samspill.Host;

namespace Samspill.Features.Nation;

/// <summary>A municipality in the list: whether it is registered, and what it has handed over for the school year.</summary>
public sealed record ReportingRow(string Municipality, string Name, string? School, string? Address, DateTimeOffset? AskedAt, string? Answer, int? Version, DateTimeOffset? At, PackageWay? Way);

/// <summary>Who has handed over their statistics, and the council's own work with them: registering schools, taking files in, publishing.</summary>
[At(Side.Council), Authorize(Policy = Can.SeeStrategy)]
public sealed class ReportingPage(CouncilDb db, TakePackage take, RegisterSchool register, PublishNation publish, OwnKeys keys, Actor actor, Texts texts, TimeProvider clock) : PageModel
{
    private const int Size = 100;

    [BindProperty(SupportsGet = true, Name = "ar")]
    public int? Asked { get; set; }

    [BindProperty(SupportsGet = true, Name = "fylke")]
    public string? County { get; set; }

    [BindProperty(SupportsGet = true, Name = "side")]
    public int PageNumber { get; set; } = 1;

    [BindProperty]
    public string? Municipality { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public IFormFile? Package { get; set; }

    /// <summary>Sent twice it is published once.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    public IReadOnlyList<ReportingRow> Rows { get; private set; } = [];
    public IReadOnlyList<(string Number, string Name)> Counties { get; private set; } = [];
    public IReadOnlyList<(string Number, string Name)> Municipalities { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, Size, 0);
    public int Registered { get; private set; }
    public int Delivered { get; private set; }
    public string OwnKey { get; private set; } = "";
    public string OwnPrint { get; private set; } = "";
    public bool MayPublish => actor.May(Can.PublishStatistics);
    public int Year => Asked is > 2000 and < 2200 ? Asked.Value : SchoolYear.Of(Oslo.Today(clock));

    public Task OnGetAsync(CancellationToken ct) => FillAsync(ct);

    public async Task<IActionResult> OnPostRegisterAsync(CancellationToken ct)
    {
        if (!MayPublish) return StatusCode(StatusCodes.Status403Forbidden);
        var name = new Typed(ModelState, texts).Text(nameof(Name), PlainText.Line(Name), 200);
        if (!ModelState.IsValid) return await AgainAsync(null, "", ct);
        if ((await register.RunAsync(Municipality ?? "", name, Key, Address, ct)).Refused(out var why)) return await AgainAsync(why, why == PackageRejections.Address ? nameof(Address) : why == NationRejections.UnknownMunicipality ? nameof(Municipality) : nameof(Key), ct);
        TempData["Notice"] = texts["nation.registered", name];
        return this.SeeOther($"~/statistikk/skoler?ar={Year}");
    }

    public async Task<IActionResult> OnPostTakeAsync(CancellationToken ct)
    {
        if (!MayPublish) return StatusCode(StatusCodes.Status403Forbidden);
        if (Package is not { Length: > 0 and <= PackageLine.Largest } file) return await AgainAsync(Package is { Length: > 0 } ? PackageRejections.TooLarge : PackageRejections.Form, nameof(Package), ct);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, ct);
        if ((await take.RunAsync(bytes.ToArray(), PackageWay.Upload, null, ct)).Refused(out var why, out var taken)) return await AgainAsync(why, nameof(Package), ct);
        TempData["Notice"] = texts[taken.Again ? "nation.taken.again" : "nation.taken", SchoolYear.Name(taken.Year), taken.Version];
        return this.SeeOther($"~/statistikk/skoler?ar={taken.Year}");
    }

    public async Task<IActionResult> OnPostPublishAsync(CancellationToken ct)
    {
        if (!MayPublish) return StatusCode(StatusCodes.Status403Forbidden);
        if ((await publish.RunAsync(Id, Year, ct)).Refused(out var why, out var version)) return await AgainAsync(why, "", ct);
        TempData["Notice"] = texts["statistics.publish.done", version];
        return this.SeeOther($"~/statistikk?ar={Year}");
    }

    private async Task<IActionResult> AgainAsync(Rejection? why, string field, CancellationToken ct)
    {
        await FillAsync(ct);
        return why is null ? Page() : this.Refuse(why, field);
    }

    private async Task FillAsync(CancellationToken ct)
    {
        var year = Year;
        Id = Guid.CreateVersion7();
        Counties = [.. (await db.Counties.AsNoTracking().Where(c => c.Last == null).OrderBy(c => c.Number).Take(100).Select(c => new { c.Number, c.Name }).ToListAsync(ct)).Select(c => (c.Number, c.Name))];
        if (MayPublish) Municipalities = [.. (await db.Municipalities.AsNoTracking().OrderBy(m => m.Number).Take(1000).Select(m => new { m.Number, m.Name }).ToListAsync(ct)).Select(m => (m.Number, m.Name))];
        Registered = await db.ReportingSchools.CountAsync(ct);
        Delivered = await db.ReceivedPackages.Where(p => p.Year == year).Select(p => p.Municipality).Distinct().CountAsync(ct);
        var county = Counties.Any(c => c.Number == County) ? County : null;
        var shown = db.Municipalities.AsNoTracking().Where(m => county == null || m.County == county);
        Paging = Paging.At(PageNumber, Size, await shown.CountAsync(ct));
        var page = await shown.OrderBy(m => m.Number).Skip((Paging.Page - 1) * Size).Take(Size).Select(m => new { m.Number, m.Name }).ToListAsync(ct);
        var numbers = page.Select(m => m.Number).ToList();
        var schools = await db.ReportingSchools.AsNoTracking().Where(s => numbers.Contains(s.Municipality)).Take(Size).ToDictionaryAsync(s => s.Municipality, ct);
        var packages = (await db.ReceivedPackages.AsNoTracking().Where(p => p.Year == year && numbers.Contains(p.Municipality)).OrderByDescending(p => p.Number).Take(5000).Select(p => new { p.Municipality, p.Version, p.At, p.Way }).ToListAsync(ct))
            .GroupBy(p => p.Municipality).ToDictionary(g => g.Key, g => g.First());
        Rows = [.. page.Select(m =>
        {
            var (school, package) = (schools.GetValueOrDefault(m.Number), packages.GetValueOrDefault(m.Number));
            return new ReportingRow(m.Number, m.Name, school?.Name, school?.Address, school?.AskedAt, school?.Answer, package?.Version, package?.At, package?.Way);
        })];
        var key = await keys.PublicAsync(ct);
        (OwnKey, OwnPrint) = (PublicKeyText.Write(key), PublicKeyText.Print(key));
    }
}
