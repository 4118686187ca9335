using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>The way in: to the first step, with the course one came from.</summary>
[Authorize(Policy = Can.Apply)]
[InTurn(Stage.Entering, Stage.Entering)]
public sealed class ApplyPage : PageModel
{
    public IActionResult OnGet([FromQuery(Name = "tilbud")] string? course) =>
        LocalRedirect(Url.Content("~/sok/barn") + (string.IsNullOrEmpty(course) ? "" : $"?tilbud={Uri.EscapeDataString(course)}"));
}
