using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Samspill.Features.About;

/// <summary>What is kept of whom, why, and how to have it seen and erased. Open to everybody: it holds no data.</summary>
[AllowAnonymous]
public sealed class PrivacyPage : PageModel
{
    internal static readonly string[] Parts = ["what", "who", "protected", "cookies", "yours"];
}
