using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Samspill.Host;

/// <summary>Goes on after a post with 303, so that the next page is asked for with GET whatever the browser.</summary>
internal static class SeeOtherPage
{
    /// <param name="address">From the school's root: <c>~/sok</c>.</param>
    public static IActionResult SeeOther(this PageModel page, string address)
    {
        page.Response.Headers.Location = page.Url.Content(address);
        return new StatusCodeResult(StatusCodes.Status303SeeOther);
    }
}
