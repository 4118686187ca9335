using Samspill.Data;
using Samspill.Domain.Access;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.People;
using Samspill.Domain.School;
using Samspill.Features.Access;
using Samspill.Host;

namespace Samspill.Tests.Cast;

/// <summary>Somebody who can sign in.</summary>
public sealed record Member(string School, Guid Account, PersonId Person, string Name);

/// <summary>Two small schools and the people in them, by name. Every test class has a world of its own.</summary>
/// <remarks>
/// Kari is guardian of Jonas (8, waits for guitar, has piano) and Elle (10). Nina is guardian of Kasper (11): another family.
/// Hemmelig is guardian of Skjult (9), strictly confidential, web opened by the handler. Marit is principal, Per office, Trine teacher of Jonas.
/// Vera handles protected people. Ola (16) is a pupil who signs in himself. At the other school: Berit, guardian, and Rune, office.
/// </remarks>
public sealed class World
{
    public const string School = "trondheim";
    public const string OtherSchool = "klabu";

    private readonly Dictionary<string, Member> members = [];

    public Member Kari => members["Kari"];
    public Member Nina => members["Nina"];
    public Member Hemmelig => members["Hemmelig"];
    public Member Marit => members["Marit"];
    public Member Per => members["Per"];
    public Member Trine => members["Trine"];
    public Member Vera => members["Vera"];
    public Member Ola => members["Ola"];
    public Member Eva => members["Eva"];
    public Member Kim => members["Kim"];
    public Member Siri => members["Siri"];
    public Member Nils => members["Nils"];
    public Member Berit => members["Berit"];
    public Member Rune => members["Rune"];

    /// <summary>Everybody who can sign in at the first school.</summary>
    public IEnumerable<Member> AtSchool => members.Values.Where(m => m.School == School);

    public PersonId Jonas { get; private set; }
    public PersonId Elle { get; private set; }
    public PersonId Kasper { get; private set; }
    public PersonId Skjult { get; private set; }
    public SiteId Midtbyen { get; private set; }
    public SiteId Ila { get; private set; }

    /// <summary>One seat, taken by nobody.</summary>
    public CourseId Guitar { get; private set; }

    /// <summary>Ten seats, one taken by Jonas.</summary>
    public CourseId Piano { get; private set; }

    /// <summary>For those who turn 6 to 9; ten seats.</summary>
    public CourseId Choir { get; private set; }

    /// <summary>Not published.</summary>
    public CourseId DraftCourse { get; private set; }

    /// <summary>Jonas waits for guitar.</summary>
    public ApplicationId JonasGuitar { get; private set; }

    /// <summary>Skjult waits for guitar, behind Jonas.</summary>
    public ApplicationId SkjultGuitar { get; private set; }

    public RuleSetId Rules { get; private set; }

    /// <summary>Closed an hour ago.</summary>
    public RoundId Round { get; private set; }

    public static async Task<World> MakeAsync(Schools schools, TimeProvider clock)
    {
        var world = new World();
        var first = await schools.CreateAsync(new HostedSchool(School, "Trondheim kulturskole", "5001", Demo: false), CancellationToken.None);
        await world.FillAsync(first.Value, clock);
        var other = await schools.CreateAsync(new HostedSchool(OtherSchool, "Klæbu kulturskole", "5030", Demo: false), CancellationToken.None);
        await world.FillOtherAsync(other.Value, clock);
        return world;
    }

    private async Task FillAsync(OpenSchool school, TimeProvider clock)
    {
        await using var db = school.Database(Actor.System, clock);
        var now = clock.GetUtcNow();
        var today = Oslo.Today(clock);

        Midtbyen = AddSite(db, "midtbyen", "Kulturskolesenter Midtbyen", SiteKind.Centre, "Midtbyen", 63.4345, 10.4040);
        Ila = AddSite(db, "ila", "Ila skole", SiteKind.Primary, "Midtbyen", 63.4290, 10.3700);
        var lade = AddSite(db, "lade", "Lade skole", SiteKind.Primary, "Østbyen", 63.4440, 10.4450);
        await db.SaveChangesAsync();

        Guitar = AddCourse(db, "gitar-midtbyen", "Gitar, Midtbyen", TeachingForm.Individual, capacity: 1, 7, 19, Midtbyen);
        Piano = AddCourse(db, "piano-midtbyen", "Piano, Midtbyen", TeachingForm.Individual, capacity: 10, 7, 19, Midtbyen);
        Choir = AddCourse(db, "barnekor-ila", "Barnekor, Ila", TeachingForm.Group, capacity: 10, 6, 9, Ila);
        DraftCourse = AddCourse(db, "sirkus-lade", "Sirkus, Lade", TeachingForm.Group, capacity: 12, 8, 14, lade, published: false);
        await db.SaveChangesAsync();

        var kari = AddGuardian(db, "Kari", "Aune", "kari@example.org", "40000001");
        var nina = AddGuardian(db, "Nina", "Solberg", "nina@example.org", "40000002");
        var hemmelig = AddGuardian(db, "Hemmelig", "Verge", "hemmelig@example.org", "40000003");
        Jonas = AddPupil(db, "Jonas", "Aune", new DateOnly(2018, 3, 14), Sex.M, Ila, Protection.None, [kari]);
        Elle = AddPupil(db, "Elle", "Aune", new DateOnly(2016, 10, 1), Sex.F, Ila, Protection.None, [kari]);
        Kasper = AddPupil(db, "Kasper", "Solberg", new DateOnly(2015, 2, 28), Sex.M, lade, Protection.None, [nina]);
        Skjult = AddPupil(db, "Skjult", "Barn", new DateOnly(2017, 5, 17), Sex.F, lade, Protection.StrictlyConfidential, [hemmelig]);
        hemmelig.ShieldAs(Protection.StrictlyConfidential);
        var ola = AddPupil(db, "Ola", "Nordmann", new DateOnly(2010, 1, 2), Sex.M, lade, Protection.None, [nina]);
        await db.SaveChangesAsync();

        var trine = new Person(PersonId.New(), "Trine", "Lærer");
        trine.Rename("Trine", "Lærer");
        db.People.Add(trine);
        var teacher = new Staff(StaffId.New(), trine.Id, "t001");
        teacher.Record(StaffRole.Teacher, 80, "piano", Midtbyen);
        db.Staff.Add(teacher);
        await db.SaveChangesAsync();

        db.Places.Add(new Place(PlaceId.New(), Jonas, Piano, new DateOnly(2025, 8, 15), null, teacher.Id, null, today));
        await db.SaveChangesAsync();
        await db.Courses.Where(c => c.Id == Piano).ExecuteUpdateAsync(c => c.SetProperty(x => x.Taken, 1));

        JonasGuitar = AddApplication(db, "a1", Jonas, Guitar, now.AddDays(-100));
        SkjultGuitar = AddApplication(db, "a2", Skjult, Guitar, now.AddDays(-50));

        Rules = RuleSetId.New();
        db.RuleSets.Add(new RuleSet(Rules, 1, today.AddYears(-1), "Bystyret", now.AddYears(-1), AdmissionRules.Default));
        await db.SaveChangesAsync();
        Round = RoundId.New();
        db.Rounds.Add(new AdmissionRound(Round, "Hovedopptak 2026", now.AddHours(-1), today, new DateOnly(2026, 8, 17), 20260605, Rules));

        AddAccount(db, School, "Kari", kari);
        AddAccount(db, School, "Nina", nina);
        AddAccount(db, School, "Hemmelig", hemmelig);
        AddAccount(db, School, "Ola", db.People.Local.First(p => p.Id == ola));
        AddAccount(db, School, "Trine", trine, Role.Teacher);
        AddAccount(db, School, "Marit", null, Role.Principal);
        AddAccount(db, School, "Per", null, Role.Office);
        AddAccount(db, School, "Vera", null, Role.Office, Role.ProtectionHandler);
        AddAccount(db, School, "Eva", null, Role.Economy);
        AddAccount(db, School, "Kim", null, Role.Coordinator);
        AddAccount(db, School, "Siri", null, Role.RegionalAdviser);
        AddAccount(db, School, "Nils", null, Role.NationalCouncil);
        await db.SaveChangesAsync();
    }

    private async Task FillOtherAsync(OpenSchool school, TimeProvider clock)
    {
        await using var db = school.Database(Actor.System, clock);
        var berit = AddGuardian(db, "Berit", "Klæbu", "berit@example.org", "40000009");
        var site = AddSite(db, "sorborgen", "Sørborgen skole", SiteKind.Primary, "Klæbu", 63.2990, 10.4870);
        await db.SaveChangesAsync();
        AddPupil(db, "Birk", "Klæbu", new DateOnly(2016, 6, 6), Sex.M, site, Protection.None, [berit]);
        AddAccount(db, OtherSchool, "Berit", berit);
        AddAccount(db, OtherSchool, "Rune", null, Role.Office);
        await db.SaveChangesAsync();
    }

    private static SiteId AddSite(SamspillDb db, string code, string name, SiteKind kind, string district, double latitude, double longitude)
    {
        var site = new Site(SiteId.New(), code);
        site.Record(name, kind, district, latitude, longitude);
        db.Sites.Add(site);
        return site.Id;
    }

    private static CourseId AddCourse(SamspillDb db, string code, string name, TeachingForm form, int capacity, int from, int to, SiteId site, bool published = true)
    {
        var course = new Course(CourseId.New(), code);
        course.Record(new CourseFacts(name, Discipline.Music, name.Split(',')[0].ToLowerInvariant(), Programme.Core, form, [site], capacity, 0, from, to, 20, 36, new Money(147000), ""));
        if (published) course.Publish();
        db.Courses.Add(course);
        return course.Id;
    }

    private static Person AddGuardian(SamspillDb db, string given, string family, string email, string phone)
    {
        var person = new Person(PersonId.New(), given, family);
        person.Rename(given, family);
        person.RecordGuardian("g-" + given.ToLowerInvariant(), email, phone);
        db.People.Add(person);
        return person;
    }

    private static PersonId AddPupil(SamspillDb db, string given, string family, DateOnly born, Sex sex, SiteId school, Protection protection, Person[] guardians)
    {
        var person = new Person(PersonId.New(), given, family);
        person.Rename(given, family);
        person.RecordPupil("p-" + given.ToLowerInvariant(), new PupilFacts(born, sex, $"{given}veien 1", "7010", "5001", school, "nb", protection, ""));
        db.People.Add(person);
        foreach (var guardian in guardians) db.Guardianships.Add(new Guardianship(person.Id, guardian.Id, payer: true, online: true));
        return person.Id;
    }

    private static ApplicationId AddApplication(SamspillDb db, string code, PersonId pupil, CourseId course, DateTimeOffset at)
    {
        var application = new Application(ApplicationId.New(), code, pupil, course, null, 1, 1, at, "");
        db.Applications.Add(application);
        return application.Id;
    }

    private void AddAccount(SamspillDb db, string school, string name, Person? person, params Role[] roles)
    {
        var account = new UserAccount
        {
            UserName = name.ToLowerInvariant(), NormalizedUserName = name.ToUpperInvariant(), Email = $"{name.ToLowerInvariant()}@example.org", NormalizedEmail = $"{name.ToUpperInvariant()}@EXAMPLE.ORG",
            DisplayName = name, Person = person?.Id, SecurityStamp = Guid.CreateVersion7().ToString("N"),
        };
        db.Users.Add(account);
        foreach (var role in roles) db.Grants.Add(new RoleGrant(account.Id, role, new DateOnly(2025, 1, 1), null, "test"));
        members[name] = new Member(school, account.Id, person?.Id ?? default, name);
    }
}
