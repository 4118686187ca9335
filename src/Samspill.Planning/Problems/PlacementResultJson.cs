using System.Text.Json;
using Samspill.Planning.Placement;

namespace Samspill.Planning.Problems;

/// <summary>The file format <c>samspill-placement-result/1</c>, as docs/planning.md describes it.</summary>
public static class PlacementResultJson
{
    /// <summary>The name that stands in the member <c>format</c>.</summary>
    public const string Format = "samspill-placement-result/1";

    private static readonly JsonShape ResultShape = new("format!", "placed!", "closed!", "decisions!");
    private static readonly JsonShape PlacedShape = new("application!", "pupil!", "course!", "round!");
    private static readonly JsonShape DecisionShape = new("application!", "outcome!", "queue", "decidedBy", "flag", "lastAdmitted");

    /// <summary>Writes a result; the same result always has the same bytes.</summary>
    public static void Write(PlacementResult result, Stream stream)
    {
        using var json = JsonFile.Writer(stream);
        json.WriteStartObject();
        json.WriteString("format"u8, Format);
        json.WriteStartArray("placed"u8);
        foreach (var placed in result.Placed)
        {
            json.WriteStartObject();
            json.WriteString("application"u8, placed.Application);
            json.WriteString("pupil"u8, placed.Pupil);
            json.WriteString("course"u8, placed.Course);
            json.WriteNumber("round"u8, placed.Round);
            json.WriteEndObject();
            if (json.BytesPending > 1 << 16) json.Flush();
        }
        json.WriteEndArray();
        json.WriteStartArray("closed"u8);
        foreach (var course in result.Closed) json.WriteStringValue(course);
        json.WriteEndArray();
        json.WriteStartArray("decisions"u8);
        foreach (var decision in result.Decisions)
        {
            Write(json, decision);
            if (json.BytesPending > 1 << 16) json.Flush();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Decision decision)
    {
        json.WriteStartObject();
        json.WriteString("application"u8, decision.Application);
        json.WriteString("outcome"u8, PlacementWords.Outcomes[(int)decision.Outcome]);
        if (decision.Queue is { } queue) json.WriteNumber("queue"u8, queue);
        if (decision.DecidedBy is { } by) json.WriteString("decidedBy"u8, PlacementWords.DecidedBy[(int)by]);
        if (decision.Flag is { } flag) json.WriteString("flag"u8, flag);
        if (decision.LastAdmitted is { } last) json.WriteString("lastAdmitted"u8, last);
        json.WriteEndObject();
    }

    /// <summary>Reads a result strictly: an unknown member is a fault, except <c>about</c>.</summary>
    /// <returns>The result, or every fault found, each with its place. Whether it fits a problem is not asked.</returns>
    public static Reading<PlacementResult> Read(Stream stream) => JsonFile.Read<PlacementResult>(stream, Result);

    /// <inheritdoc cref="Read(Stream)"/>
    public static Reading<PlacementResult> Read(ReadOnlyMemory<byte> utf8) => JsonFile.Read<PlacementResult>(utf8.Span, Result);

    private static PlacementResult? Result(ref StrictJson json, FaultList faults)
    {
        if (!json.Object()) return null;
        List<PlacedApplication> placed = [];
        IReadOnlyList<string> closed = [];
        List<Decision> decisions = [];
        var (seen, member) = (0u, -1);
        while (json.Next(ResultShape, ref seen, ref member))
        {
            switch (member)
            {
                case 0: json.OneOf(Format); break;
                case 1: if (json.List()) while (json.Element()) placed.Add(Placed(ref json)); break;
                case 2: closed = json.Texts(); break;
                case 3: if (json.List()) while (json.Element()) decisions.Add(Decision(ref json)); break;
            }
        }
        return new PlacementResult(placed, closed, decisions);
    }

    private static PlacedApplication Placed(ref StrictJson json)
    {
        var placed = new PlacedApplication("", "", "", 0);
        if (!json.Object()) return placed;
        var (seen, member) = (0u, -1);
        while (json.Next(PlacedShape, ref seen, ref member))
        {
            placed = member switch
            {
                0 => placed with { Application = json.Text() },
                1 => placed with { Pupil = json.Text() },
                2 => placed with { Course = json.Text() },
                _ => placed with { Round = json.Number() },
            };
        }
        return placed;
    }

    private static Decision Decision(ref StrictJson json)
    {
        var decision = new Decision("", Outcome.Placed);
        if (!json.Object()) return decision;
        var (seen, member) = (0u, -1);
        while (json.Next(DecisionShape, ref seen, ref member))
        {
            decision = member switch
            {
                0 => decision with { Application = json.Text() },
                1 => decision with { Outcome = (Outcome)json.OneOf(PlacementWords.Outcomes) },
                2 => decision with { Queue = json.Number() },
                3 => decision with { DecidedBy = (DecidedBy)json.OneOf(PlacementWords.DecidedBy) },
                4 => decision with { Flag = json.Text() },
                _ => decision with { LastAdmitted = json.Text() },
            };
        }
        return decision;
    }
}
