using Samspill.Planning.Timetable;

namespace Samspill.Planning.Tests.Timetable;

/// <summary>A school that one can hold in one's head: Tone teaches Ada and Bo, at the centre or at the school 20 minutes away.</summary>
internal static class SmallSchool
{
    public static readonly TimetableProblem Problem = new(
        Grain: 5,
        Days: ["mon", "tue"],
        Sites: ["centre", "school"],
        Travel: [[0, 20], [25, 0]],
        Rooms:
        [
            new("hall", "centre") { Capacity = 30, Features = ["piano"], Open = [new("mon", 780, 1320), new("tue", 780, 1320)] },
            new("cell", "centre") { Capacity = 1, Open = [new("mon", 780, 1320), new("tue", 780, 1320)] },
            new("class", "school") { Open = [new("mon", 780, 1320)] },
        ],
        Teachers: [new("tone") { Available = [new("mon", 780, 1320), new("tue", 900, 1200)] }, new("per") { Available = [new("mon", 780, 1320)] }],
        Pupils:
        [
            new("ada") { Available = [new("mon", 780, 1320), new("mon", 900, 1000, 3), new("tue", 840, 1200, 2)] },
            new("bo"),
            new("cy"),
        ],
        Lessons:
        [
            new("a", 20) { Teachers = ["tone"], Pupils = ["ada"], Sites = [new("centre"), new("school", 4)] },
            new("b", 30) { Teachers = ["tone", "per"], Pupils = ["bo"], Sites = [new("centre"), new("school")] },
            new("c", 45) { Weight = 2, Teachers = ["tone"], Pupils = ["bo", "cy"], Sites = [new("centre"), new("school")] },
        ],
        Together: [],
        Weights: new()
        {
            Unplaced = 1000, Site = 1, Window = 1, TeacherIdle = 1, TeacherTravel = 2, TeacherRoom = 1, TeacherDay = 20, Together = 10, Change = 15, ChangeRoom = 4,
        });

    public static PlacedLesson At(string lesson, string when, string room, string teacher = "tone")
    {
        var parts = when.Split(' ', ':');
        return new(lesson, parts[0], (int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) * 60) + int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture), room, teacher);
    }

    public static TimetableProblem WithLesson(string id, Func<Lesson, Lesson> change) =>
        Problem with { Lessons = [.. Problem.Lessons.Select(l => l.Id == id ? change(l) : l)] };

    public static TimetableProblem WithTone(Func<Teacher, Teacher> change) => Problem with { Teachers = [change(Problem.Teachers[0]), Problem.Teachers[1]] };

    public static TimetableProblem WithHall(Func<Room, Room> change) => Problem with { Rooms = [change(Problem.Rooms[0]), .. Problem.Rooms.Skip(1)] };
}
