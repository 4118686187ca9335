using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Host;

namespace Samspill.Features.About;

/// <summary>The state of accessibility, as the regulation on universal design of ICT wants it told. Open to everybody: it holds no data.</summary>
[At(Side.Both), OpenToAll("the law asks that everybody can read it")]
public sealed class AccessibilityPage : PageModel
{
    internal static readonly string[] Parts = ["works", "gaps", "tested", "tell"];
}
