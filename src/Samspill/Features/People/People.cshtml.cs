using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Features.Shared;
using Samspill.Formats.Xlsx;
using Samspill.Host;

namespace Samspill.Features.People;

/// <summary>Everybody the school knows, found by what one has at hand.</summary>
[Authorize(Policy = Can.SeePeople)]
public sealed class PeoplePage(SamspillDb db, Actor actor, Disclosure disclosure, Texts texts, TimeProvider clock) : PageModel
{
    private const int Size = 50;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true, Name = "side")]
    public int Side { get; set; } = 1;

    public IReadOnlyList<PersonRow> Rows { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, Size, 0);
    public int Year => Oslo.Today(clock).Year;
    public Disclosure Disclosure => disclosure;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var page = Math.Clamp(Side, 1, 10_000);
        (Rows, var total) = await db.SearchAsync(actor, Words, page, Size, ct);
        Paging = new Paging(page, Size, total);
        foreach (var row in Rows) disclosure.Name(row.Line); // notes who of the protected was seen
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The same list, all of it.</summary>
    public IActionResult OnGetXlsx(CancellationToken ct) => !actor.May(Can.ExportLists) ? Forbid() : new ListFile("personer",
        [texts["people.name"], texts["people.kind"], texts["people.turns"], texts["people.school"], texts["people.phone"], texts["people.email"]],
        WholeList.Of(async (page, size) => (await db.SearchAsync(actor, Words, page, size, ct)).Rows).Select(row => (IReadOnlyList<XlsxCell>)
        [
            disclosure.Name(row.Line), Opens(row) ? Kind(row) : null, Opens(row) ? row.BirthDate is { } born ? Year - born.Year : (int?)null : null, Opens(row) ? row.School : null, Opens(row) ? row.Phone : null, Opens(row) ? row.Email : null,
        ]));

    private string? Words => Q is { Length: > 100 } ? Q[..100] : Q;

    private bool Opens(PersonRow row) => disclosure.Opens(row.Id, row.Shield);

    private string Kind(PersonRow row) => string.Join(", ", new[] { (row.IsPupil, "pupil"), (row.IsGuardian, "guardian"), (row.IsStaff, "staff") }.Where(k => k.Item1).Select(k => texts[$"people.{k.Item2}"]));
}
