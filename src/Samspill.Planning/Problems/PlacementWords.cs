namespace Samspill.Planning.Problems;

/// <summary>The words of the placement formats, each list in the order of its enumeration.</summary>
internal static class PlacementWords
{
    public const string YoungestFirst = "youngestFirst";

    public static readonly string[] Rounds = ["oneEach", "together"];

    public static readonly string[] Priorities =
        ["flag", "placesHeld", "appliedAt", "birthDate", "birthYear", "distance", "lottery"];

    public static readonly string[] DecidedBy = [.. Priorities, "id", "round", "reserved", "capacity"];

    public static readonly string[] Outcomes =
        ["placed", "waiting", "better", "closed", "tooYoung", "tooOld", "missing", "alreadyHeld", "atMaximum"];
}
