using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Samspill.Features.About;

/// <summary>The state of accessibility, as the regulation on universal design of ICT wants it told. Open to everybody: it holds no data.</summary>
[AllowAnonymous]
public sealed class AccessibilityPage : PageModel
{
    internal static readonly string[] Parts = ["works", "gaps", "tested", "tell"];
}
