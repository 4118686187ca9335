using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Samspill.Data;
using Samspill.Domain.Catalogue;
using Samspill.Features.Catalogue;
using Samspill.Host;

namespace Samspill.Features.Public;

/// <summary>A published course for other programs.</summary>
/// <param name="FeePerTerm">Norwegian kroner; null when not decided.</param>
/// <param name="Capacity">Null when not decided.</param>
/// <param name="Free">Seats neither taken nor held by an offer.</param>
/// <param name="Waiting">Children in its queue.</param>
/// <param name="Days">mon … sun; empty when not known.</param>
public sealed record CourseItem(
    string Id, string Name, string Discipline, string? Subject, string Programme, string Form, int? AgeFrom, int? AgeTo, decimal? FeePerTerm, int? Capacity,
    int Free, int Waiting, IReadOnlyList<string> Days, IReadOnlyList<CourseItemSite> Sites);

/// <summary>Where it is taught.</summary>
public sealed record CourseItemSite(string Id, string Name, string? District, double? Latitude, double? Longitude);

/// <summary>Some courses in the order of their ids.</summary>
/// <param name="Total">How many fit in all.</param>
/// <param name="Next">Give this as <c>after</c> to get those that follow; null when there are none.</param>
public sealed record CourseItems(IReadOnlyList<CourseItem> Items, int Total, string? Next);

internal static class CatalogueApi
{
    private const int Most = 200;

    [OpenToAll("What the school offers is public.")]
    public static async Task<Results<Ok<CourseItems>, ValidationProblem>> ListAsync(
        SamspillDb db,
        Texts texts,
        [Description("The age the child turns this year.")] string? age,
        [Description("music, visualArt, theatre, dance, sami, writing, circus, film, other")] string? discipline,
        [Description("How many at most, 1-200; 50 when not given.")] string? take,
        [Description("The id that came last before.")] string? after,
        CancellationToken ct)
    {
        var faults = new Dictionary<string, string[]>();
        int? Number(string name, string? typed, int low, int high)
        {
            if (typed is null) return null;
            if (int.TryParse(typed, out var number) && number >= low && number <= high) return number;
            faults[name] = [texts["typed.number.between", low, high, typed]];
            return null;
        }
        var years = Number("age", age, Wanted.Youngest, Wanted.Oldest);
        var count = Number("take", take, 1, Most) ?? 50;
        var art = CatalogueWords.Of<Discipline>(discipline);
        if (discipline is not null && art is null) faults["discipline"] = [texts["form.unreadable", discipline]];
        if (faults.Count > 0) return TypedResults.ValidationProblem(faults);

        var found = (await db.PublishedAsync(ct)).Courses
            .Where(c => (years is not { } turns || c.IsFor(turns)) && (art is null || c.Discipline == art))
            .OrderBy(c => c.Code, StringComparer.Ordinal).ToList();
        var rest = found.Where(c => after is null || string.CompareOrdinal(c.Code, after) > 0).Take(count + 1).Select(Item).ToList();
        return TypedResults.Ok(new CourseItems([.. rest.Take(count)], found.Count, rest.Count > count ? rest[count - 1].Id : null));
    }

    private static CourseItem Item(PublishedCourse c) => new(
        c.Code, c.Name, c.Discipline.Word(), c.Subject, c.Programme.Word(), c.Form.Word(), c.AgeFrom, c.AgeTo, c.FeePerTerm?.Ore / 100m, c.Capacity, c.Free, c.Waiting,
        c.Days.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        [.. c.Sites.Select(s => new CourseItemSite(s.Code, s.Name, s.District, s.Position?.Latitude, s.Position?.Longitude))]);
}
