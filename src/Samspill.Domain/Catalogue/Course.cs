using Samspill.Domain.Shared;

namespace Samspill.Domain.Catalogue;

/// <summary>The field of art.</summary>
public enum Discipline { Music, VisualArt, Theatre, Dance, Sami, Writing, Circus, Film, Other }

/// <summary>The framework plan's three programmes: open to all, steady progress, depth by audition.</summary>
public enum Programme { Breadth, Core, Depth }

/// <summary>How it is taught. A short course lasts less than a term.</summary>
public enum TeachingForm { Individual, Group, Ensemble, Project, ShortCourse }

/// <summary>Draft: only the office sees it. Published: open for applications. Closed: no new applications, places go on.</summary>
public enum CourseStatus { Draft, Published, Closed }

/// <summary>Something a pupil can have a place on.</summary>
public sealed class Course
{
    private readonly List<CourseSite> sites = [];

    private Course() { }

    /// <summary>A course with the code the school uses for it.</summary>
    public Course(CourseId id, string code) => (Id, Code) = (id, code);

    public CourseId Id { get; private init; }
    public string Code { get; private init; } = "";
    public string Name { get; private set; } = "";
    public Discipline Discipline { get; private set; }
    public string? Subject { get; private set; }
    public Programme Programme { get; private set; }
    public TeachingForm Form { get; private set; }

    /// <summary>Seats in all; null when not decided, and then nobody can be offered one.</summary>
    public int? Capacity { get; private set; }

    /// <summary>Fewest new pupils for a course that nobody attends yet to start.</summary>
    public int? Minimum { get; private set; }

    /// <summary>The age that a pupil must at least turn in the calendar year.</summary>
    public int? AgeFrom { get; private set; }

    /// <summary>The age that a pupil may at most turn in the calendar year.</summary>
    public int? AgeTo { get; private set; }
    public int? LessonMinutes { get; private set; }
    public int? WeeksPerYear { get; private set; }
    public Money? FeePerTerm { get; private set; }

    /// <summary>Flags that an application or its pupil must have, space-separated: auditionPassed …</summary>
    public string Requires { get; private set; } = "";
    public CourseStatus Status { get; private set; }

    /// <summary>Days it is taught, space-separated in the order of the week (mon … sun); empty when not known.</summary>
    public string Days { get; private set; } = "";

    /// <summary>What the pupil learns, in the school's own words.</summary>
    public string? Description { get; private set; }

    /// <summary>Live places whose seats are not given on already. Counted by the database in the transaction that gives or ends a place.</summary>
    public int Taken { get; private init; }

    /// <summary>Open offers. The database refuses that <c>Taken + Held</c> passes <see cref="Capacity"/> while an offer is open.</summary>
    public int Held { get; private init; }

    /// <summary>Where it is taught, in the school's order.</summary>
    public IReadOnlyList<CourseSite> Sites => sites;

    /// <summary>What counts as the same subject: the subject's name, or the field of art where there is none.</summary>
    public static string SubjectOf(string? subject, Discipline discipline) => subject is { Length: > 0 } ? subject.ToLowerInvariant() : discipline.ToString();

    /// <summary>Whether one may move up to this course from another: the same subject, and not a draft.</summary>
    public bool Follows(Course other) => Id != other.Id && Status != CourseStatus.Draft && SubjectOf(Subject, Discipline) == SubjectOf(other.Subject, other.Discipline);

    /// <summary>Whether it is for somebody who turns this age in the calendar year; for anybody when the age is not known.</summary>
    public bool IsForAge(int? turns) => !(turns < AgeFrom) && !(turns > AgeTo);

    /// <summary>Seats neither taken nor held.</summary>
    public int Free => Math.Max(0, (Capacity ?? 0) - Taken - Held);

    /// <summary>Records what the course is. Refused when the capacity would fall below the seats taken and held, the minimum is above it, the age band is turned round, or one that others can see would be nowhere.</summary>
    public Outcome<Done> Record(CourseFacts facts)
    {
        if (facts.AgeFrom > facts.AgeTo) return CourseRejections.AgeBand;
        if (facts.Minimum > facts.Capacity) return CourseRejections.Minimum;
        if (Status != CourseStatus.Draft && facts.Sites.Count == 0) return CourseRejections.NoSite;
        if (facts.Capacity != Capacity && (facts.Capacity ?? 0) < Taken + Held) return new Rejection(CourseRejections.BelowTaken.Code, Taken, Held);
        Correct(facts);
        return new Done();
    }

    /// <summary>Corrects what an import says of the course. It has checked the age band, and the seats against open offers; more places than seats may stand.</summary>
    public void Correct(CourseFacts facts)
    {
        (Name, Discipline, Subject, Programme, Form) = (facts.Name, facts.Discipline, facts.Subject, facts.Programme, facts.Form);
        (Capacity, Minimum, AgeFrom, AgeTo) = (facts.Capacity, facts.Minimum, facts.AgeFrom, facts.AgeTo);
        (LessonMinutes, WeeksPerYear, FeePerTerm, Requires) = (facts.LessonMinutes, facts.WeeksPerYear, facts.FeePerTerm, facts.Requires);
        sites.RemoveAll(s => !facts.Sites.Contains(s.Site));
        foreach (var (position, site) in facts.Sites.Distinct().Index())
        {
            if (sites.Find(s => s.Site == site) is { } known) known.MoveTo(position);
            else sites.Add(new CourseSite(Id, position, site));
        }
    }

    /// <summary>More or fewer seats, by a decision of the admission. Refused below the seats taken and held.</summary>
    public Outcome<Done> Resize(int capacity)
    {
        if (capacity < Taken + Held) return new Rejection(CourseRejections.BelowTaken.Code, Taken, Held);
        Capacity = capacity;
        return new Done();
    }

    /// <summary>What the public reads beside the facts.</summary>
    public void Present(string? description, string days) => (Description, Days) = (description, days);

    /// <summary>Opens the course for applications.</summary>
    public Outcome<Done> Publish()
    {
        if (sites.Count == 0) return CourseRejections.NoSite;
        Status = CourseStatus.Published;
        return new Done();
    }

    /// <summary>No new applications; places and queue stay. Twice is harmless; a draft takes none as it is.</summary>
    public Outcome<Done> Close()
    {
        if (Status == CourseStatus.Draft) return CourseRejections.NotPublished;
        Status = CourseStatus.Closed;
        return new Done();
    }

    /// <summary>Back to a draft. Refused once somebody has a place, an offer or an application.</summary>
    public Outcome<Done> Withdraw(bool anybodyApplied)
    {
        if (Taken + Held > 0 || anybodyApplied) return CourseRejections.InUse;
        Status = CourseStatus.Draft;
        return new Done();
    }
}

/// <summary>A site where a course is taught.</summary>
public sealed class CourseSite
{
    private CourseSite() { }

    internal CourseSite(CourseId course, int position, SiteId site) => (Course, Position, Site) = (course, position, site);

    public CourseId Course { get; private init; }
    public int Position { get; private set; }
    public SiteId Site { get; private init; }

    internal void MoveTo(int position) => Position = position;
}

/// <summary>What is recorded of a course.</summary>
/// <param name="Requires">Space-separated flags in the order given.</param>
public sealed record CourseFacts(
    string Name, Discipline Discipline, string? Subject, Programme Programme, TeachingForm Form, IReadOnlyList<SiteId> Sites,
    int? Capacity, int? Minimum, int? AgeFrom, int? AgeTo, int? LessonMinutes, int? WeeksPerYear, Money? FeePerTerm, string Requires);

/// <summary>Why the catalogue refuses.</summary>
public static class CourseRejections
{
    public static readonly Rejection NotFound = new("course.not-found");
    public static readonly Rejection AgeBand = new("course.age-band");
    public static readonly Rejection BelowTaken = new("course.below-taken");
    public static readonly Rejection Minimum = new("course.minimum");
    public static readonly Rejection Flags = new("course.flags");
    public static readonly Rejection NotPublished = new("course.not-published");
    public static readonly Rejection NoSite = new("course.no-site");
    public static readonly Rejection InUse = new("course.in-use");
    public static readonly Rejection Full = new("course.full");
}
