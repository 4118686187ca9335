using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Catalogue;
using Samspill.Features.School;
using Samspill.Host;

namespace Samspill.Features.Public;

/// <summary>One course: is there room, where, what it costs, how to apply.</summary>
[OpenToAll("What the school offers is public.")]
public sealed class CoursePage(SamspillDb db, Actor actor, TimeProvider clock) : PageModel
{
    private const int MostElsewhere = 12, MostInstead = 3;

    /// <summary>One who is not signed in may be a guardian; who is signed in as something else is not led to a closed door.</summary>
    public bool MayApply => !actor.IsSignedIn || actor.May(Can.Apply);

    public PublishedCourse Course { get; private set; } = null!;
    public CourseDetails Details { get; private set; } = null!;

    /// <summary>How the queue has moved; null when too little is known.</summary>
    public QueueMovement? Movement { get; private set; }
    public SiteLine? Near { get; private set; }
    public IReadOnlyList<SiteLine> Sites { get; private set; } = [];

    /// <summary>The same subject at other places, the nearest first.</summary>
    public IReadOnlyList<PublishedCourse> Elsewhere { get; private set; } = [];

    /// <summary>Others in the same discipline, for some of the same ages, that have room.</summary>
    public IReadOnlyList<PublishedCourse> Instead { get; private set; } = [];
    public SiteMap? Map { get; private set; }
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        var catalogue = await db.PublishedAsync(ct);
        if (catalogue.Courses.FirstOrDefault(c => c.Code == code) is not { } course) return NotFound();
        Course = course;
        Details = await db.DetailsAsync(course.Id, ct);
        Movement = await db.MovementAsync(course.Id, clock.GetUtcNow(), ct);
        Today = Oslo.Today(clock);
        Near = catalogue.Site(Request.Query["naer"]);
        Sites = catalogue.Sites;
        var from = Near ?? course.Sites[0];
        Elsewhere = [.. catalogue.Courses.Where(c => c != course && c.Subject is not null && c.Subject == course.Subject).OrderBy(c => c.KilometresFrom(from) ?? double.MaxValue).Take(MostElsewhere)];
        if (!course.HasRoom)
            Instead = [.. catalogue.Courses.Where(c => c.HasRoom && c.Discipline == course.Discipline && !Elsewhere.Contains(c) && (c.AgeFrom ?? 0) <= (course.AgeTo ?? 99) && (course.AgeFrom ?? 0) <= (c.AgeTo ?? 99))
                .OrderBy(c => c.KilometresFrom(from) ?? double.MaxValue).Take(MostInstead)];
        Map = SiteWithCourses.Draw(catalogue, [course], Near);
        return Page();
    }
}

/// <summary>What only the course's own page tells.</summary>
public sealed record CourseDetails(string? Description, int? LessonMinutes, int? WeeksPerYear, int? Minimum, string Requires);

public static class CourseDetailsQuery
{
    public static Task<CourseDetails> DetailsAsync(this SamspillDb db, CourseId id, CancellationToken ct) =>
        db.Courses.Where(c => c.Id == id).Select(c => new CourseDetails(c.Description, c.LessonMinutes, c.WeeksPerYear, c.Minimum, c.Requires)).SingleAsync(ct);
}
