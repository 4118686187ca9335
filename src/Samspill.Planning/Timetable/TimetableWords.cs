namespace Samspill.Planning.Timetable;

/// <summary>The words of the timetable formats.</summary>
public static class TimetableWords
{
    private static readonly string[] Rules =
        ["unplaced", "site", "window", "teacherIdle", "teacherTravel", "teacherRoom", "teacherDay", "together", "change", "changeRoom"];

    /// <summary>The name of a kind of cost, as it stands in <c>weights</c>.</summary>
    public static string Rule(CostRule rule) => Rules[(int)rule];
}
