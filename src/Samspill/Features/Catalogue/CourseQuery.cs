using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Catalogue;

namespace Samspill.Features.Catalogue;

/// <summary>Which courses the office's list shows, as the address says.</summary>
public sealed record CourseQuery(string? Text, CourseStatus? Status, Discipline? Discipline, TeachingForm? Form, string Sort)
{
    public static CourseQuery From(IQueryCollection query) => new(
        query["q"].ToString().Trim() is { Length: > 0 and <= 200 } text ? text : null,
        CatalogueWords.Of<CourseStatus>(query["status"]), CatalogueWords.Of<Discipline>(query["fag"]), CatalogueWords.Of<TeachingForm>(query["form"]),
        query["sorter"].ToString());

    /// <summary>The courses that fit, in no order.</summary>
    public IQueryable<Course> Of(IQueryable<Course> courses)
    {
        if (Text?.ToLowerInvariant() is { } text) courses = courses.Where(c => c.Name.ToLower().Contains(text) || c.Code.ToLower().Contains(text) || c.Subject!.ToLower().Contains(text));
        if (Status is { } status) courses = courses.Where(c => c.Status == status);
        if (Discipline is { } discipline) courses = courses.Where(c => c.Discipline == discipline);
        if (Form is { } form) courses = courses.Where(c => c.Form == form);
        return courses;
    }

    public IQueryable<Course> Ordered(IQueryable<Course> courses) => (Sort switch
    {
        "-navn" => courses.OrderByDescending(c => EF.Functions.Collate(c.Name, "norsk")),
        "alder" => courses.OrderBy(c => c.AgeFrom),
        "-alder" => courses.OrderByDescending(c => c.AgeFrom),
        "plasser" => courses.OrderBy(c => c.Capacity),
        "-plasser" => courses.OrderByDescending(c => c.Capacity),
        "ledige" => courses.OrderBy(c => (c.Capacity ?? 0) - c.Taken - c.Held),
        "-ledige" => courses.OrderByDescending(c => (c.Capacity ?? 0) - c.Taken - c.Held),
        "pris" => courses.OrderBy(c => c.FeePerTerm),
        "-pris" => courses.OrderByDescending(c => c.FeePerTerm),
        _ => courses.OrderBy(c => EF.Functions.Collate(c.Name, "norsk")),
    }).ThenBy(c => c.Code);
}

/// <summary>A course in the office's list.</summary>
/// <param name="Site">The first of its sites.</param>
public sealed record CourseRow(
    string Code, string Name, Discipline Discipline, TeachingForm Form, CourseStatus Status, int? AgeFrom, int? AgeTo, int? Capacity, int Taken, int Held, Money? FeePerTerm, string? Site, int Sites);

public static class CourseRows
{
    public static Task<List<CourseRow>> CourseRowsAsync(this SamspillDb db, CourseQuery query, int skip, int take, CancellationToken ct) =>
        query.Ordered(query.Of(db.Courses)).Skip(skip).Take(take).Select(c => new CourseRow(
            c.Code, c.Name, c.Discipline, c.Form, c.Status, c.AgeFrom, c.AgeTo, c.Capacity, c.Taken, c.Held, c.FeePerTerm,
            db.CourseSites.Where(s => s.Course == c.Id).OrderBy(s => s.Position).Join(db.Sites, s => s.Site, s => s.Id, (_, s) => s.Name).FirstOrDefault(),
            db.CourseSites.Count(s => s.Course == c.Id))).ToListAsync(ct);
}
