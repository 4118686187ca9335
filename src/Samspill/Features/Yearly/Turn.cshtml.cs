using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Yearly;

/// <summary>The turn of the school year: what it means course by course, and the one act.</summary>
[Authorize(Policy = Can.RunAdmission)]
public sealed class TurnPage(TurnYear turn, Texts texts) : PageModel
{
    private const int Size = 50;

    [BindProperty(SupportsGet = true, Name = "side")]
    public int Number { get; set; } = 1;

    public int Next => turn.Next;

    /// <summary>All of them, which the sums are of; the page shows some.</summary>
    public IReadOnlyList<CourseTurn> Courses { get; private set; } = [];
    public Paging Paging => Paging.At(Number, Size, Courses.Count);
    public IEnumerable<CourseTurn> Shown => Courses.Skip((Paging.Page - 1) * Size).Take(Size);
    public int Outgrown => Courses.Sum(c => c.Outgrown);

    public async Task OnGetAsync(CancellationToken ct) => Courses = await turn.PreviewAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        TempData["Notice"] = texts["turn.done", await turn.RunAsync(ct)];
        return RedirectToPage();
    }
}
