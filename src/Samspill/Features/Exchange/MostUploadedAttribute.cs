using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Samspill.Features.Exchange;

/// <summary>Sends whoever uploads too much to an address that says so, before anything of it is read. The server's own limit would only cut the line.</summary>
/// <param name="most">Bytes of the whole request.</param>
/// <param name="told">Where it is said, from the school's root.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class MostUploadedAttribute(long most, string told) : Attribute, IAuthorizationFilter, IOrderedFilter
{
    /// <summary>Ahead of the antiforgery check (1000), which reads the form.</summary>
    public int Order => 800;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        if (context.HttpContext.Request.ContentLength > most) context.Result = new LocalRedirectResult($"~{told}");
    }
}
