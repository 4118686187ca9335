using System.Globalization;
using System.Xml.Linq;
using Samspill.Planning.Timetable;

namespace Samspill.Bench.Timetable;

/// <summary>A week as FET, the free timetabler, can be told of it: no costs, one travel time, at most 60 slots a day.</summary>
internal sealed class FetFile
{
    private readonly TimetableProblem _problem;
    private readonly int _from;
    private readonly int _slots;

    public FetFile(TimetableProblem problem)
    {
        _problem = problem;
        var open = problem.Rooms.SelectMany(r => r.Open).ToList();
        _from = open.Min(w => w.From);
        _slots = (open.Max(w => w.To) - _from) / problem.Grain;
        if (_slots > 60) throw new InvalidOperationException($"FET takes 60 slots a day, the week has {_slots}.");
    }

    public void Write(string path)
    {
        var travel = _problem.Travel.SelectMany((row, a) => row.Where((_, b) => a != b)).Distinct().Single() / _problem.Grain;
        new XDocument(new XElement("fet", new XAttribute("version", "6.8.5"),
            new XElement("Institution_Name", "made"),
            new XElement("Days_List", new XElement("Number_of_Days", _problem.Days.Count), _problem.Days.Select(d => Named("Day", d))),
            new XElement("Hours_List", new XElement("Number_of_Hours", _slots), Enumerable.Range(0, _slots).Select(s => Named("Hour", Hour(s)))),
            new XElement("Subjects_List", Named("Subject", "lesson")),
            new XElement("Activity_Tags_List"),
            new XElement("Teachers_List", _problem.Teachers.Select(t => Named("Teacher", t.Id, new XElement("Target_Number_of_Hours", 0), new XElement("Qualified_Subjects")))),
            new XElement("Students_List", _problem.Pupils.Select(p => Named("Year", p.Id, new XElement("Number_of_Students", 1)))),
            new XElement("Activities_List", _problem.Lessons.Select(Activity)),
            new XElement("Buildings_List", _problem.Sites.Select(s => Named("Building", s))),
            new XElement("Rooms_List", _problem.Rooms.Select(r => Named("Room", r.Id, new XElement("Building", r.Site), new XElement("Capacity", r.Capacity ?? 1000), new XElement("Virtual", "false")))),
            new XElement("Time_Constraints_List",
                Constraint("ConstraintBasicCompulsoryTime"),
                _problem.Teachers.Select(t => Closed("ConstraintTeacherNotAvailableTimes", "Teacher", t.Id, t.Available)),
                _problem.Pupils.Where(p => p.Available is not null).Select(p => Closed("ConstraintStudentsSetNotAvailableTimes", "Students", p.Id, p.Available!)),
                _problem.Teachers.Where(t => t.MaxMinutesPerDay is not null).Select(t => Constraint("ConstraintTeacherMaxHoursDaily", new XElement("Teacher_Name", t.Id), new XElement("Maximum_Hours_Daily", t.MaxMinutesPerDay / _problem.Grain)))),
            new XElement("Space_Constraints_List",
                Constraint("ConstraintBasicCompulsorySpace"),
                _problem.Rooms.Select(r => Closed("ConstraintRoomNotAvailableTimes", "Room", r.Id, r.Open)),
                _problem.Lessons.Select(PreferredRooms),
                Constraint("ConstraintTeachersMaxBuildingChangesPerDay", new XElement("Max_Building_Changes_Per_Day", 1)),
                Constraint("ConstraintTeachersMinGapsBetweenBuildingChanges", new XElement("Min_Gaps_Between_Building_Changes", travel)),
                Constraint("ConstraintStudentsMinGapsBetweenBuildingChanges", new XElement("Min_Gaps_Between_Building_Changes", travel))))).Save(path);
    }

    /// <summary>Reads FET's answer, whole or as far as it came; lessons without time or room are left out.</summary>
    public List<PlacedLesson> Read(string path)
    {
        var plan = new List<PlacedLesson>();
        foreach (var activity in XDocument.Load(path).Root!.Elements("Activity"))
        {
            var (day, hour, room) = ((string?)activity.Element("Day"), (string?)activity.Element("Hour"), (string?)activity.Element("Room"));
            if (string.IsNullOrEmpty(day) || string.IsNullOrEmpty(hour) || string.IsNullOrEmpty(room)) continue;
            var lesson = _problem.Lessons[(int)activity.Element("Id")! - 1];
            var slot = Enumerable.Range(0, _slots).First(s => Hour(s) == hour);
            plan.Add(new PlacedLesson(lesson.Id, day, _from + (slot * _problem.Grain), room, lesson.Teachers[0]));
        }
        return plan;
    }

    private XElement Activity(Lesson lesson, int i)
    {
        var slots = (lesson.Minutes + _problem.Grain - 1) / _problem.Grain;
        return new XElement("Activity", new XElement("Teacher", lesson.Teachers[0]), new XElement("Subject", "lesson"), lesson.Pupils.Select(p => new XElement("Students", p)),
            new XElement("Duration", slots), new XElement("Total_Duration", slots), new XElement("Id", i + 1), new XElement("Activity_Group_Id", 0), new XElement("Active", "true"), new XElement("Comments"));
    }

    private XElement PreferredRooms(Lesson lesson, int i)
    {
        var rooms = _problem.Rooms.Where(r => lesson.Sites.Any(s => s.Id == r.Site) && !(r.Capacity < lesson.Pupils.Count) && lesson.Features.All(r.Features.Contains)).ToList();
        return Constraint("ConstraintActivityPreferredRooms", new XElement("Activity_Id", i + 1), new XElement("Number_of_Preferred_Rooms", rooms.Count), rooms.Select(r => new XElement("Preferred_Room", r.Id)));
    }

    // FET is told when somebody can not.
    private XElement? Closed(string name, string whom, string id, IReadOnlyList<Window> open)
    {
        var closed = (from day in _problem.Days
                      from slot in Enumerable.Range(0, _slots)
                      let start = _from + (slot * _problem.Grain)
                      where !open.Any(w => w.Holds(day, start, start + _problem.Grain))
                      select new XElement("Not_Available_Time", new XElement("Day", day), new XElement("Hour", Hour(slot)))).ToList();
        return closed.Count == 0 ? null : Constraint(name, new XElement(whom, id), new XElement("Number_of_Not_Available_Times", closed.Count), closed);
    }

    private static XElement Constraint(string name, params object[] content) =>
        new(name, new XElement("Weight_Percentage", 100), content, new XElement("Active", "true"), new XElement("Comments"));

    private static XElement Named(string name, string id, params object[] content) => new(name, new XElement("Name", id), content, new XElement("Comments"));

    private string Hour(int slot)
    {
        var minutes = _from + (slot * _problem.Grain);
        return string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");
    }
}
