using Samspill.Domain.Shared;

namespace Samspill.Domain.Groups;

/// <summary>Those who are taught together every week in a school year: one pupil, or several. What the timetable places.</summary>
public sealed class Group
{
    /// <summary>Most characters of a name.</summary>
    public const int NameLength = 100;

    /// <summary>Most characters of what the room must have.</summary>
    public const int NeedsLength = 200;

    private readonly List<GroupMember> members = [];
    private readonly List<GroupTeacher> teachers = [];

    private Group() { }

    /// <summary>A group without members.</summary>
    /// <param name="name">What it is called; null for a lesson of one, which is called after its pupil.</param>
    public Group(GroupId id, CourseId course, int schoolYear, string? name, int minutes) => (Id, Course, SchoolYear, Name, Minutes) = (id, course, schoolYear, name, minutes);

    public GroupId Id { get; private init; }
    public CourseId Course { get; private init; }

    /// <summary>The calendar year the school year starts in.</summary>
    public int SchoolYear { get; private init; }
    public string? Name { get; private set; }

    /// <summary>How long the lesson is, 10 to 300 minutes.</summary>
    public int Minutes { get; private set; }

    /// <summary>Where it must be; null for any of the course's sites.</summary>
    public SiteId? Site { get; private set; }

    /// <summary>What the room must have, space-separated: piano drums …</summary>
    public string Needs { get; private set; } = "";

    /// <summary>The day it stopped; null while it goes on.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>Who is in it, and who was.</summary>
    public IReadOnlyList<GroupMember> Members => members;

    /// <summary>Who may teach it, in the order they were named. One is decided; several are candidates.</summary>
    public IReadOnlyList<GroupTeacher> Teachers => teachers;

    /// <summary>Whether a lesson of one: it has no name of its own.</summary>
    public bool IsIndividual => Name is null;

    /// <summary>Corrects what the group is. Refused when the lesson's length cannot be, or a group of several loses its name.</summary>
    public Outcome<Done> Record(string? name, int minutes, SiteId? site, string needs, IReadOnlyList<StaffId> taughtBy)
    {
        if (minutes is < 10 or > 300) return GroupRejections.Minutes;
        if (name is null && members.DistinctBy(m => m.Place).Count() > 1) return GroupRejections.NameMissing;
        if (name?.Length > NameLength) return GroupRejections.NameLong;
        if (needs.Length > NeedsLength) return GroupRejections.NeedsLong;
        (Name, Minutes, Site, Needs) = (name, minutes, site, needs);
        teachers.RemoveAll(t => !taughtBy.Contains(t.Staff));
        foreach (var (position, staff) in taughtBy.Distinct().Index())
        {
            if (teachers.Find(t => t.Staff == staff) is { } known) known.MoveTo(position);
            else teachers.Add(new GroupTeacher(Id, staff, position));
        }
        return new Done();
    }

    /// <summary>Whether nobody is in it after a day.</summary>
    public bool IsEmptyAfter(DateOnly day) => !members.Exists(m => m.IsInAfter(day));

    /// <summary>A pupil joins through a place on the course. Twice is harmless.</summary>
    /// <param name="lastDay">The place's; null while it has none.</param>
    public Outcome<Done> Add(PlaceId place, PersonId pupil, DateOnly from, DateOnly? lastDay = null)
    {
        if (ClosedOn is not null) return GroupRejections.Closed;
        if (members.Exists(m => m.Place == place && m.IsInAfter(from))) return new Done();
        if (IsIndividual && !IsEmptyAfter(from)) return GroupRejections.OneOnly;
        members.Add(new GroupMember(Id, SchoolYear, place, pupil, from, lastDay));
        return new Done();
    }

    /// <summary>A pupil leaves after a day. Twice is harmless. Who was to begin later never does.</summary>
    public void Remove(PlaceId place, DateOnly lastDay) => Leave(m => m.Place == place, lastDay);

    /// <summary>A pupil is away from a day to a day, and comes back when the school year still runs then.</summary>
    public void Pause(PlaceId place, DateOnly first, DateOnly last)
    {
        var back = last.AddDays(1);
        foreach (var member in members.FindAll(m => m.Place == place && m.From <= last && m.IsInAfter(first.AddDays(-1))))
        {
            var until = member.To;
            if (member.From < first) member.Leave(first.AddDays(-1));
            else members.Remove(member);
            if (ClosedOn is null && back <= School.SchoolYear.LastDayOf(SchoolYear) && !(until < back)) members.Add(new GroupMember(Id, SchoolYear, place, member.Pupil, back, until));
        }
    }

    /// <summary>The group stops after a day, and all leave.</summary>
    public void Close(DateOnly lastDay)
    {
        ClosedOn ??= lastDay;
        Leave(_ => true, lastDay);
    }

    private void Leave(Predicate<GroupMember> who, DateOnly lastDay)
    {
        members.RemoveAll(m => who(m) && m.From > lastDay);
        foreach (var member in members.FindAll(m => who(m) && m.IsInAfter(lastDay))) member.Leave(lastDay);
    }
}

/// <summary>A pupil in a group, through a place.</summary>
public sealed class GroupMember
{
    private GroupMember() { }

    internal GroupMember(GroupId group, int schoolYear, PlaceId place, PersonId pupil, DateOnly from, DateOnly? to) => (Group, SchoolYear, Place, Pupil, From, To) = (group, schoolYear, place, pupil, from, to);

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public GroupId Group { get; private init; }

    /// <summary>The group's: a place is in one group of a school year at a time.</summary>
    public int SchoolYear { get; private init; }
    public PlaceId Place { get; private init; }
    public PersonId Pupil { get; private init; }
    public DateOnly From { get; private init; }

    /// <summary>The last day; null while nobody knows of one.</summary>
    public DateOnly? To { get; private set; }

    internal bool IsInAfter(DateOnly day) => To is null || To > day;

    internal void Leave(DateOnly lastDay) => To = lastDay;
}

/// <summary>Somebody who may teach a group.</summary>
public sealed class GroupTeacher
{
    private GroupTeacher() { }

    internal GroupTeacher(GroupId group, StaffId staff, int position) => (Group, Staff, Position) = (group, staff, position);

    public GroupId Group { get; private init; }
    public StaffId Staff { get; private init; }
    public int Position { get; private set; }

    internal void MoveTo(int position) => Position = position;
}

/// <summary>Why a group refuses.</summary>
public static class GroupRejections
{
    public static readonly Rejection NotFound = new("group.not-found");
    public static readonly Rejection Minutes = new("group.minutes");
    public static readonly Rejection NameMissing = new("group.name-missing");
    public static readonly Rejection NameLong = new("group.name-long");
    public static readonly Rejection NeedsLong = new("group.needs-long");
    public static readonly Rejection UnknownSite = new("group.unknown-site");
    public static readonly Rejection UnknownTeacher = new("group.unknown-teacher");
    public static readonly Rejection NotEmpty = new("group.not-empty");
    public static readonly Rejection Closed = new("group.closed");
    public static readonly Rejection OneOnly = new("group.one-only");
    public static readonly Rejection OtherCourse = new("group.other-course");
    public static readonly Rejection InAnother = new("group.in-another");
}
