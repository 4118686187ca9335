using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Curriculum;
using Samspill.Domain.People;
using Samspill.Host;

namespace Samspill.Features.Curriculum;

/// <summary>That somebody may look at a pupil's path, as whom, and what that one may do there.</summary>
/// <param name="Marks">Whether goals are marked as reached by this one: the pupil's teacher.</param>
/// <param name="Writes">As whom this one writes notes; null when not.</param>
public sealed record PathAccess(PersonLine Pupil, PathReader Reader, bool Marks, NoteBy? Writes)
{
    /// <summary>Whether repertoire is added: by whoever writes.</summary>
    public bool AddsPieces => Writes is not null;
}

internal static class PathAccesses
{
    /// <summary>For the school: those who teach the pupil now, and the office. Null for all others, and for the office when the pupil is protected and it has no business with that.</summary>
    public static async Task<PathAccess?> SchoolPathAsync(this SamspillDb db, Actor actor, PersonId pupil, DateOnly today, CancellationToken ct)
    {
        var (teacher, office) = (actor.May(Can.Teach) ? actor.Staff : null, actor.May(Can.PlanWeek));
        if (teacher is null && !office) return null;
        var taught = Groups.GroupLists.TaughtBy(db, teacher ?? default, today);
        var found = await db.People.AsNoTracking().Where(p => p.Id == pupil && p.PupilCode != null).Select(p => new
        {
            Line = new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield), p.BirthDate,
            Taught = teacher != null && (db.Places.Any(x => x.Pupil == pupil && x.Teacher == teacher && x.State == PlaceState.Live)
                || db.GroupMembers.Any(m => m.Pupil == pupil && m.From <= today && (m.To == null || m.To >= today) && taught.Contains(m.Group))),
        }).SingleOrDefaultAsync(ct);
        if (found is null || !found.Taught && !office) return null;
        if (!found.Taught && found.Line.Shield != Protection.None && !actor.May(Can.SeeProtected)) return null;
        return new PathAccess(found.Line, PathReader.School, found.Taught, found.Taught ? NoteBy.Teacher : null);
    }

    /// <summary>For the family: the pupil from 15, and its guardians. Who only sees the pupil writes nothing.</summary>
    public static async Task<PathAccess?> FamilyPathAsync(this SamspillDb db, Actor actor, PersonId pupil, DateOnly today, CancellationToken ct)
    {
        if (!actor.Children.Contains(pupil)) return null;
        var found = await db.People.AsNoTracking().Where(p => p.Id == pupil).Select(p => new { Line = new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield), p.BirthDate }).SingleOrDefaultAsync(ct);
        if (found is null) return null;
        var reader = actor.Person == pupil ? PathReader.Pupil : PathReader.Guardian;
        return new PathAccess(found.Line, reader, Marks: false, actor.Wards.Contains(pupil) ? PathNote.AuthorAs(reader, found.BirthDate, today) : null);
    }
}
