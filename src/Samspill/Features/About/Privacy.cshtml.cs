using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Host;

namespace Samspill.Features.About;

/// <summary>What is kept of whom, why, and how to have it seen and erased. Open to everybody: it holds no data.</summary>
[At(Side.Both), OpenToAll("what is kept of people is for everybody to know")]
public sealed class PrivacyPage(CurrentSchool current) : PageModel
{
    private static readonly string[] OfSchool = ["what", "who", "protected", "cookies", "yours"], OfCouncil = ["council", "cookies"];

    internal bool AtCouncil => current.Side == Side.Council;

    internal string[] Parts => AtCouncil ? OfCouncil : OfSchool;
}
