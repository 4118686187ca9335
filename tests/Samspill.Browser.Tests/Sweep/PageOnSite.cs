using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Samspill.Domain.Access;
using Samspill.Host;
using Samspill.Tests.Cast;

namespace Samspill.Browser.Tests.Sweep;

/// <summary>A page of the program: its route, and who may look at it.</summary>
internal sealed record PageOnSite(string Route, string Face, Member? Who)
{
    /// <summary>A name for its picture.</summary>
    public string Name => Route.Trim('/') is { Length: > 0 } name ? name.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal).Replace('/', '-') : "forside";

    /// <summary>Every page there is, from the program itself: a new one cannot be forgotten.</summary>
    public static IReadOnlyList<PageOnSite> All(EndpointDataSource endpoints, World world)
    {
        (string Face, Member Member, Role[] Roles)[] cast =
        [
            ("familie", world.Kari, [Role.Guardian]),
            ("larer", world.Trine, [Role.Teacher]),
            ("kontor", world.Per, [Role.Office]),
            ("kontor", world.Marit, [Role.Principal]),
            ("kontor", world.Vera, [Role.Office, Role.ProtectionHandler]),
        ];
        var pages = new SortedDictionary<string, PageOnSite>(StringComparer.Ordinal);
        foreach (var endpoint in endpoints.Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null) continue;
            var route = "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(Text));
            if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            {
                pages[route] = new PageOnSite(route, "apent", null);
                continue;
            }
            var needed = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy!).ToArray();
            var (face, member, _) = cast.FirstOrDefault(c => needed.All(n => c.Roles.Any(r => Can.Of(r).Contains(n))));
            if (member is null) Assert.Fail($"nobody of the cast may see {route}: {string.Join(", ", needed)}");
            pages[route] = new PageOnSite(route, face, member);
        }
        return [.. pages.Values];
    }

    private static string Text(RoutePatternPathSegment segment) =>
        string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
            _ => throw new InvalidOperationException($"a part of a route that is neither fixed nor a value: {part.PartKind}"),
        }));
}
