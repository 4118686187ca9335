using Samspill.Features.Groups;
using Samspill.Host;

namespace Samspill.Features.Timetables;

/// <summary>Says what is in the way in the reader's words, with the names of the data.</summary>
internal sealed class ClashWords(Texts texts, WeekNames names)
{
    public IReadOnlyList<string> Of(IEnumerable<Clash> clashes) => [.. clashes.Select(Say).Distinct()];

    private string Say(Clash clash) => clash.Code switch
    {
        _ when clash.Turn is { } turn => texts["clash.turn", UsualHours.Time(turn), Say(clash with { Turn = null })],
        "room-lacks" => texts["clash.room-lacks", Room(clash.Id), texts.Feature(clash.Other!)],
        "room-taken" => texts["clash.room-taken", Room(clash.Id), Lesson(clash.Other)],
        _ when clash.Code.StartsWith("room-", StringComparison.Ordinal) => texts[$"clash.{clash.Code}", Room(clash.Id), clash.Number],
        _ when clash.Code.StartsWith("pupil-", StringComparison.Ordinal) => texts[$"clash.{clash.Code}", Pupil(clash.Id), Lesson(clash.Other), clash.Number],
        _ => texts[$"clash.{clash.Code}", Teacher(clash.Id), Lesson(clash.Other), clash.Number],
    };

    private string Room(string? id) => id is null ? "" : names.Room(new RoomId(Guid.Parse(id)));

    private string Teacher(string? id) => id is not null && names.Teachers.TryGetValue(new StaffId(Guid.Parse(id)), out var name) ? name : "";

    private string Lesson(string? id) => id is null ? "" : names.Lesson(new GroupId(Guid.Parse(id)));

    private string Pupil(string? id) => id is null ? "" : names.Pupil(new PersonId(Guid.Parse(id)));
}
