using System.Runtime.InteropServices;
using Samspill.Formats.SchoolFolders;

namespace Samspill.Data;

/// <summary>Makes up a school as a school folder: so the demo comes in as any other school would.</summary>
internal sealed class DemoFolder
{
    private readonly DemoPlan plan;
    private readonly Dice dice;
    private readonly DateOnly today;
    private readonly DateTimeOffset closes;
    private readonly IReadOnlyList<DemoSite> sites;
    private readonly DemoPeople people;
    private readonly List<DemoCourse> courses = [];
    private readonly List<PlaceRow> places = [];
    private readonly List<ApplicationRow> applications = [];
    private readonly List<StaffRow> staff = [];

    /// <param name="closes">The admission closed then: nobody has applied later.</param>
    public DemoFolder(DemoPlan plan, DateOnly today, DateTimeOffset closes)
    {
        (this.plan, this.today, this.closes, dice, sites) = (plan, today, closes, new Dice(plan.Seed), plan.Sites());
        people = new DemoPeople(dice, sites, plan.Municipality, today);
    }

    /// <summary>Days and descriptions, which no school folder tells, by the course's code.</summary>
    public IReadOnlyDictionary<string, (string Days, string Description)> Presented => courses.ToDictionary(c => c.Row.Id, c => (c.Days, c.Offer.Description));

    public SchoolFolder Make()
    {
        foreach (var offer in DemoOffer.All) AddCourses(offer);
        AddStaff();
        foreach (var family in Cast.Families(plan.Slug)) people.AddCast(family);
        people.Fill(plan.Pupils + plan.WaitingWithout);
        LeaveSeatsFree();
        GivePlaces();
        AddWishes();
        return new SchoolFolder
        {
            Sites = [.. sites.Select(s => new SiteRow { Id = s.Id, Name = s.Name, Kind = s.Kind, District = s.District, Latitude = s.Latitude, Longitude = s.Longitude })],
            Rooms = [.. Rooms()],
            Courses = [.. courses.Select(c => c.Row)],
            Pupils = [.. people.Children.Select(c => c.Row)],
            Guardians = people.Guardians, Guardianships = people.Guardianships, Staff = staff, Places = places, Applications = applications,
        };
    }

    private IEnumerable<RoomRow> Rooms() =>
        from site in sites
        from number in Enumerable.Range(1, site.Kind == SiteKind.Centre ? 6 : 2)
        select new RoomRow
        {
            Id = $"{site.Id}-{number}", Site = site.Id, Name = number == 1 ? "Sal" : $"Rom {number}", Capacity = number == 1 ? 30 : 8,
            Features = number == 1 ? ["piano", "mirror", "stage"] : number % 3 == 0 ? ["drums"] : number % 3 == 1 ? ["easel"] : ["piano"],
        };

    private void AddCourses(DemoOffer offer)
    {
        var cast = Cast.Families(plan.Slug).SelectMany(f => f.Children).SelectMany(c => c.Places.Concat(c.Wishes)).ToHashSet();
        var chosen = sites.Where(s => cast.Contains($"{offer.Id}-{s.Id}")).ToList();
        var others = sites.Except(chosen).OrderBy(s => dice.Next(s.Kind == SiteKind.Centre ? 40 : 100)).ToList();
        foreach (var site in chosen.Concat(others).Take(Math.Max(chosen.Count, plan.AtSites(offer))))
        {
            var days = offer.Form == CourseForm.ShortCourse ? "mon tue wed thu fri" : offer.Form == CourseForm.Individual && dice.Next(2) == 0 ? Two() : Day(dice.Next(5));
            courses.Add(new DemoCourse(offer, site, offer.Seats, days));
        }
    }

    private string Two()
    {
        var first = dice.Next(3);
        return $"{Day(first)} {Day(first + 1 + dice.Next(4 - first))}";
    }

    private static string Day(int number) => "mon tue wed thu fri".Split(' ')[number];

    private void AddStaff()
    {
        staff.AddRange(Cast.Staff(plan.Slug));
        var subjects = courses.Select(c => c.Offer.Id).ToList();
        for (var i = 2; i <= plan.Teachers; i++)
        {
            var group = DemoNames.Groups[dice.Next(12) == 0 ? dice.Next(1, DemoNames.Groups.Length) : 0];
            staff.Add(new()
            {
                Id = $"t{i:000}", GivenName = Pick(dice.Next(2) == 0 ? group.Girls : group.Boys), FamilyName = Pick(group.Families), Email = $"t{i:000}@example.org",
                Role = StaffRole.Teacher, PositionPercent = dice.Next(1, 6) * 20, Subjects = [Pick(subjects)], HomeSite = Pick(sites).Id,
            });
        }
        GiveCourses([.. staff.Where(s => s.Role == StaffRole.Teacher)]);
    }

    /// <summary>Each course to the able teacher who has least, and to anybody when those have a full week: then that is one more subject of theirs. The position follows from what one teaches.</summary>
    private void GiveCourses(List<StaffRow> teachers)
    {
        var load = teachers.ToDictionary(t => t.Id, _ => 0);
        var subjects = teachers.ToDictionary(t => t.Id, t => t.Subjects!.ToList());
        foreach (var _ in courses.Where(c => c.Row.Id != "piano-midtbyen")) dice.Next(teachers.Count); // the rest of the demo is drawn from the same dice, as it always was
        foreach (var course in courses.OrderByDescending(MinutesOf).ThenBy(c => c.Row.Id, StringComparer.Ordinal))
        {
            var able = teachers.FindAll(t => subjects[t.Id].Contains(course.Offer.Id) && load[t.Id] + MinutesOf(course) <= FullWeek);
            course.Teacher = course.Row.Id == "piano-midtbyen" ? "t001" : (able.Count > 0 ? able : teachers).MinBy(t => load[t.Id])!.Id;
            load[course.Teacher] += MinutesOf(course);
            if (!subjects[course.Teacher].Contains(course.Offer.Id)) subjects[course.Teacher].Add(course.Offer.Id);
        }
        for (var i = 0; i < staff.Count; i++)
        {
            if (load.TryGetValue(staff[i].Id, out var minutes)) staff[i] = staff[i] with { Subjects = Words.Of([.. subjects[staff[i].Id]]), PositionPercent = Math.Clamp((minutes * 100 / FullWeek + 9) / 10 * 10, 20, 100) };
        }
    }

    /// <summary>Minutes a week.</summary>
    private static int MinutesOf(DemoCourse course) => course.Offer.Minutes * (course.Offer.Form == CourseForm.Individual ? course.Offer.Seats : 1);

    /// <summary>What a teacher in a full position teaches, minutes a week.</summary>
    private const int FullWeek = 1300;

    /// <summary>Every third course or so has seats left, so that the seats taken are as many as the plan says.</summary>
    private void LeaveSeatsFree()
    {
        var some = courses.Where(_ => dice.Next(5) < 2).ToList();
        for (var free = courses.Sum(c => c.Row.Capacity!.Value) - plan.Places; free > 0; free--)
        {
            var roomy = some.FindAll(c => c.Open > c.Row.Capacity / 2);
            Pick(roomy.Count > 0 ? roomy : courses.FindAll(c => c.Open > 1)).Open--;
        }
    }

    /// <summary>First places course by course, the narrowest ages first; then second places for some.</summary>
    private void GivePlaces()
    {
        var byCode = courses.ToDictionary(c => c.Row.Id);
        foreach (var child in people.Children)
        {
            foreach (var code in child.Courses.ToList()) Place(child, byCode[code], isNew: false);
        }
        var cast = Cast.Families(plan.Slug).Sum(f => f.Children.Length);
        var pool = people.Children.Skip(cast).ToArray();
        dice.Shuffle<DemoChild>(pool);
        var waiting = pool.ToList();
        var seated = people.Children.Count(c => c.Courses.Count > 0);
        DemoCourse[] seats = [.. courses.SelectMany(c => Enumerable.Repeat(c, c.Open))];
        dice.Shuffle<DemoCourse>(seats);
        var left = new List<DemoCourse>();
        foreach (var course in seats.OrderBy(c => c.Offer.AgeTo - c.Offer.AgeFrom))
        {
            if (seated < plan.Pupils && Best(waiting, course) is >= 0 and var at)
            {
                Place(waiting[at], course, isNew: true);
                waiting[at] = waiting[^1];
                waiting.RemoveAt(waiting.Count - 1);
                seated++;
            }
            else left.Add(course);
        }
        var having = people.Children.Where(c => c.Courses.Count == 1).ToList();
        foreach (var course in left)
        {
            if (Best(having, course) is not (>= 0 and var at)) continue;
            Place(having[at], course, isNew: true);
            having[at] = having[^1];
            having.RemoveAt(having.Count - 1);
        }
    }

    /// <summary>The nearest of some who are of the age.</summary>
    private int Best(List<DemoChild> children, DemoCourse course)
    {
        var (best, nearest, found) = (-1, int.MaxValue, 0);
        for (var tries = 0; tries < 400 && found < 6 && children.Count > 0; tries++)
        {
            var at = dice.Next(children.Count);
            var child = children[at];
            if (!course.Takes(child)) continue;
            found++;
            if (course.Distance(child) is var distance && distance < nearest) (best, nearest) = (at, distance);
        }
        return best;
    }

    private void Place(DemoChild child, DemoCourse course, bool isNew)
    {
        if (isNew) child.Courses.Add(course.Row.Id);
        course.Open--;
        if (course.Offer.Programme == Programme.Depth) Audition(child);
        var years = Math.Min(dice.Next(5), Math.Max(0, child.Turns - course.Offer.AgeFrom));
        var from = DemoCalendar.FirstDay(DemoCalendar.YearOf(today) - years);
        places.Add(new() { Pupil = child.Row.Id, Course = course.Row.Id, From = from > today ? from.AddYears(-1) : from, Teacher = course.Teacher });
    }

    private void AddWishes()
    {
        var wanting = Cast.Families(plan.Slug).SelectMany(f => f.Children).ToList();
        foreach (var (child, wish) in people.Children.Zip(wanting)) Wish(child, [.. wish.Wishes.Select(code => courses.Single(c => c.Row.Id == code))]);
        var others = people.Children.Skip(wanting.Count).ToList();
        foreach (var child in others.Where(c => c.Courses.Count == 0)) Wish(child, Wanted(child, dice.Next(10) switch { < 4 => 1, < 8 => 2, _ => 3 }));
        var more = CollectionsMarshal.AsSpan(others.FindAll(c => c.Courses.Count == 1));
        dice.Shuffle(more);
        foreach (var child in more[..Math.Min(plan.WaitingWithPlace, more.Length)].ToArray()) Wish(child, Wanted(child, 1));
        applications.Sort((a, b) => a.AppliedAt.CompareTo(b.AppliedAt));
        for (var i = 0; i < applications.Count; i++) applications[i] = applications[i] with { Id = $"a{i + 1:000000}" };
    }

    /// <summary>Courses of the age, the near ones first; a child who finds none near takes any.</summary>
    private List<DemoCourse> Wanted(DemoChild child, int count) =>
        [.. courses.Where(c => c.Takes(child)).OrderBy(c => c.Distance(child) * 100 + dice.Next(180)).DistinctBy(c => c.Offer.Id).Take(count)];

    private void Wish(DemoChild child, List<DemoCourse> wanted)
    {
        var applied = Applied(child.Turns);
        foreach (var (i, course) in wanted.Index())
        {
            if (course.Offer.Programme == Programme.Depth) Audition(child);
            applications.Add(new() { Pupil = child.Row.Id, Course = course.Row.Id, Rank = i + 1, AppliedAt = applied.AddSeconds(i * dice.Next(5, 90)) });
        }
    }

    /// <summary>A moment in the last four years, most of them in the last; the young have not waited long.</summary>
    private DateTimeOffset Applied(int turns)
    {
        var share = dice.NextShare();
        var days = 1 + (int)(share * share * share * 365 * Math.Clamp(turns - 4, 1, 4));
        var local = closes.AddDays(-days).Date.Add(new TimeSpan(dice.Next(7, 23), dice.Next(60), dice.Next(60)));
        return new DateTimeOffset(local, Host.Oslo.Zone.GetUtcOffset(local));
    }

    private void Audition(DemoChild child)
    {
        var at = people.Children.FindIndex(c => c.Row.Id == child.Row.Id);
        var row = child.Row with { Flags = ["auditionPassed"] };
        people.Children[at] = child with { Row = row };
    }

    private T Pick<T>(IReadOnlyList<T> list) => list[dice.Next(list.Count)];
}
