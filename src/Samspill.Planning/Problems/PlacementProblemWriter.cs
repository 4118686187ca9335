using System.Globalization;
using System.Text.Json;
using Samspill.Planning.Placement;

namespace Samspill.Planning.Problems;

/// <summary>Writes <c>samspill-placement/1</c> in its one canonical way.</summary>
internal static class PlacementProblemWriter
{
    public static void Write(PlacementProblem problem, Stream stream)
    {
        using var json = JsonFile.Writer(stream);
        json.WriteStartObject();
        json.WriteString("format"u8, PlacementProblemJson.Format);
        json.WriteString("date"u8, Iso(problem.Date));
        json.WriteNumber("seed"u8, problem.Seed);
        json.WriteStartObject("rules"u8);
        if (problem.Rules.MaxPlacesPerPupil is { } most) json.WriteNumber("maxPlacesPerPupil"u8, most);
        json.WriteString("rounds"u8, PlacementWords.Rounds[(int)problem.Rules.Rounds]);
        Order(json, problem.Rules.Order);
        json.WriteEndObject();
        Each(json, "courses", problem.Courses, c => c.Id, Course);
        Each(json, "pupils", problem.Pupils, p => p.Id, Pupil);
        Each(json, "applications", problem.Applications, a => a.Id, Application);
        json.WriteEndObject();
    }

    private static void Each<T>(Utf8JsonWriter json, string list, IReadOnlyList<T> items, Func<T, string> id, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(list);
        foreach (var i in IdOrder.Sort([.. items.Select(id)]))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, id(items[i]));
            write(json, items[i]);
            json.WriteEndObject();
            // A country's problem is written piece by piece, not gathered first.
            if (json.BytesPending > 1 << 16) json.Flush();
        }
        json.WriteEndArray();
    }

    private static void Order(Utf8JsonWriter json, IReadOnlyList<PriorityRule> order)
    {
        json.WriteStartArray("order"u8);
        foreach (var rule in order)
        {
            json.WriteStartObject();
            json.WriteString("by"u8, PlacementWords.Priorities[(int)rule.By]);
            if (rule.Flag is not null) json.WriteString("flag"u8, rule.Flag);
            if (rule.YoungestFirst) json.WriteString("direction"u8, PlacementWords.YoungestFirst);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Course(Utf8JsonWriter json, PlacementCourse course)
    {
        json.WriteNumber("capacity"u8, course.Capacity);
        if (course.Minimum > 0) json.WriteNumber("minimum"u8, course.Minimum);
        if (course.Enrolled > 0) json.WriteNumber("enrolled"u8, course.Enrolled);
        if (course.AgeFrom is { } from) json.WriteNumber("ageFrom"u8, from);
        if (course.AgeTo is { } to) json.WriteNumber("ageTo"u8, to);
        if (course.Reserved.Count > 0)
        {
            json.WriteStartArray("reserved"u8);
            foreach (var reserved in course.Reserved)
            {
                json.WriteStartObject();
                json.WriteString("flag"u8, reserved.Flag);
                json.WriteNumber("places"u8, reserved.Places);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        Texts(json, "requires", course.Requires);
        if (course.Order is not null) Order(json, course.Order);
    }

    private static void Pupil(Utf8JsonWriter json, PlacementPupil pupil)
    {
        json.WriteString("birthDate"u8, Iso(pupil.BirthDate));
        Texts(json, "flags", Sorted(pupil.Flags));
        Texts(json, "holds", Sorted(pupil.Holds));
        if (pupil.Wants != 1) json.WriteNumber("wants"u8, pupil.Wants);
    }

    private static void Application(Utf8JsonWriter json, PlacementApplication application)
    {
        json.WriteString("pupil"u8, application.Pupil);
        json.WriteString("course"u8, application.Course);
        json.WriteNumber("rank"u8, application.Rank);
        json.WriteString("appliedAt"u8, application.AppliedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture));
        if (application.Distance is { } distance) json.WriteNumber("distance"u8, distance + 0.0);
        Texts(json, "flags", Sorted(application.Flags));
    }

    private static void Texts(Utf8JsonWriter json, string member, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0) return;
        json.WriteStartArray(member);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static string[] Sorted(IReadOnlyList<string> texts)
    {
        string[] sorted = [.. texts.Distinct()];
        Array.Sort(sorted, IdOrder.Compare);
        return sorted;
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
