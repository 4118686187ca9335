using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Samspill.Host;

/// <summary>The one place that knows both the codes of refusals and HTTP.</summary>
internal static class Refusals
{
    /// <summary>Somebody was faster: the page shows how it stands now.</summary>
    private static readonly HashSet<string> LostRaces =
    [
        "course.full", "offer.already-answered", "offer.too-late", "round.already-published", "round.run-outdated", "application.not-live", "invitation.used",
    ];

    public static int Status(Rejection why) =>
        why.Code.EndsWith(".not-found", StringComparison.Ordinal) ? StatusCodes.Status404NotFound
        : why.Code == "access.too-many" ? StatusCodes.Status429TooManyRequests
        : why.Code == "access.passkey" ? StatusCodes.Status400BadRequest
        : LostRaces.Contains(why.Code) ? StatusCodes.Status409Conflict
        : StatusCodes.Status422UnprocessableEntity;

    /// <summary>Shows the page again with the refusal at the top and what was typed kept; what is not there is 404.</summary>
    public static IActionResult Refuse(this PageModel page, Rejection why, string field = "")
    {
        var status = Status(why);
        if (status == StatusCodes.Status404NotFound) return page.NotFound();
        page.ModelState.AddModelError(field, page.HttpContext.RequestServices.GetRequiredService<Texts>()[$"refusal.{why.Code}", why.Facts]);
        page.Response.StatusCode = status;
        return page.Page();
    }

    /// <summary>The refusal as problem+json.</summary>
    public static IResult Problem(this Rejection why, Texts texts) =>
        Results.Problem(statusCode: Status(why), title: texts[$"refusal.{why.Code}", why.Facts], type: $"urn:samspill:{why.Code}");
}
