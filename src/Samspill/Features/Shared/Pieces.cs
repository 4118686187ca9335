namespace Samspill.Features.Shared;

/// <summary>Where in a long list the page is. <paramref name="Page"/> counts from 1.</summary>
/// <param name="Size">Rows on a page.</param>
/// <param name="Total">Rows in all, with the filters in force.</param>
public sealed record Paging(int Page, int Size, long Total)
{
    /// <summary>The page that was asked for, or the nearest there is.</summary>
    public static Paging At(int page, int size, long total)
    {
        var first = new Paging(1, size, total);
        return first with { Page = Math.Clamp(page, 1, first.Last) };
    }

    /// <summary>The last page; 1 when the list is empty.</summary>
    public int Last => (int)Math.Max(1, (Total + Size - 1) / Size);

    /// <summary>The pages worth a link: the first, the last, and those about the present one. 0 is a gap.</summary>
    public IEnumerable<int> Links()
    {
        var near = Enumerable.Range(Page - 1, 3).Append(1).Append(Last).Where(p => p >= 1 && p <= Last).Distinct().Order();
        var before = 0;
        foreach (var page in near)
        {
            if (page > before + 1) yield return page == before + 2 ? before + 1 : 0;
            yield return before = page;
        }
    }
}

/// <summary>A figure that somebody acts on.</summary>
/// <param name="Href">The list that it counts, from the school's root (<c>~/opptak</c>).</param>
public sealed record KeyFigure(string Value, string What, string? Note = null, string? Href = null);

/// <summary>A step on the way to the page. The last has no address.</summary>
public sealed record Crumb(string Text, string? Href = null);

/// <summary>A filter in force. <paramref name="Without"/> is the address without it: <c>Request.Without("alder")</c>.</summary>
public sealed record Filter(string Text, string Without);

/// <summary>An empty page: why it is empty, and what to do.</summary>
public sealed record Empty(string Title, string Why, string? Do = null, string? Href = null);
