using Samspill.Domain.Catalogue;
using Samspill.Domain.Shared;

namespace Samspill.Domain.Admission;

/// <summary>What an order of priority may go by. Kept by number: new ones come last.</summary>
/// <remarks>All but the last are the rules of the placement problem; <see cref="OlderInSchoolAge"/> becomes a flag for each year of age.</remarks>
public enum PriorityBy { Flag, PlacesHeld, AppliedAt, BirthDate, BirthYear, Distance, Lottery, OlderInSchoolAge }

/// <summary>One rule of the order: the first rule in which two applications differ decides.</summary>
/// <param name="Flag">Which <see cref="Fact"/> goes first, for <see cref="PriorityBy.Flag"/>.</param>
/// <param name="YoungestFirst">Turns birth date and birth year round.</param>
public sealed record PriorityRule(PriorityBy By, string? Flag = null, bool YoungestFirst = false);

/// <summary>How pupils get more than one place: one each in turn, or all at once.</summary>
public enum RoundsRule { OneEach, Together }

/// <summary>Seats that go first to those with a flag, if any ask; unused ones go to the rest.</summary>
public sealed record ReservedSeats(string Flag, int Places);

/// <summary>Exceptions from the school's rules for one course.</summary>
/// <param name="Course">The course's code.</param>
/// <param name="Order">An order of its own; null for the school's.</param>
public sealed record CourseRules(string Course, IReadOnlyList<PriorityRule>? Order, IReadOnlyList<ReservedSeats> Reserved)
{
    /// <summary>The lowest grade of primary school (1 to 13) it is for; null for no limit.</summary>
    public int? GradeFrom { get; init; }

    /// <summary>The highest grade it is for; null for no limit.</summary>
    public int? GradeTo { get; init; }

    /// <summary>Whether an audition must be passed.</summary>
    public bool Audition { get; init; }
}

/// <summary>Who may have a place, by where the child belongs.</summary>
public enum Residence { Anybody, Resident, ResidentOrSchool }

/// <summary>How long one may have a place in the year one reaches the highest age: the whole calendar year, its spring term, the term of the birthday, or the school year of the birthday.</summary>
public enum AgeEnd { CalendarYear, SpringTerm, Term, SchoolYear }

/// <summary>Who may be considered at all, before anybody is ranked.</summary>
/// <param name="AgeFrom">The age one must at least turn in the year the places begin; null for no limit beyond the course's.</param>
/// <param name="AgeTo">The last age; null for no limit beyond the course's.</param>
public sealed record Eligibility(Residence Residence = Residence.Anybody, int? AgeFrom = null, int? AgeTo = null, AgeEnd End = AgeEnd.CalendarYear)
{
    /// <summary>Whether courses of the depth programme are open to those who belong elsewhere.</summary>
    public bool DepthForAll { get; init; }

    /// <summary>Whether every course of the depth programme asks for a passed audition.</summary>
    public bool AuditionForDepth { get; init; }

    /// <summary>Whether those who applied late are left to the next admission, or to seats that come free.</summary>
    public bool LateWait { get; init; }

    /// <summary>Whether a wish from an earlier admission must have been renewed in time.</summary>
    public bool Renewed { get; init; }

    /// <summary>The last day on which somebody may have a place; null when there is no highest age.</summary>
    public DateOnly? LastDay(DateOnly born)
    {
        if (AgeTo is not { } most) return null;
        var birthday = born.AddYears(most);
        return End switch
        {
            AgeEnd.CalendarYear => new DateOnly(birthday.Year, 12, 31),
            AgeEnd.SpringTerm => new DateOnly(birthday.Year, 7, 31),
            AgeEnd.SchoolYear => new DateOnly(School.SchoolYear.Of(birthday) + 1, 7, 31),
            _ => birthday.Month >= 8 ? new DateOnly(birthday.Year, 12, 31) : new DateOnly(birthday.Year, 7, 31),
        };
    }
}

/// <summary>What no answer to an offer means when the days are over.</summary>
public enum Silence { LeavesQueue, KeepsQueue, Accepts }

/// <summary>A day that comes every year.</summary>
public readonly record struct DayOfYear(int Month, int Day)
{
    /// <summary>The day in a year. 29 February is the 28th where there is none.</summary>
    public DateOnly In(int year) => new(year, Month, Math.Min(Day, DateTime.DaysInMonth(year, Month)));

    /// <summary>Whether there is such a day.</summary>
    public bool Exists => Month is >= 1 and <= 12 && Day >= 1 && Day <= DateTime.DaysInMonth(2024, Month);
}

/// <summary>How long a pupil may be on leave and still have the place.</summary>
public enum Leave { None, ToEndOfTerm, ToEndOfSchoolYear }

/// <summary>The days of the year, and what holds from one year to the next.</summary>
public sealed record YearRules
{
    /// <summary>The guiding day to apply by.</summary>
    public DayOfYear? ApplyBy { get; init; }

    /// <summary>The day by which place and queue position are confirmed each year; null when they go on by themselves.</summary>
    public DayOfYear? ConfirmBy { get; init; }

    /// <summary>Whether a place or queue position that is not confirmed is lost, after a last warning.</summary>
    public bool LapseUnconfirmed { get; init; }

    /// <summary>The last day to give up a place for the autumn term.</summary>
    public DayOfYear? WithdrawAutumn { get; init; }

    /// <summary>The last day to give up a place for the spring term.</summary>
    public DayOfYear? WithdrawSpring { get; init; }

    /// <summary>How long leave lasts; after that one is a new applicant.</summary>
    public Leave Leave { get; init; }
}

/// <summary>The order of priority and the limits of a school's admission.</summary>
/// <param name="MaxPlacesPerPupil">Places a pupil may have in all; null for no limit.</param>
/// <param name="MaxWishes">Wishes a child may have waiting at once.</param>
/// <param name="AnswerDays">Days a family has to answer an offer; it is open to the end of the last day.</param>
/// <param name="KeepQueueWhenDeclining">Whether a family may decline and keep its place in the queue.</param>
public sealed record AdmissionRules(
    IReadOnlyList<PriorityRule> Order, RoundsRule Rounds, int? MaxPlacesPerPupil, int MaxWishes, int AnswerDays, bool KeepQueueWhenDeclining,
    IReadOnlyList<CourseRules> Courses)
{
    /// <summary>Trondheim's published order: without a place before those with one, then the date of the application; the older first when all else is equal.</summary>
    public static readonly AdmissionRules Default = new(
        [new(PriorityBy.PlacesHeld), new(PriorityBy.AppliedAt), new(PriorityBy.BirthDate)], RoundsRule.OneEach, MaxPlacesPerPupil: 2, MaxWishes: 6, AnswerDays: 7,
        KeepQueueWhenDeclining: true, Courses: []);

    /// <summary>Who may be considered.</summary>
    public Eligibility Eligible { get; init; } = new();

    /// <summary>Codes of the courses whose former pupils a rule may put first.</summary>
    public IReadOnlyList<string> Preparatory { get; init; } = [];

    /// <summary>The age in the year the places begin from which one is an adult.</summary>
    public int AdultFrom { get; init; } = 20;

    /// <summary>Whether an adult has a place for one school year at a time.</summary>
    public bool AdultsOneYear { get; init; }

    /// <summary>What no answer means.</summary>
    public Silence Silence { get; init; }

    /// <summary>Whether one who declines and stays in the queue goes to the end of it.</summary>
    public bool DecliningGoesLast { get; init; }

    /// <summary>Whether seniority is reckoned in whole school years on the list, so that all who applied for the same year stand alike.</summary>
    public bool SeniorityInYears { get; init; }

    /// <summary>Whether seniority goes along when a wish is changed to another course.</summary>
    public bool SeniorityFollowsChange { get; init; }

    /// <summary>Whether a person may pass over an application to a group when its composition asks for it, for a reason that the family is told.</summary>
    public bool MayPassOver { get; init; }

    /// <summary>Whether a family may ask that all the children of a submission get a place, or none: a wish that weighs against what each child is guaranteed.</summary>
    public bool MayAskTogether { get; init; }

    /// <summary>The days of the year.</summary>
    public YearRules Year { get; init; } = new();

    /// <summary>The exceptions of a course; null when it has none.</summary>
    public CourseRules? Of(string course) => Courses.FirstOrDefault(c => c.Course == course);

    /// <summary>The order at a course: its own; that of arrival at a short course, which fills first come, first served; else the school's.</summary>
    public IReadOnlyList<PriorityRule> OrderOf(string course, TeachingForm form) =>
        Of(course)?.Order ?? (form == TeachingForm.ShortCourse ? [new PriorityRule(PriorityBy.AppliedAt), new PriorityRule(PriorityBy.Lottery)] : Order);

    /// <summary>The flags that somebody must have to be considered at a course.</summary>
    /// <param name="own">What the catalogue asks for.</param>
    /// <param name="round">In an admission those who are late may have to wait; for a seat that comes free they may not.</param>
    public IReadOnlyList<string> RequirementsOf(string course, Programme programme, IEnumerable<string> own, bool round)
    {
        var asked = own.ToList();
        var depth = programme == Programme.Depth;
        if (Eligible.Residence != Residence.Anybody && !(depth && Eligible.DepthForAll)) asked.Add(Fact.MayApplyHere);
        if (Eligible.AgeFrom is not null || Eligible.AgeTo is not null) asked.Add(Fact.WithinAge);
        if (Of(course) is { } exception && (exception.GradeFrom is not null || exception.GradeTo is not null)) asked.Add(Fact.RightGrade);
        if (Of(course) is { Audition: true } || depth && Eligible.AuditionForDepth) asked.Add(Fact.AuditionPassed);
        if (round && Eligible.Renewed) asked.Add(Fact.RenewedInTime);
        if (round && Eligible.LateWait) asked.Add(Fact.OnTime);
        return [.. asked.Distinct()];
    }

    /// <summary>The last day of a place that begins on a day: the end of the school year for an adult, when adults have one year at a time; null for no end.</summary>
    /// <param name="born">Null when nobody knows.</param>
    public DateOnly? LastDayOf(DateOnly from, DateOnly? born) =>
        AdultsOneYear && from.Year - born?.Year >= AdultFrom ? new DateOnly(School.SchoolYear.Of(from) + 1, 7, 31) : null;

    /// <summary>Whether a missing requirement keeps the wish in the queue for another time, instead of ending it.</summary>
    public static bool IsForNow(string? requirement) => requirement is Fact.OnTime or Fact.RenewedInTime;

    /// <summary>Whether the rules are the same rules, word for word.</summary>
    public bool SameAs(AdmissionRules other) =>
        Order.SequenceEqual(other.Order) && Preparatory.SequenceEqual(other.Preparatory) && Courses.Count == other.Courses.Count
        && Courses.Zip(other.Courses).All(c => SameCourse(c.First, c.Second))
        && this with { Order = [], Preparatory = [], Courses = [] } == other with { Order = [], Preparatory = [], Courses = [] };

    private static bool SameCourse(CourseRules a, CourseRules b) =>
        (a.Order is null ? b.Order is null : b.Order is not null && a.Order.SequenceEqual(b.Order)) && a.Reserved.SequenceEqual(b.Reserved)
        && (a.Course, a.GradeFrom, a.GradeTo, a.Audition) == (b.Course, b.GradeFrom, b.GradeTo, b.Audition);
}
