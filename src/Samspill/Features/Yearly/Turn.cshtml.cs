using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Host;

namespace Samspill.Features.Yearly;

/// <summary>The turn of the school year: what it means course by course, and the one act.</summary>
[Authorize(Policy = Can.RunAdmission)]
public sealed class TurnPage(TurnYear turn, Texts texts) : PageModel
{
    public int Next => turn.Next;
    public IReadOnlyList<CourseTurn> Courses { get; private set; } = [];
    public int Outgrown => Courses.Sum(c => c.Outgrown);

    public async Task OnGetAsync(CancellationToken ct) => Courses = await turn.PreviewAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        TempData["Notice"] = texts["turn.done", await turn.RunAsync(ct)];
        return RedirectToPage();
    }
}
