using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Host;

namespace Samspill.Features.Shared;

/// <summary>Words of one's own for a refusal, by their key in the texts, and a fact for them. The way on is the sign-in page.</summary>
public sealed record RefusedWords(string Key, string Fact);

/// <summary>What a person sees instead of a bare status: what happened, why, what to do. The status is kept.</summary>
/// <remarks>Reached by re-execution of a request that failed, whoever made it, so anybody may see it and it asks for no token.</remarks>
[At(Side.Both), OpenToAll("whoever is refused is told why"), IgnoreAntiforgeryToken, ResponseCache(NoStore = true)]
public sealed class RefusedPage : PageModel
{
    private static readonly int[] Told = [400, 403, 404, 409, 429, 500, 503];

    public int Status { get; private set; }

    /// <summary>The status whose words are shown: the nearest that has its own.</summary>
    public int Shown => Told.Contains(Status) ? Status : Status >= 500 ? 500 : 400;

    /// <summary>The refused request's own words, when it left some.</summary>
    public RefusedWords? Own => HttpContext.Features.Get<RefusedWords>();

    public string Key => Own?.Key ?? $"refused.{Shown}";

    /// <summary>What the operator finds the request by in the log.</summary>
    public string Reference => Activity.Current?.TraceId.ToString() is { } trace ? trace[..8] : HttpContext.TraceIdentifier;

    /// <summary>Where the person was, when it may help to ask again.</summary>
    public string? Again { get; private set; }

    public bool CanRetry => Again is not null && Shown is 409 or 429 or 500 or 503;

    /// <summary>Whatever the method of the request that failed.</summary>
    public override void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
        // Not bound: when the form was what could not be read, nothing is.
        int? status = int.TryParse(Request.Query["status"], out var number) ? number : null;
        var thrown = HttpContext.Features.Get<IExceptionHandlerPathFeature>();
        Response.StatusCode = Status = thrown is not null ? 500 : status is >= 400 and < 600 and { } told ? told : 404;
        Again = HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is { } failed
            ? failed.OriginalPathBase + failed.OriginalPath + failed.OriginalQueryString
            : thrown is null ? null : Request.PathBase + thrown.Path;
    }
}
