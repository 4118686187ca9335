using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Host;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Access;

/// <summary>One way in: a method and a route, who may go through it, or why everybody may.</summary>
internal sealed record Door(string Method, string Pattern, string? Handler, string? Permission, string? OpenBecause)
{
    public bool HasParameter => Pattern.Contains('{', StringComparison.Ordinal);

    public override string ToString() => $"{Method} {Pattern}{(Handler is null ? "" : $"?handler={Handler}")}";
}

/// <summary>Every way into the running program's schools, or its council, as the program itself knows them.</summary>
internal static class Doors
{
    public static async Task<IReadOnlyList<Door>> OfAsync(TestServer server, Side side = Side.School)
    {
        var pages = server.Services.GetRequiredService<PageLoader>();
        var doors = new List<Door>();
        foreach (var endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) continue; // style and script, checked by their own rule
            var pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (pattern == "/{**path:file}") continue; // the framework's look into source folders when unpublished: it names no permission, so it is closed to all
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } page)
            {
                if (!AtAttribute.Of(endpoint.Metadata).HasFlag(side)) continue;
                foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]) doors.Add(Of(method, pattern, null, endpoint.Metadata));
                continue;
            }
            var compiled = await pages.LoadAsync(page, endpoint.Metadata);
            object[] says = [.. compiled.Endpoint?.Metadata ?? endpoint.Metadata, .. compiled.HandlerTypeInfo.GetCustomAttributes(inherit: true)];
            if (!AtAttribute.Of(new EndpointMetadataCollection(says)).HasFlag(side)) continue;
            doors.Add(Of("GET", pattern, null, says));
            foreach (var handler in compiled.HandlerMethods.Where(h => h.HttpMethod == "Post")) doors.Add(Of("POST", pattern, handler.Name, says));
        }
        return [.. doors.DistinctBy(d => d.ToString()).OrderBy(d => d.Pattern, StringComparer.Ordinal).ThenBy(d => d.Method, StringComparer.Ordinal).ThenBy(d => d.Handler, StringComparer.Ordinal)];
    }

    /// <summary>Whoever says more than one policy must have them all; the matrix reckons with one.</summary>
    private static Door Of(string method, string pattern, string? handler, IEnumerable<object> says)
    {
        var policies = says.OfType<IAuthorizeData>().Select(a => a.Policy).Distinct().ToList();
        return new Door(method, pattern, handler, policies is [{ } only] ? only : null, says.OfType<OpenToAllAttribute>().LastOrDefault()?.Why);
    }
}
