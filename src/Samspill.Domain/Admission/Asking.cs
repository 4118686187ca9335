using Samspill.Domain.Shared;

namespace Samspill.Domain.Admission;

/// <summary>A course as somebody asks for it.</summary>
/// <param name="Open">Published: it takes applications.</param>
/// <param name="AgeFrom">The age a pupil must at least turn in the calendar year; null for no limit.</param>
/// <param name="AgeTo">The age a pupil may at most turn in the calendar year; null for no limit.</param>
public sealed record AskedCourse(CourseId Id, string Name, bool Open, int? AgeFrom, int? AgeTo)
{
    /// <summary>Whether one who turns this age in the year is in the band.</summary>
    public bool Fits(int turns) => !(turns < AgeFrom) && !(turns > AgeTo);
}

/// <summary>A child that asks for courses, and what it has already.</summary>
/// <param name="Name">The given name, for the refusal that the family reads.</param>
/// <param name="Turns">The age it turns in the calendar year of the application.</param>
/// <param name="Held">Courses it has a place on.</param>
/// <param name="Waiting">Courses it stands in the queue for, or has an offer of.</param>
public sealed record AskingChild(string Name, int Turns, IReadOnlySet<CourseId> Held, IReadOnlySet<CourseId> Waiting)
{
    /// <summary>Whether the child may ask for this course.</summary>
    public Outcome<Done> MayAsk(AskedCourse course)
    {
        if (!course.Open) return new Rejection(ApplicationRejections.CourseClosed.Code, course.Name);
        if (Held.Contains(course.Id)) return new Rejection(ApplicationRejections.AlreadyHeld.Code, Name, course.Name);
        if (Waiting.Contains(course.Id)) return new Rejection(ApplicationRejections.TwiceSameCourse.Code, Name, course.Name);
        if (course.Fits(Turns)) return new Done();
        return (course.AgeFrom, course.AgeTo) switch
        {
            ({ } from, { } to) => new Rejection(ApplicationRejections.OutsideAge.Code, Name, Turns, course.Name, from, to),
            ({ } from, null) => new Rejection(ApplicationRejections.TooYoung.Code, Name, Turns, course.Name, from),
            _ => new Rejection(ApplicationRejections.TooOld.Code, Name, Turns, course.Name, course.AgeTo!.Value),
        };
    }

    /// <summary>Whether the child may send these wishes, best first.</summary>
    /// <param name="wants">How many new places it wants at most; at least 1 and not more than it has wishes for.</param>
    public Outcome<Done> MayAsk(IReadOnlyList<AskedCourse> wishes, int wants, AdmissionRules rules)
    {
        if (wishes.Count == 0) return new Rejection(ApplicationRejections.NoWishes.Code, Name);
        if (wishes.Count + Waiting.Count > rules.MaxWishes) return new Rejection(ApplicationRejections.TooManyWishes.Code, rules.MaxWishes, Name);
        if (wants < 1 || wants > wishes.Count + Waiting.Count || wants > rules.MaxPlacesPerPupil) return ApplicationRejections.WantsOutside;
        foreach (var course in wishes) if (MayAsk(course).Refused(out var why)) return why;
        if (wishes.GroupBy(w => w.Id).FirstOrDefault(g => g.Count() > 1) is { } twice) return new Rejection(ApplicationRejections.TwiceSameCourse.Code, Name, twice.First().Name);
        return new Done();
    }
}
