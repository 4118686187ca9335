using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;

namespace Samspill.Features.Admission;

/// <summary>A course by name.</summary>
public sealed record CourseName(CourseId Id, string Name);

/// <summary>A child of the family that the school knows.</summary>
public sealed record KnownChild(PersonId Id, string GivenName, string FamilyName, DateOnly? Born, string? School, IReadOnlyList<CourseName> Held, IReadOnlyList<CourseName> Waiting);

internal static class FamilyAtHand
{
    /// <summary>These children, oldest first, with what they have and wait for. Only ever asked for the actor's own.</summary>
    public static async Task<IReadOnlyList<KnownChild>> FamilyAsync(this SamspillDb db, IReadOnlyCollection<PersonId> children, CancellationToken ct) =>
        await db.People.AsNoTracking().AsSplitQuery().Where(p => children.Contains(p.Id)).OrderBy(p => p.BirthDate).ThenBy(p => p.Id).Take(20)
            .Select(p => new KnownChild(p.Id, p.GivenName, p.FamilyName, p.BirthDate, db.Sites.Where(s => s.Id == p.School).Select(s => s.Name).FirstOrDefault(),
                db.Places.Where(place => place.Pupil == p.Id && place.State == PlaceState.Live).Join(db.Courses, place => place.Course, c => c.Id, (place, c) => new CourseName(c.Id, c.Name)).ToList(),
                db.Applications.Where(a => a.Pupil == p.Id && (a.State == ApplicationState.Waiting || a.State == ApplicationState.Offered)).Join(db.Courses, a => a.Course, c => c.Id, (a, c) => new CourseName(c.Id, c.Name)).ToList()))
            .ToListAsync(ct);
}
