using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Samspill.Domain.Access;
using Samspill.Host;

namespace Samspill.Browser.Tests.Sweep;

/// <summary>A page of the program: its route without constraints, whose face it is, and who of the cast looks at it (null is nobody).</summary>
internal sealed record PageOnSite(string Route, string Face, string? Who)
{
    private static readonly (string Face, string Who, Role[] Roles)[] Lookers =
    [
        ("familie", "Kari", [Role.Guardian]),
        ("larer", "Trine", [Role.Teacher]),
        ("kontor", "Per", [Role.Office]),
        ("kontor", "Marit", [Role.Principal]),
        ("kontor", "Vera", [Role.Office, Role.ProtectionHandler]),
        ("rad", "Nils", [Role.NationalCouncil]),
        ("rad", "Siri", [Role.RegionalAdviser]),
    ];

    /// <summary>A name for its picture.</summary>
    public string Name => Route.Trim('/') is { Length: > 0 } name ? name.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal).Replace('/', '-') : "forside";

    /// <summary>Whether an address is one of this page's.</summary>
    public bool Matches(string path)
    {
        string[] asked = Route.Split('/'), shown = path.Split('?')[0].Split('/');
        return asked.Length == shown.Length && asked.Zip(shown).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);
    }

    /// <summary>Every page there is, from the program itself: a new one cannot be forgotten.</summary>
    public static IReadOnlyList<PageOnSite> All(EndpointDataSource endpoints)
    {
        var pages = new SortedDictionary<string, PageOnSite>(StringComparer.Ordinal);
        foreach (var endpoint in endpoints.Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null))
        {
            var route = "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(Text));
            if (AtAttribute.Of(endpoint.Metadata) == Side.Council)
            {
                pages["council" + route] = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null ? new PageOnSite(route, "rad", "Nils") : For(route, [.. endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy!)], "rad");
                continue;
            }
            pages[route] = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
                ? new PageOnSite(route, "apent", null)
                : For(route, [.. endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy!)]);
        }
        return [.. pages.Values];
    }

    private static PageOnSite For(string route, string[] permissions, string? only = null)
    {
        var (face, who, _) = Lookers.FirstOrDefault(l => (only is null ? l.Face != "rad" : l.Face == only) && permissions.All(p => l.Roles.Any(r => Can.Of(r).Contains(p))));
        if (who is null) Assert.Fail($"nobody of the cast may see {route}: {string.Join(", ", permissions)}");
        return new PageOnSite(route, face, who);
    }

    private static string Text(RoutePatternPathSegment segment) =>
        string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
            _ => throw new InvalidOperationException($"a part of a route that is neither fixed nor a value: {part.PartKind}"),
        }));
}
