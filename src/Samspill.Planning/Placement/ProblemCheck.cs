using Samspill.Planning.Problems;

namespace Samspill.Planning.Placement;

/// <summary>What a problem must fulfil before it can be run, apart from its shape.</summary>
internal static class ProblemCheck
{
    public static void Ranges(PlacementProblem problem, FaultList faults)
    {
        if (problem.Rules.MaxPlacesPerPupil is { } most) faults.Range(most, 0, "rules.maxPlacesPerPupil");
        Order(problem.Rules.Order, "rules.order", faults);
        for (var i = 0; i < problem.Courses.Count; i++) Course(problem.Courses[i], i, faults);
        for (var i = 0; i < problem.Pupils.Count; i++) Pupil(problem.Pupils[i], i, faults);
        for (var i = 0; i < problem.Applications.Count; i++) Application(problem.Applications[i], i, faults);
    }

    private static void Order(IReadOnlyList<PriorityRule> order, string place, FaultList faults)
    {
        for (var i = 0; i < order.Count; i++)
        {
            var rule = order[i];
            if (rule.By == Priority.Flag)
            {
                if (rule.Flag is null) faults.Add($"{place}[{i}].flag", "is missing");
                else Text(rule.Flag, faults, i, place, "flag");
            }
            else if (rule.Flag is not null) faults.Add($"{place}[{i}].flag", "belongs to the rule \"flag\" only");
            if (rule.YoungestFirst && rule.By is not (Priority.BirthDate or Priority.BirthYear))
                faults.Add($"{place}[{i}].direction", "belongs to the rules \"birthDate\" and \"birthYear\" only");
        }
    }

    private static void Course(PlacementCourse course, int i, FaultList faults)
    {
        Text(course.Id, faults, i, "courses", "id");
        if ((course.Capacity | course.Minimum | course.Enrolled) < 0)
        {
            faults.Range(course.Capacity, 0, $"courses[{i}].capacity");
            faults.Range(course.Minimum, 0, $"courses[{i}].minimum");
            faults.Range(course.Enrolled, 0, $"courses[{i}].enrolled");
        }
        if (course.AgeFrom is < 0) faults.Range(course.AgeFrom.Value, 0, $"courses[{i}].ageFrom");
        if (course.AgeTo is < 0) faults.Range(course.AgeTo.Value, 0, $"courses[{i}].ageTo");
        if (course.AgeFrom > course.AgeTo) faults.Add($"courses[{i}].ageTo", $"is {course.AgeTo}, below ageFrom, which is {course.AgeFrom}");
        for (var k = 0; k < course.Reserved.Count; k++)
        {
            Text(course.Reserved[k].Flag, faults, i, "courses", "reserved", k, ".flag");
            if (course.Reserved[k].Places < 0) faults.Range(course.Reserved[k].Places, 0, $"courses[{i}].reserved[{k}].places");
        }
        Texts(course.Requires, faults, i, "courses", "requires");
        if (course.Order is not null) Order(course.Order, $"courses[{i}].order", faults);
    }

    private static void Pupil(PlacementPupil pupil, int i, FaultList faults)
    {
        Text(pupil.Id, faults, i, "pupils", "id");
        Texts(pupil.Flags, faults, i, "pupils", "flags");
        Texts(pupil.Holds, faults, i, "pupils", "holds");
        if (pupil.Wants < 0) faults.Range(pupil.Wants, 0, $"pupils[{i}].wants");
        if (pupil.Holds.Count < 2) return;
        var held = new HashSet<string>();
        for (var k = 0; k < pupil.Holds.Count; k++)
            if (!held.Add(pupil.Holds[k])) faults.Add($"pupils[{i}].holds[{k}]", $"{FaultList.Quote(pupil.Holds[k])} is listed twice");
    }

    private static void Application(PlacementApplication application, int i, FaultList faults)
    {
        Text(application.Id, faults, i, "applications", "id");
        if (application.Rank < 1) faults.Range(application.Rank, 1, $"applications[{i}].rank");
        if (application.Distance is { } way && !(way >= 0 && double.IsFinite(way)))
            faults.Add($"applications[{i}].distance", "must be a number of 0 or more");
        Texts(application.Flags, faults, i, "applications", "flags");
    }

    /// <summary>References to nobody, ids used twice and a pupil's second wish for a course, each told at the later one.</summary>
    public static void References(PlacementProblem problem, Dictionary<string, int> courses, Dictionary<string, int> pupils, FaultList faults)
    {
        var ids = new Dictionary<string, int>();
        var pairs = new Dictionary<(int, int), int>();
        for (var i = 0; i < problem.Applications.Count; i++)
        {
            var a = problem.Applications[i];
            if (!ids.TryAdd(a.Id, i)) faults.Add($"applications[{i}].id", $"{FaultList.Quote(a.Id)} is the id of applications[{ids[a.Id]}] already");
            if (!pupils.TryGetValue(a.Pupil, out var pupil)) faults.Add($"applications[{i}].pupil", $"there is no pupil {FaultList.Quote(a.Pupil)}");
            else if (!courses.TryGetValue(a.Course, out var course)) faults.Add($"applications[{i}].course", $"there is no course {FaultList.Quote(a.Course)}");
            else if (!pairs.TryAdd((pupil, course), i))
                faults.Add($"applications[{i}]", $"the pupil applies for the course in applications[{pairs[(pupil, course)]}] already");
        }
    }

    private static void Texts(IReadOnlyList<string> texts, FaultList faults, int i, string list, string member)
    {
        for (var k = 0; k < texts.Count; k++) Text(texts[k], faults, i, list, member, k);
    }

    // Half of a surrogate pair has no UTF-8, so it can neither be drawn lots for nor written.
    private static void Text(string text, FaultList faults, int i, string list, string member, int k = -1, string rest = "")
    {
        if (text.Length > 0 && (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') || IsWhole(text))) return;
        var place = k < 0 ? $"{list}[{i}].{member}" : $"{list}[{i}].{member}[{k}]{rest}";
        faults.Add(place, text.Length == 0 ? "must not be empty" : "holds half a character");
    }

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }
        return true;
    }
}
