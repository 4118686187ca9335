using Samspill.Formats.SchoolFolders;

namespace Samspill.Data;

/// <summary>A child of the demo: its row, the age it turns this year, where it lives.</summary>
internal sealed record DemoChild(PupilRow Row, int Turns, string District, string? HomeSite)
{
    public List<string> Courses { get; } = [];
}

/// <summary>Makes up families: one or two guardians, up to three children, names that go together, schools near home.</summary>
internal sealed class DemoPeople(Dice dice, IReadOnlyList<DemoSite> sites, string municipality, DateOnly today)
{
    private static readonly (int Turns, int Weight)[] Ages =
        [(4, 1), (5, 2), (6, 4), (7, 8), (8, 10), (9, 11), (10, 11), (11, 10), (12, 10), (13, 8), (14, 7), (15, 6), (16, 5), (17, 4), (18, 3), (19, 1)];

    private static readonly int AllAges = Ages.Sum(a => a.Weight);

    private readonly MadeNumbers numbers = new(dice, small: municipality == DemoPlan.Klabu.Municipality);
    private readonly List<DemoSite> homes = [.. sites.Where(s => s.Kind == SiteKind.Primary)];
    private int family;

    public List<DemoChild> Children { get; } = [];
    public List<GuardianRow> Guardians { get; } = [];
    public List<GuardianshipRow> Guardianships { get; } = [];

    public void AddCast(CastFamily cast)
    {
        var home = homes.Find(s => cast.Children.Any(c => c.School == s.Id)) ?? homes[0];
        var adults = cast.Guardians.Select(name => AddGuardian(name, cast.Name, girl: name != "Anders", $"{name.ToLowerInvariant()}@example.org")).ToList();
        foreach (var child in cast.Children)
        {
            AddChild(child.Name, cast.Name, child.Sex, Born(child.Turns), home, adults, "nb", child.Protection, "", child.School);
            Children[^1].Courses.AddRange(child.Places);
        }
    }

    /// <summary>Adds families until there are so many children.</summary>
    public void Fill(int children)
    {
        while (Children.Count < children) AddFamily(children);
    }

    private void AddFamily(int most)
    {
        family++;
        var group = Group();
        var (name, home, language) = (Pick(group.Families), Pick(homes), Pick(group.Languages));
        var adults = new List<string>();
        for (var i = dice.Next(4) == 0 ? 1 : 2; i > 0; i--)
        {
            var girl = i == 1 ? dice.Next(2) == 0 : dice.Next(10) < 6;
            adults.Add(AddGuardian(Pick(girl ? group.Girls : group.Boys), dice.Next(5) > 0 ? name : Pick(group.Families), girl, null));
        }
        var protection = family % 500 == 250 ? Protection.StrictlyConfidential : family % 180 == 90 ? Protection.Confidential : Protection.None;
        var turns = Age();
        for (var i = dice.Next(10) switch { < 5 => 1, < 9 => 2, _ => 3 }; i > 0 && Children.Count < most && turns is >= 4 and <= 19; i--, turns += dice.Next(1, 4) * (dice.Next(2) * 2 - 1))
        {
            var sex = dice.Next(500) == 0 ? Sex.X : dice.Next(100) < 58 ? Sex.F : Sex.M;
            var flags = dice.Next(100) switch { < 3 => "specialNeeds", < 5 => "newlyArrived", _ => "" };
            AddChild(Pick(sex == Sex.M ? group.Boys : group.Girls), name, sex, Born(turns), home, adults, language, protection, flags, NearSchool(home, turns));
        }
    }

    private string AddGuardian(string givenName, string familyName, bool girl, string? email)
    {
        var id = $"g{Guardians.Count + 1:000000}";
        var born = new DateOnly(today.Year - dice.Next(31, 54), 1, 1).AddDays(dice.Next(365));
        Guardians.Add(new() { Id = id, NationalId = numbers.Next(born, girl), GivenName = givenName, FamilyName = familyName, Email = email ?? $"{id}@example.org", Phone = $"4{dice.Next(1_000_000, 10_000_000)}" });
        return id;
    }

    private void AddChild(string givenName, string familyName, Sex sex, DateOnly born, DemoSite home, List<string> adults, string language, Protection protection, string flags, string? school)
    {
        var id = $"p{Children.Count + 1:000000}";
        var girl = sex == Sex.F || sex == Sex.X && dice.Next(2) == 0;
        var street = Pick(DemoNames.Streets).Replace('_', ' ');
        Children.Add(new(new()
        {
            Id = id, NationalId = numbers.Next(born, girl), GivenName = givenName, FamilyName = familyName, BirthDate = born, Sex = sex,
            Address = $"{street} {dice.Next(1, 90)}", PostalCode = PostalCode(home), Municipality = dice.Next(80) == 0 ? Pick(["5028", "5031", "5035"]) : municipality,
            School = school, Language = language, Protection = protection, Flags = flags.Length > 0 ? [flags] : null,
        }, today.Year - born.Year, home.District, home.Id));
        foreach (var (i, adult) in adults.Index()) Guardianships.Add(new() { Pupil = id, Guardian = adult, Payer = i == 0 });
    }

    private string? NearSchool(DemoSite home, int turns) => turns switch
    {
        >= 6 and <= 12 => home.Id,
        13 or 14 or 15 => sites.FirstOrDefault(s => s.District == home.District && s.Kind == SiteKind.LowerSecondary)?.Id,
        _ => null,
    };

    private string PostalCode(DemoSite home) => home.District switch
    {
        "Midtbyen" => $"70{dice.Next(10, 30)}",
        "Østbyen" => $"70{dice.Next(40, 60)}",
        "Lerkendal" => $"70{dice.Next(30, 40)}",
        "Klæbu" => "7540",
        _ => $"70{dice.Next(70, 99)}",
    };

    /// <summary>A day in the year in which one turns so old, and not in the future.</summary>
    private DateOnly Born(int turns) => new DateOnly(today.Year - turns, 1, 1).AddDays(dice.Next(365));

    private int Age()
    {
        var at = dice.Next(AllAges);
        foreach (var (turns, weight) in Ages)
        {
            if ((at -= weight) < 0) return turns;
        }
        return 10;
    }

    private DemoNames Group()
    {
        var at = dice.Next(DemoNames.Groups.Sum(g => g.Weight));
        foreach (var group in DemoNames.Groups)
        {
            if ((at -= group.Weight) < 0) return group;
        }
        return DemoNames.Groups[0];
    }

    private T Pick<T>(IReadOnlyList<T> list) => list[dice.Next(list.Count)];
}
