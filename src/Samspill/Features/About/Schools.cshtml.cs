using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Host;

namespace Samspill.Features.About;

/// <summary>What stands at the root: the schools of this installation.</summary>
[OpenToAll("which schools there are is public")]
public sealed class SchoolsPage(Schools schools, ServerOptions options) : PageModel
{
    public IReadOnlyCollection<OpenSchool> All => schools.All;

    public bool IsDemo => options.Demo;
}
