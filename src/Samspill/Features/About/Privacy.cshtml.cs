using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Host;

namespace Samspill.Features.About;

/// <summary>What is kept of whom, why, and how to have it seen and erased. Open to everybody: it holds no data.</summary>
[OpenToAll("what is kept of people is for everybody to know")]
public sealed class PrivacyPage : PageModel
{
    internal static readonly string[] Parts = ["what", "who", "protected", "cookies", "yours"];
}
