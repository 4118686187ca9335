using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;

namespace Samspill.Features.Admission;

/// <summary>A course as a row among a child's wishes.</summary>
/// <param name="Waiting">How many stand in the queue.</param>
public sealed record WishLine(string Code, AskedCourse Course, IReadOnlyList<string> Sites, int Free, int Waiting, string Days);

/// <summary>What a child may choose among.</summary>
/// <param name="Text">A part of a name; null for all.</param>
/// <param name="Turns">The age the child turns this year; null shows every course.</param>
public sealed record WishSearch(string? Text, Discipline? Discipline, int? Turns, IReadOnlyList<CourseId> Without);

internal static class WishLines
{
    /// <summary>The courses with these codes, by code.</summary>
    public static async Task<IReadOnlyDictionary<string, WishLine>> WishLinesAsync(this SamspillDb db, IEnumerable<string> codes, CancellationToken ct)
    {
        var asked = codes.Distinct().Take(200).ToList();
        return (await Lines(db, db.Courses.Where(c => asked.Contains(c.Code))).Take(200).ToListAsync(ct)).ToDictionary(l => l.Code);
    }

    /// <summary>One page of the published courses that suit, by name.</summary>
    public static async Task<(IReadOnlyList<WishLine> Lines, int Total)> FindWishesAsync(this SamspillDb db, WishSearch search, int page, int size, CancellationToken ct)
    {
        var text = search.Text?.ToLowerInvariant();
        var courses = db.Courses.Where(c => c.Status == CourseStatus.Published && !search.Without.Contains(c.Id)
            && (search.Turns == null || ((c.AgeFrom == null || c.AgeFrom <= search.Turns) && (c.AgeTo == null || c.AgeTo >= search.Turns)))
            && (search.Discipline == null || c.Discipline == search.Discipline)
            && (text == null || c.Name.ToLower().Contains(text)));
        return (await Lines(db, courses.OrderBy(c => EF.Functions.Collate(c.Name, "norsk")).ThenBy(c => c.Code)).Skip((page - 1) * size).Take(size).ToListAsync(ct), await courses.CountAsync(ct));
    }

    private static IQueryable<WishLine> Lines(SamspillDb db, IQueryable<Course> courses) => courses.AsNoTracking().AsSplitQuery().Select(c => new WishLine(
        c.Code, new AskedCourse(c.Id, c.Name, c.Status == CourseStatus.Published, c.AgeFrom, c.AgeTo),
        db.CourseSites.Where(s => s.Course == c.Id).OrderBy(s => s.Position).Join(db.Sites, s => s.Site, s => s.Id, (_, s) => s.Name).Take(4).ToList(),
        (c.Capacity ?? 0) - c.Taken - c.Held,
        db.Applications.Count(a => a.Course == c.Id && a.State == ApplicationState.Waiting), c.Days));
}
