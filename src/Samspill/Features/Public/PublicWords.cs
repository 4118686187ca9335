using System.Globalization;
using Samspill.Features.Catalogue;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Public;

/// <summary>How a published course is said in one line.</summary>
public static class PublicWords
{
    /// <summary><c>8–11 år · gruppe · Huseby</c></summary>
    public static string Short(this Texts texts, PublishedCourse course, SiteLine? near) =>
        $"{texts.Ages(course.AgeFrom, course.AgeTo)} · {texts.Name(course.Form).ToLower(CultureInfo.CurrentCulture)} · {texts.Where(course, near)}";

    /// <summary>Where a course is taught: its first sites, and how far away the nearest is when one has said from where.</summary>
    public static string Where(this Texts texts, PublishedCourse course, SiteLine? near)
    {
        IEnumerable<SiteLine> sites = near is null ? course.Sites : course.Sites.OrderBy(s => s.KilometresFrom(near) ?? double.MaxValue);
        var names = string.Join(", ", sites.Take(2).Select(s => s.Name)) + (course.Sites.Count > 2 ? " " + texts["course.more-sites", course.Sites.Count - 2] : "");
        return course.KilometresFrom(near) is { } far ? $"{names} · {texts.Kilometres(far)}" : names;
    }

    /// <summary><c>0,9 km</c>; a dash when the place is unknown.</summary>
    public static string Kilometres(this Texts texts, double? kilometres) => kilometres is { } far ? texts["course.km", Show.Number(far, 1)] : Show.None;
}
