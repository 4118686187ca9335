namespace Samspill.Planning.Placement;

/// <summary>Who may be considered for what, before anybody is placed.</summary>
internal static class Eligibility
{
    /// <summary>
    /// For every application, why it cannot be considered, in the order the reasons are told, or <see cref="Outcome.Waiting"/> when
    /// it can.
    /// </summary>
    public static Outcome[] Of(PlacementIndex index)
    {
        var outcomes = new Outcome[index.Applications.Length];
        for (var p = 0; p < index.Pupils.Length; p++)
        {
            var pupil = index.Pupils[p];
            var otherwise = MayGet(index.Problem.Rules, pupil) == 0 ? Outcome.AtMaximum : Outcome.Waiting;
            var age = index.Problem.Date.Year - pupil.BirthDate.Year;
            for (var a = index.WishStart[p]; a < index.WishStart[p + 1]; a++)
            {
                var course = index.Courses[index.Course[a]];
                outcomes[a] =
                    Contains(pupil.Holds, course.Id) ? Outcome.AlreadyHeld
                    : age < course.AgeFrom ? Outcome.TooYoung
                    : age > course.AgeTo ? Outcome.TooOld
                    : MissingFlag(course, pupil, index.Applications[a]) is not null ? Outcome.Missing
                    : otherwise;
            }
        }
        return outcomes;
    }

    /// <summary>The first flag that the course requires and neither the application nor the pupil has.</summary>
    public static string? MissingFlag(PlacementCourse course, PlacementPupil pupil, PlacementApplication application)
    {
        for (var i = 0; i < course.Requires.Count; i++)
            if (!Has(pupil, application, course.Requires[i])) return course.Requires[i];
        return null;
    }

    /// <summary>How many new places the pupil may get in a run, at most.</summary>
    public static int MayGet(PlacementRules rules, PlacementPupil pupil) =>
        Math.Max(0, Math.Min(pupil.Wants, (rules.MaxPlacesPerPupil ?? int.MaxValue) - pupil.Holds.Count));

    public static bool Has(PlacementPupil pupil, PlacementApplication application, string flag) =>
        Contains(application.Flags, flag) || Contains(pupil.Flags, flag);

    private static bool Contains(IReadOnlyList<string> texts, string text)
    {
        for (var i = 0; i < texts.Count; i++)
            if (texts[i] == text) return true;
        return false;
    }
}
