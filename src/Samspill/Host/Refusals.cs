using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Samspill.Host;

/// <summary>The one place that knows both the codes of refusals and HTTP.</summary>
internal static class Refusals
{
    /// <summary>Somebody was faster: the page shows how it stands now.</summary>
    private static readonly HashSet<string> LostRaces =
    [
        "course.full", "confirmation.left", "confirmation.lapsed", "confirmation.moot", "withdrawal.changed", "leave.already", "guardian-invitation.used", "offer.already-answered", "offer.too-late", "round.already-published", "round.run-outdated", "application.not-live", "invitation.used", "bulk.not-live", "bulk.changed", "week-plan.changed-meanwhile", "lesson.changed-meanwhile", "lesson.begun", "lesson.note-changed", "curriculum.changed-meanwhile", "curriculum.draft-there", "gsi.changed-meanwhile", "gsi.figures-changed", "gsi.remark-changed", "population.changed-meanwhile", "statistics.changed-meanwhile", "package.other-content", "nation.changed-meanwhile", "plan.changed-meanwhile", "survey.changed-meanwhile", "survey.answered", "activity.changed-meanwhile", "agreement.changed-meanwhile", "plan.there", "reporting.frozen", "reporting.changed-meanwhile", "reporting.answered-meanwhile", "reporting.handed-in", "reporting.signed-other", "merging.closed", "merging.meanwhile",
    ];

    public static int Status(Rejection why) =>
        why.Code.EndsWith(".not-found", StringComparison.Ordinal) ? StatusCodes.Status404NotFound
        : why.Code == "access.too-many" ? StatusCodes.Status429TooManyRequests
        : why.Code is "access.passkey" or "api.key-missing" or "api.unreadable" ? StatusCodes.Status400BadRequest
        : why.Code == "api.changed-since" ? StatusCodes.Status412PreconditionFailed
        : why.Code == "api.no-condition" ? StatusCodes.Status428PreconditionRequired
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

    /// <summary>The refusal as problem+json, with the field it is about under <c>errors</c>.</summary>
    public static IResult Problem(this Rejection why, Texts texts)
    {
        var title = texts[$"refusal.{why.Code}", why.Facts];
        return Results.Problem(statusCode: Status(why), title: title, type: $"urn:samspill:{why.Code}",
            extensions: why.Field is { } field ? new Dictionary<string, object?> { ["errors"] = new Dictionary<string, string[]> { [field] = [title] } } : null);
    }

    /// <summary>Several things that are wrong with what was sent, each beside its field.</summary>
    public static IResult Problem(this IReadOnlyList<Rejection> all, Texts texts) => all is [var only] ? only.Problem(texts) : Results.Problem(
        statusCode: StatusCodes.Status422UnprocessableEntity, title: texts["api.several", all.Count], type: "urn:samspill:api.several",
        extensions: new Dictionary<string, object?> { ["errors"] = all.GroupBy(why => why.Field ?? "").ToDictionary(g => g.Key, g => g.Select(why => texts[$"refusal.{why.Code}", why.Facts]).ToArray()) });

    /// <summary>What was found wrong with fields that are read as a form reads them.</summary>
    public static IResult Problem(this ModelStateDictionary wrong, Texts texts)
    {
        var errors = wrong.Where(field => field.Value!.Errors.Count > 0).ToDictionary(field => JsonNamingPolicy.CamelCase.ConvertName(field.Key), field => field.Value!.Errors.Select(e => e.ErrorMessage).ToArray());
        return Results.Problem(statusCode: StatusCodes.Status422UnprocessableEntity, title: errors.Count == 1 ? errors.Values.First()[0] : texts["api.several", errors.Count], type: "urn:samspill:api.fields",
            extensions: new Dictionary<string, object?> { ["errors"] = errors });
    }
}
