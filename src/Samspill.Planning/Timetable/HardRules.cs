namespace Samspill.Planning.Timetable;

/// <summary>What no week may break: one method per rule. Written to be read, not to be fast.</summary>
internal static class HardRules
{
    public static IEnumerable<Breach> Breaches(Week week) =>
        [.. week.Stray, .. RoomFits(week), .. TeacherCan(week), .. PupilsCan(week), .. OneAtATime(week), .. TimeToTravel(week), .. DayNotTooFull(week), .. FixedIsKept(week), .. LongDayHasABreak(week)];

    /// <summary>H1: the room is at one of the lesson's sites, open throughout, large enough, and has every feature asked for.</summary>
    public static IEnumerable<Breach> RoomFits(Week week)
    {
        foreach (var h in week.Placed.Values)
        {
            if (h.Lesson.Sites.All(s => s.Id != h.Site)) yield return One("H1", h, $"room {h.Room.Id} is at {h.Site}, which is not one of the lesson's sites");
            if (!h.Room.Open.Any(w => w.Holds(h.Day, h.Start, h.End))) yield return One("H1", h, $"room {h.Room.Id} is not open {h.When} for {h.Lesson.Minutes} minutes");
            if (h.Room.Capacity < h.Lesson.Pupils.Count) yield return One("H1", h, $"room {h.Room.Id} takes {h.Room.Capacity}, and there are {h.Lesson.Pupils.Count} pupils");
            foreach (var feature in h.Lesson.Features.Except(h.Room.Features)) yield return One("H1", h, $"room {h.Room.Id} has no {feature}");
        }
    }

    /// <summary>H2: the teacher is one of the lesson's, and available throughout.</summary>
    public static IEnumerable<Breach> TeacherCan(Week week)
    {
        foreach (var h in week.Placed.Values)
        {
            if (!h.Lesson.Teachers.Contains(h.Teacher.Id)) yield return One("H2", h, $"{h.Teacher.Id} is not one of the lesson's teachers");
            if (!h.Teacher.Available.Any(w => w.Holds(h.Day, h.Start, h.End))) yield return One("H2", h, $"teacher {h.Teacher.Id} is not available {h.When} for {h.Lesson.Minutes} minutes");
        }
    }

    /// <summary>H3: every pupil is free throughout; one without a list is always free.</summary>
    public static IEnumerable<Breach> PupilsCan(Week week) =>
        from h in week.Placed.Values
        from pupil in h.Lesson.Pupils
        where week.Pupils[pupil].Available is { } free && !free.Any(w => w.Holds(h.Day, h.Start, h.End))
        select One("H3", h, $"pupil {pupil} is not free {h.When} for {h.Lesson.Minutes} minutes");

    /// <summary>H4: no two lessons of one room, one teacher or one pupil overlap.</summary>
    public static IEnumerable<Breach> OneAtATime(Week week) =>
        from day in DaysOfAll(week)
        from pair in Pairs(day.Lessons)
        where pair.Before.End > pair.After.Start
        select new Breach("H4", [pair.Before.Id, pair.After.Id], $"{day.Who}: {pair.Before.Id} ({pair.Before.When}) and {pair.After.Id} ({pair.After.When}) overlap");

    /// <summary>H5: between two lessons of one teacher or one pupil at different sites on a day there is time for the way.</summary>
    public static IEnumerable<Breach> TimeToTravel(Week week) =>
        from day in DaysOfAll(week)
        where !day.IsRoom
        from pair in Pairs(day.Lessons)
        let gap = pair.After.Start - pair.Before.End
        where pair.Before.Site != pair.After.Site && gap >= 0 && gap < week.Travel(pair.Before.Site, pair.After.Site)
        select new Breach("H5", [pair.Before.Id, pair.After.Id],
            $"{day.Who}: {week.Travel(pair.Before.Site, pair.After.Site)} minutes from {pair.Before.Site} to {pair.After.Site}, {gap} between {pair.Before.Id} and {pair.After.Id}");

    /// <summary>H6: a teacher's lesson minutes and different sites of a day are within the teacher's limits.</summary>
    public static IEnumerable<Breach> DayNotTooFull(Week week)
    {
        foreach (var day in week.TeacherDays)
        {
            var minutes = day.Lessons.Sum(h => h.Lesson.Minutes);
            if (minutes > day.Teacher.MaxMinutesPerDay) yield return Whole("H6", day, $"{minutes} minutes of lessons, at most {day.Teacher.MaxMinutesPerDay}");
            var sites = day.Lessons.Select(h => h.Site).Distinct().Count();
            if (sites > day.Teacher.MaxSitesPerDay) yield return Whole("H6", day, $"{sites} sites, at most {day.Teacher.MaxSitesPerDay}");
        }
    }

    /// <summary>H7: a fixed lesson is placed, exactly where it is fixed.</summary>
    public static IEnumerable<Breach> FixedIsKept(Week week)
    {
        foreach (var lesson in week.Problem.Lessons)
        {
            if (lesson.Fixed is not { } slot) continue;
            if (!week.Placed.TryGetValue(lesson.Id, out var h)) yield return new Breach("H7", [lesson.Id], $"{lesson.Id} is fixed, and not placed");
            else if (h.Day != slot.Day || h.Start != slot.Start || h.Room.Id != slot.Room || h.Teacher.Id != slot.Teacher) yield return One("H7", h, "it is fixed elsewhere");
        }
    }

    /// <summary>H8: on a day longer than the teacher's <c>breakAfter</c> at least one gap, less the way, is 15 minutes or more.</summary>
    public static IEnumerable<Breach> LongDayHasABreak(Week week) =>
        from day in week.TeacherDays
        where day.NeedsBreak && day.Gaps(week).DefaultIfEmpty().Max() < TeacherDay.Break
        select Whole("H8", day, $"{day.Span} minutes from first to last without a break of {TeacherDay.Break}");

    private static IEnumerable<(string Who, bool IsRoom, Held[] Lessons)> DaysOfAll(Week week)
    {
        foreach (var g in week.Placed.Values.GroupBy(h => (h.Room.Id, h.Day))) yield return ($"room {g.Key.Id}", true, [.. g.OrderBy(h => h.Start)]);
        foreach (var day in week.TeacherDays) yield return ($"teacher {day.Teacher.Id}", false, day.Lessons);
        foreach (var g in week.Placed.Values.SelectMany(h => h.Lesson.Pupils, (h, pupil) => (Held: h, Pupil: pupil)).GroupBy(x => (x.Pupil, x.Held.Day)))
            if (g.Count() > 1) yield return ($"pupil {g.Key.Pupil}", false, [.. g.Select(x => x.Held).OrderBy(h => h.Start)]);
    }

    // All pairs, not only neighbours: a lesson at a third site may lie between two that are too close.
    private static IEnumerable<(Held Before, Held After)> Pairs(Held[] lessons)
    {
        for (var i = 0; i < lessons.Length; i++)
            for (var k = i + 1; k < lessons.Length; k++) yield return (lessons[i], lessons[k]);
    }

    private static Breach One(string rule, Held h, string why) => new(rule, [h.Id], $"{h.Id}: {why}");

    private static Breach Whole(string rule, TeacherDay day, string why) => new(rule, [.. day.Lessons.Select(h => h.Id)], $"teacher {day.Teacher.Id} {day.Day}: {why}");
}

/// <summary>A hard rule that a plan breaks.</summary>
/// <param name="Rule"><c>H1</c> to <c>H8</c>; <c>H0</c> when the plan names something that is not there or is off the grid.</param>
/// <param name="Lessons">Ids of the lessons in question.</param>
/// <param name="Why">In words, with the ids and numbers of the data.</param>
public sealed record Breach(string Rule, IReadOnlyList<string> Lessons, string Why);
