using Samspill.Planning.Timetable;

namespace Samspill.Planning.Problems;

/// <summary>The file format <c>samspill-timetable-result/1</c>, as docs/planning.md describes it.</summary>
public static class TimetableResultJson
{
    /// <summary>The name that stands in the member <c>format</c>.</summary>
    public const string Format = "samspill-timetable-result/1";

    private static readonly JsonShape ResultShape = new("format!", "cost!", "placed!", "unplaced!");
    private static readonly JsonShape PlacedShape = new("lesson!", "day!", "start!", "room!", "teacher!");
    private static readonly JsonShape UnplacedShape = new("lesson!", "why!");

    /// <summary>Writes a result; the same result always has the same bytes.</summary>
    public static void Write(TimetableResult result, Stream stream)
    {
        using var json = JsonFile.Writer(stream);
        json.WriteStartObject();
        json.WriteString("format"u8, Format);
        json.WriteNumber("cost"u8, result.Cost);
        json.WriteStartArray("placed"u8);
        foreach (var placed in result.Placed)
        {
            json.WriteStartObject();
            json.WriteString("lesson"u8, placed.Lesson);
            json.WriteString("day"u8, placed.Day);
            json.WriteNumber("start"u8, placed.Start);
            json.WriteString("room"u8, placed.Room);
            json.WriteString("teacher"u8, placed.Teacher);
            json.WriteEndObject();
            if (json.BytesPending > 1 << 16) json.Flush();
        }
        json.WriteEndArray();
        json.WriteStartArray("unplaced"u8);
        foreach (var unplaced in result.Unplaced)
        {
            json.WriteStartObject();
            json.WriteString("lesson"u8, unplaced.Lesson);
            json.WriteString("why"u8, unplaced.Why);
            json.WriteEndObject();
            if (json.BytesPending > 1 << 16) json.Flush();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads a result strictly: an unknown member is a fault, except <c>about</c>. A cost of <c>null</c> is read as -1, one that nobody has reckoned.</summary>
    /// <returns>The result, or every fault found, each with its place. Whether it fits a problem is not asked.</returns>
    public static Reading<TimetableResult> Read(Stream stream) => JsonFile.Read<TimetableResult>(stream, Result);

    /// <inheritdoc cref="Read(Stream)"/>
    public static Reading<TimetableResult> Read(ReadOnlyMemory<byte> utf8) => JsonFile.Read<TimetableResult>(utf8.Span, Result);

    private static TimetableResult? Result(ref StrictJson json, FaultList faults)
    {
        if (!json.Object()) return null;
        var cost = 0L;
        List<PlacedLesson> placed = [];
        List<UnplacedLesson> unplaced = [];
        var (seen, member) = (0u, -1);
        while (json.Next(ResultShape, ref seen, ref member))
        {
            switch (member)
            {
                case 0: json.OneOf(Format); break;
                case 1: cost = json.IsNull() ? -1 : json.LongNumber(); break;
                case 2: if (json.List()) while (json.Element()) placed.Add(Placed(ref json)); break;
                case 3: if (json.List()) while (json.Element()) unplaced.Add(Unplaced(ref json)); break;
            }
        }
        return new TimetableResult(cost, placed, unplaced);
    }

    private static PlacedLesson Placed(ref StrictJson json)
    {
        var placed = new PlacedLesson("", "", 0, "", "");
        if (!json.Object()) return placed;
        var (seen, member) = (0u, -1);
        while (json.Next(PlacedShape, ref seen, ref member))
        {
            placed = member switch
            {
                0 => placed with { Lesson = json.Text() },
                1 => placed with { Day = json.Text() },
                2 => placed with { Start = json.Number() },
                3 => placed with { Room = json.Text() },
                _ => placed with { Teacher = json.Text() },
            };
        }
        return placed;
    }

    private static UnplacedLesson Unplaced(ref StrictJson json)
    {
        var unplaced = new UnplacedLesson("", "");
        if (!json.Object()) return unplaced;
        var (seen, member) = (0u, -1);
        while (json.Next(UnplacedShape, ref seen, ref member))
            unplaced = member == 0 ? unplaced with { Lesson = json.Text() } : unplaced with { Why = json.Text() };
        return unplaced;
    }
}
