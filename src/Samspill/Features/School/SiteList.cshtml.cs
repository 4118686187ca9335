using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.School;
using Samspill.Features.Shared;
using Samspill.Formats.Xlsx;
using Samspill.Host;

namespace Samspill.Features.School;

/// <summary>A site in the office's list.</summary>
public sealed record SiteRow(string Code, string Name, SiteKind Kind, string? District, bool OnMap, int Rooms, int Courses);

/// <summary>The office's list of sites.</summary>
[Authorize(Policy = Can.EditSchool)]
public sealed class SiteListPage(SamspillDb db, Actor actor, Texts texts) : PageModel
{
    private const int Size = 50;

    public string? Search { get; private set; }
    public SiteKind? Kind { get; private set; }
    public IReadOnlyList<SiteRow> Rows { get; private set; } = [];
    public Paging Paging { get; private set; } = null!;
    public IReadOnlyList<Filter> Filters { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var sites = Asked();
        var total = await sites.CountAsync(ct);
        _ = int.TryParse(Request.Query["side"], NumberStyles.None, CultureInfo.InvariantCulture, out var page);
        Paging = Paging.At(page, Size, total);
        Rows = await Lines(sites).Skip((Paging.Page - 1) * Size).Take(Size).ToListAsync(ct);
        List<Filter> filters = [];
        if (Search is not null) filters.Add(new Filter(texts["site.chip", Search], Request.Without("q")));
        if (Kind is { } chosen) filters.Add(new Filter(texts[$"site-kind.{chosen.ToString().ToLowerInvariant()}"], Request.Without("slag")));
        Filters = filters;
    }

    /// <summary>The same list, all of it.</summary>
    public IActionResult OnGetXlsx() => !actor.May(Can.ExportLists) ? Forbid() : new ListFile("steder",
        [texts["export.column.code"], texts["site.name"], texts["site.kind"], texts["site.district"], texts["site.rooms"], texts["site.courses"]],
        Lines(Asked()).AsAsyncEnumerable().Select(s => (IReadOnlyList<XlsxCell>)[s.Code, s.Name, texts[$"site-kind.{s.Kind.ToString().ToLowerInvariant()}"], s.District, s.Rooms, s.Courses]));

    /// <summary>The sites that the address asks for.</summary>
    private IQueryable<Site> Asked()
    {
        Search = Request.Query["q"].ToString().Trim() is { Length: > 0 and <= 200 } typed ? typed : null;
        Kind = Enum.GetValues<SiteKind>().Where(k => SiteForm.Word(k) == Request.Query["slag"]).Select(k => (SiteKind?)k).FirstOrDefault();
        IQueryable<Site> sites = db.Sites;
        if (Search?.ToLowerInvariant() is { } text) sites = sites.Where(s => s.Name.ToLower().Contains(text) || s.Code.ToLower().Contains(text) || s.District!.ToLower().Contains(text));
        if (Kind is { } kind) sites = sites.Where(s => s.Kind == kind);
        return sites;
    }

    private IQueryable<SiteRow> Lines(IQueryable<Site> sites) =>
        Ordered(sites).Select(s => new SiteRow(s.Code, s.Name, s.Kind, s.District, s.Latitude != null && s.Longitude != null, db.Rooms.Count(r => r.Site == s.Id), db.CourseSites.Count(c => c.Site == s.Id)));

    private IOrderedQueryable<Site> Ordered(IQueryable<Site> sites) => (Request.Query["sorter"].ToString() switch
    {
        "-navn" => sites.OrderByDescending(s => EF.Functions.Collate(s.Name, "norsk")),
        "bydel" => sites.OrderBy(s => EF.Functions.Collate(s.District!, "norsk")).ThenBy(s => EF.Functions.Collate(s.Name, "norsk")),
        "-bydel" => sites.OrderByDescending(s => EF.Functions.Collate(s.District!, "norsk")).ThenBy(s => EF.Functions.Collate(s.Name, "norsk")),
        _ => sites.OrderBy(s => EF.Functions.Collate(s.Name, "norsk")),
    }).ThenBy(s => s.Code);
}
