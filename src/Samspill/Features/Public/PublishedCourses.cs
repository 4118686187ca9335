using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.School;
using Samspill.Features.Catalogue;

namespace Samspill.Features.Public;

/// <summary>A site as the public sees it.</summary>
public sealed record SiteLine(SiteId Id, string Code, string Name, SiteKind Kind, string? District, Position? Position)
{
    /// <summary>As the crow flies; null when either place is unknown.</summary>
    public double? KilometresFrom(SiteLine? other) => Position is { } here && other?.Position is { } there ? there.KilometresTo(here) : null;
}

/// <summary>A course that one can apply for, as lists show it.</summary>
/// <param name="Capacity">Null when not decided.</param>
/// <param name="Free">Seats neither taken nor held.</param>
/// <param name="Waiting">Applications in its queue.</param>
public sealed record PublishedCourse(
    CourseId Id, string Code, string Name, Discipline Discipline, string? Subject, Programme Programme, TeachingForm Form, int? AgeFrom, int? AgeTo,
    Money? FeePerTerm, string Days, int? Capacity, int Free, int Waiting, IReadOnlyList<SiteLine> Sites)
{
    /// <summary>There are more free seats than children already waiting for them.</summary>
    public bool HasRoom => Free > Waiting;

    /// <summary>Which drawing goes with it: its discipline's, and the keyboard's for what is played on one.</summary>
    public string Art => Discipline == Discipline.Music && Subject is "piano" or "keyboard" or "orgel" ? "keys" : Discipline.Word();

    public bool IsFor(int age) => (AgeFrom ?? 0) <= age && age <= (AgeTo ?? int.MaxValue);

    public bool IsOn(string day) => Days.Split(' ').Contains(day);

    /// <summary>To the nearest of its sites, in kilometres.</summary>
    public double? KilometresFrom(SiteLine? near) => Sites.Min(s => s.KilometresFrom(near));
}

/// <summary>The published catalogue: every course one can apply for, and all sites.</summary>
/// <remarks>Read whole, because list, map and figures of one page are all drawn from it; a school has some hundreds of courses.</remarks>
public sealed record PublishedCatalogue(IReadOnlyList<PublishedCourse> Courses, IReadOnlyList<SiteLine> Sites)
{
    public SiteLine? Site(string? code) => Sites.FirstOrDefault(s => s.Code == code);
}

public static class PublishedCourses
{
    /// <summary>More than any school has; a list that is cut off here is a fault in the data.</summary>
    private const int Most = 5000;

    private static readonly StringComparer ByName = StringComparer.Create(CultureInfo.GetCultureInfo("nb-NO"), ignoreCase: false);

    /// <summary>Reads the published catalogue with four plain statements, and puts it together and in order here: every visit to a public page pays for it.</summary>
    public static async Task<PublishedCatalogue> PublishedAsync(this SamspillDb db, CancellationToken ct)
    {
        var sites = (await db.Sites.AsNoTracking().Take(Most).Select(s => new { s.Id, s.Code, s.Name, s.Kind, s.District, s.Latitude, s.Longitude }).ToListAsync(ct))
            .ConvertAll(s => new SiteLine(s.Id, s.Code, s.Name, s.Kind, s.District, s.Latitude is { } north && s.Longitude is { } east ? new Position(north, east) : null));
        sites.Sort((a, b) => ByName.Compare(a.Name, b.Name));
        var bySite = sites.ToDictionary(s => s.Id);

        var published = db.Courses.Where(c => c.Status == CourseStatus.Published);
        var waiting = await db.Applications.Where(a => a.State == ApplicationState.Waiting).GroupBy(a => a.Course).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var where = (await db.CourseSites.AsNoTracking().Where(s => published.Any(c => c.Id == s.Course)).OrderBy(s => s.Position).Select(s => new { s.Course, s.Site }).ToListAsync(ct))
            .ToLookup(s => s.Course, s => bySite[s.Site]);
        var courses = (await published.OrderBy(c => c.Code).Take(Most)
            .Select(c => new { c.Id, c.Code, c.Name, c.Discipline, c.Subject, c.Programme, c.Form, c.AgeFrom, c.AgeTo, c.FeePerTerm, c.Days, c.Capacity, c.Taken, c.Held }).ToListAsync(ct))
            .ConvertAll(c => new PublishedCourse(
                c.Id, c.Code, c.Name, c.Discipline, c.Subject, c.Programme, c.Form, c.AgeFrom, c.AgeTo, c.FeePerTerm, c.Days, c.Capacity,
                Math.Max(0, (c.Capacity ?? 0) - c.Taken - c.Held), waiting.GetValueOrDefault(c.Id), [.. where[c.Id]]));
        return new PublishedCatalogue([.. courses.OrderBy(c => c.Name, ByName)], sites);
    }

    /// <summary>How long those who got a place on a course in the last year had waited.</summary>
    public static async Task<QueueMovement?> MovementAsync(this SamspillDb db, CourseId course, DateTimeOffset now, CancellationToken ct)
    {
        var since = now.AddYears(-1);
        var placed = await db.Applications.Where(a => a.Course == course && a.State == ApplicationState.Placed && a.StateAt >= since)
            .OrderByDescending(a => a.StateAt).Take(Most).Select(a => new { a.AppliedAt, a.StateAt }).ToListAsync(ct);
        return QueueMovement.Of(placed.Select(a => a.StateAt - a.AppliedAt));
    }
}
