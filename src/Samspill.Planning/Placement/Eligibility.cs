namespace Samspill.Planning.Placement;

/// <summary>Who may be considered for what, before anybody is placed.</summary>
internal static class Eligibility
{
    /// <summary>Why the application cannot be considered, in the order the reasons are told, or <see cref="Outcome.Waiting"/> when it can.</summary>
    public static Outcome Of(PlacementIndex index, int application)
    {
        var a = index.Applications[application];
        var course = index.Courses[index.Course[application]];
        var pupil = index.Pupils[index.Pupil[application]];
        var age = index.Problem.Date.Year - pupil.BirthDate.Year;
        if (Contains(pupil.Holds, course.Id)) return Outcome.AlreadyHeld;
        if (age < course.AgeFrom) return Outcome.TooYoung;
        if (age > course.AgeTo) return Outcome.TooOld;
        if (MissingFlag(course, pupil, a) is not null) return Outcome.Missing;
        return MayGet(index.Problem.Rules, pupil, 0) == 0 ? Outcome.AtMaximum : Outcome.Waiting;
    }

    /// <summary>The first flag that the course requires and neither the application nor the pupil has.</summary>
    public static string? MissingFlag(PlacementCourse course, PlacementPupil pupil, PlacementApplication application)
    {
        for (var i = 0; i < course.Requires.Count; i++)
            if (!Has(pupil, application, course.Requires[i])) return course.Requires[i];
        return null;
    }

    /// <summary>How many more places the pupil may get after <paramref name="given"/> in this run.</summary>
    public static int MayGet(PlacementRules rules, PlacementPupil pupil, int given)
    {
        var room = (rules.MaxPlacesPerPupil ?? int.MaxValue) - pupil.Holds.Count;
        return Math.Max(0, Math.Min(pupil.Wants, room) - given);
    }

    public static bool Has(PlacementPupil pupil, PlacementApplication application, string flag) =>
        Contains(application.Flags, flag) || Contains(pupil.Flags, flag);

    private static bool Contains(IReadOnlyList<string> texts, string text)
    {
        for (var i = 0; i < texts.Count; i++)
            if (texts[i] == text) return true;
        return false;
    }
}
