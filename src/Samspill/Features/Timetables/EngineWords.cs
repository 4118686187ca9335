using System.Text.RegularExpressions;
using Samspill.Host;

namespace Samspill.Features.Timetables;

/// <summary>Says in the reader's words why the engine left a lesson out: its sentences are few, and name things by the ids of the problem.</summary>
internal sealed partial class EngineWords(Texts texts, WeekNames names)
{
    private static readonly (string Start, string Key)[] Sentences =
    [
        ("no teacher may give it", "no-teacher"), ("it may be at no site", "no-site"), ("there is no room at", "no-room"), ("no room at", "no-fitting-room"),
        ("the pupils have no time in common", "pupils-apart"), ("pupil", "pupil-never"), ("teacher", "teacher-never"), ("when teacher", "rooms-closed"), ("all ", "taken"), ("every place", "dear"),
    ];

    public string Of(string why)
    {
        var key = Sentences.Where(s => why.StartsWith(s.Start, StringComparison.Ordinal)).Select(s => s.Key).FirstOrDefault("other");
        if (key == "teacher-never" && why.Contains("in common", StringComparison.Ordinal)) key = "teacher-apart";
        var named = Ids().Matches(why).Select(m => Name(Guid.ParseExact(m.Value, "N"))).Where(n => n.Length > 0).Distinct().Take(4);
        return texts[$"out.{key}", string.Join(", ", named)];
    }

    private string Name(Guid id) =>
        names.Teachers.TryGetValue(new StaffId(id), out var teacher) ? teacher
        : names.Sites.TryGetValue(new SiteId(id), out var site) ? site
        : names.Rooms.ContainsKey(new RoomId(id)) ? names.Room(new RoomId(id))
        : names.Pupil(new PersonId(id)) is { Length: > 0 } pupil ? pupil
        : names.Lesson(new GroupId(id));

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Ids();
}
