using System.Text.Json;
using Samspill.Planning.Timetable;

namespace Samspill.Planning.Problems;

/// <summary>Writes <c>samspill-timetable/1</c>.</summary>
internal static class TimetableProblemWriter
{
    public static void Write(TimetableProblem problem, Stream stream)
    {
        using var json = JsonFile.Writer(stream);
        json.WriteStartObject();
        json.WriteString("format"u8, TimetableProblemJson.Format);
        json.WriteNumber("grain"u8, problem.Grain);
        Texts(json, "days", problem.Days);
        Texts(json, "sites", problem.Sites);
        json.WriteStartArray("travel"u8);
        foreach (var row in problem.Travel)
        {
            json.WriteStartArray();
            foreach (var minutes in row) json.WriteNumberValue(minutes);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        Each(json, "rooms", problem.Rooms, Room);
        Each(json, "teachers", problem.Teachers, Teacher);
        Each(json, "pupils", problem.Pupils, Pupil);
        Each(json, "lessons", problem.Lessons, Lesson);
        json.WriteStartArray("together"u8);
        foreach (var pair in problem.Together)
        {
            json.WriteStartArray();
            json.WriteStringValue(pair.First);
            json.WriteStringValue(pair.Second);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteStartObject("weights"u8);
        foreach (var rule in Enum.GetValues<CostRule>()) json.WriteNumber(TimetableWords.Rule(rule), problem.Weights.Of(rule));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Each<T>(Utf8JsonWriter json, string list, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(list);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
            if (json.BytesPending > 1 << 16) json.Flush();
        }
        json.WriteEndArray();
    }

    private static void Room(Utf8JsonWriter json, Room room)
    {
        json.WriteString("id"u8, room.Id);
        json.WriteString("site"u8, room.Site);
        if (room.Capacity is { } capacity) json.WriteNumber("capacity"u8, capacity);
        if (room.Features.Count > 0) Texts(json, "features", room.Features);
        Windows(json, "open", room.Open);
    }

    private static void Teacher(Utf8JsonWriter json, Teacher teacher)
    {
        json.WriteString("id"u8, teacher.Id);
        Windows(json, "available", teacher.Available);
        if (teacher.MaxMinutesPerDay is { } minutes) json.WriteNumber("maxMinutesPerDay"u8, minutes);
        if (teacher.MaxSitesPerDay is { } sites) json.WriteNumber("maxSitesPerDay"u8, sites);
        if (teacher.BreakAfter is { } after) json.WriteNumber("breakAfter"u8, after);
    }

    private static void Pupil(Utf8JsonWriter json, Pupil pupil)
    {
        json.WriteString("id"u8, pupil.Id);
        if (pupil.Available is { } available) Windows(json, "available", available);
    }

    private static void Lesson(Utf8JsonWriter json, Lesson lesson)
    {
        json.WriteString("id"u8, lesson.Id);
        json.WriteNumber("minutes"u8, lesson.Minutes);
        if (lesson.Weight != 1) json.WriteNumber("weight"u8, lesson.Weight);
        Texts(json, "teachers", lesson.Teachers);
        Texts(json, "pupils", lesson.Pupils);
        Each(json, "sites", lesson.Sites, (to, site) =>
        {
            to.WriteString("id"u8, site.Id);
            if (site.Cost > 0) to.WriteNumber("cost"u8, site.Cost);
        });
        if (lesson.Features.Count > 0) Texts(json, "features", lesson.Features);
        Slot(json, "fixed", lesson.Fixed);
        Slot(json, "previous", lesson.Previous);
    }

    private static void Slot(Utf8JsonWriter json, string member, Slot? slot)
    {
        if (slot is null) return;
        json.WriteStartObject(member);
        json.WriteString("day"u8, slot.Day);
        json.WriteNumber("start"u8, slot.Start);
        json.WriteString("room"u8, slot.Room);
        json.WriteString("teacher"u8, slot.Teacher);
        json.WriteEndObject();
    }

    private static void Windows(Utf8JsonWriter json, string member, IReadOnlyList<Window> windows) => Each(json, member, windows, (to, window) =>
    {
        to.WriteString("day"u8, window.Day);
        to.WriteNumber("from"u8, window.From);
        to.WriteNumber("to"u8, window.To);
        if (window.Cost > 0) to.WriteNumber("cost"u8, window.Cost);
    });

    private static void Texts(Utf8JsonWriter json, string member, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(member);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
