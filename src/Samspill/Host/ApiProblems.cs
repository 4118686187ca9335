using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;

namespace Samspill.Host;

/// <summary>Under /api every refusal is problem+json, whoever refuses: the program, the framework, or nobody who answers there.</summary>
internal static class ApiProblems
{
    /// <summary>The second segment of the whole address says so, whether the school has been cut off already or not.</summary>
    public static bool IsApi(this HttpRequest request) => (request.PathBase + request.Path).Value is { } path && path.Split('/') is [_, _, "api", ..];

    /// <summary>What is sent is read strictly: a field that is missing, unknown or of another kind is told of by name.</summary>
    public static void AddApiProblems(this IServiceCollection services)
    {
        services.AddExceptionHandler<ApiFault>();
        services.Configure<RouteHandlerOptions>(handler => handler.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json =>
        {
            var read = json.SerializerOptions;
            read.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            read.RespectNullableAnnotations = read.RespectRequiredConstructorParameters = true;
            read.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        });
    }

    public static void UseApiProblems(this WebApplication app) => app.Use(static async (context, next) =>
    {
        await next(context);
        var response = context.Response;
        if (response.StatusCode >= 400 && !response.HasStarted && response.ContentType is null && response.ContentLength is null or 0 && context.Request.IsApi()) await Bare(context).ExecuteAsync(context);
    });

    /// <summary>A status without more, in words.</summary>
    public static IResult Bare(HttpContext context)
    {
        var status = context.Response.StatusCode;
        var texts = context.RequestServices.GetRequiredService<Texts>();
        return Languages.Speaking(Languages.Of(context), () => Results.Problem(statusCode: status, title: texts[texts.Has($"api.{status}") ? $"api.{status}" : status < 500 ? "api.400" : "api.500"]));
    }
}

/// <summary>What could not be read is refused by name; what should not have happened is logged and told without its inside.</summary>
internal sealed partial class ApiFault(Texts texts, ILogger<ApiFault> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The page for faults has taken over the address by now.
        if (httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path.StartsWith("/api/", StringComparison.Ordinal) != true) return false;
        if (exception is BadHttpRequestException unreadable)
        {
            httpContext.Response.StatusCode = unreadable.StatusCode;
            var field = unreadable.InnerException is JsonException json ? FieldOf(json) : Parameter().Match(unreadable.Message) is { Success: true } found ? JsonNamingPolicy.CamelCase.ConvertName(found.Groups["name"].Value) : null;
            var refusal = unreadable.StatusCode == StatusCodes.Status400BadRequest ? new Rejection("api.unreadable", field ?? "–") { Field = field } : null;
            await (refusal is null ? ApiProblems.Bare(httpContext) : Languages.Speaking(Languages.Of(httpContext), () => refusal.Problem(texts))).ExecuteAsync(httpContext);
            return true;
        }
        log.LogError(exception, "A request to the API failed");
        httpContext.Response.StatusCode = StatusCodes.Status500InternalServerError;
        await ApiProblems.Bare(httpContext).ExecuteAsync(httpContext);
        return true;
    }

    /// <summary><c>$.children[0].new</c> and, when something is missing or unknown there, its name.</summary>
    private static string? FieldOf(JsonException json)
    {
        var path = json.Path is { Length: > 2 } given ? given[2..] : "";
        var named = Named().Match(json.Message) is { Success: true } found ? found.Groups["name"].Value : null;
        return named is null || path.EndsWith(named, StringComparison.Ordinal) ? path.Length > 0 ? path : null : path.Length > 0 ? $"{path}.{named}" : named;
    }

    [GeneratedRegex("(missing required properties including: '|The JSON property ')(?<name>[^']{1,100})'", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();

    [GeneratedRegex("parameter \"[^\" ]+ (?<name>[A-Za-z0-9]+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Parameter();
}
