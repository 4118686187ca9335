using Samspill.Host;

namespace Samspill.Features.Shared;

/// <summary>What header and footer are drawn from.</summary>
public sealed record Header(FaceKind Kind, Face Face)
{
    /// <summary>The menu item that the present page belongs to: the one with the longest address that begins the page's own.</summary>
    public static MenuItem? Current(IReadOnlyList<MenuItem> menu, HttpRequest request) => menu
        .Where(item => request.Path.StartsWithSegments(item.Href.TrimStart('~')))
        .MaxBy(item => item.Href.Length);

    /// <summary>The address of the present page, to come back to after choosing a language.</summary>
    public static string Here(HttpRequest request) => request.PathBase + request.Path + request.QueryString;
}
