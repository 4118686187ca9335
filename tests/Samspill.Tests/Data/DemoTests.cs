using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.People;
using Samspill.Features.Access;
using Samspill.Features.Exchange;
using Samspill.Formats.SchoolFolders;
using Samspill.Host;
using Samspill.Tests.Host;
using DemoCast = Samspill.Data.Cast;

namespace Samspill.Tests.Data;

public sealed class DemoTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("samspill-demo-").FullName;
    private readonly TestClock clock = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Trondheim_has_its_published_size()
    {
        var school = new DemoFolder(DemoPlan.Trondheim, new DateOnly(2026, 6, 5), clock.GetUtcNow()).Make();
        school.Places.Count.ShouldBe(4_667);
        school.Places.Select(p => p.Pupil).Distinct().Count().ShouldBe(3_700);
        school.Applications.Select(a => a.Pupil).Distinct().Count().ShouldBeInRange(1_590, 1_610);
        school.Sites.Count.ShouldBeGreaterThanOrEqualTo(60);
        school.Pupils.ShouldAllBe(p => p.NationalId == null || p.NationalId.Value.IsSynthetic && p.NationalId.Value.Fits(p.BirthDate));
        school.Guardians.ShouldAllBe(g => g.Email!.EndsWith("@example.org"));
        school.Pupils.Select(p => p.Id).Except(school.Guardianships.Select(g => g.Pupil)).ShouldBeEmpty();
    }

    [Theory, InlineData(2026, 1, 1), InlineData(2026, 8, 31), InlineData(2027, 12, 31), InlineData(2028, 2, 29)]
    public void It_can_be_made_on_any_day(int year, int month, int day)
    {
        var today = new DateOnly(year, month, day);
        var school = new DemoFolder(DemoPlan.Klabu, today, Oslo.EndOf(today.AddDays(-2))).Make();
        school.Places.Count.ShouldBe(302);
        school.Places.ShouldAllBe(p => p.From <= today);
        foreach (var calendar in new[] { DemoCalendar.Make(year - 1), DemoCalendar.Make(year), DemoCalendar.Make(year + 1) }) calendar.Terms.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_same_day_gives_the_same_school_with_its_cast_and_a_round_to_run()
    {
        var first = await MakeAsync("one");
        await using (var db = first.Database(Actor.System, clock))
        {
            (await db.Rounds.SingleAsync()).ClosesAt.ShouldBeLessThan(clock.GetUtcNow());
            (await db.SchoolYears.CountAsync()).ShouldBe(2);
            foreach (var member in DemoCast.All.Where(m => m.School == DemoSchools.Klabu))
            {
                var account = await db.Users.SingleAsync(u => u.UserName == DemoCast.UserName(member));
                var person = await db.People.SingleAsync(p => p.Id == account.Person);
                $"{person.GivenName} {person.FamilyName}".ShouldBe(member.Name);
            }
        }
        var second = await MakeAsync("two");
        foreach (var file in SchoolFolder.FileNames)
            (await File.ReadAllTextAsync(Path.Combine(await ExportAsync(first, "out-one"), file))).ShouldBe(await File.ReadAllTextAsync(Path.Combine(await ExportAsync(second, "out-two"), file)), file);
    }

    [Fact]
    public async Task What_a_killed_start_left_behind_is_no_hindrance()
    {
        Directory.CreateDirectory(Path.Combine(folder, "killed"));
        foreach (var name in new[] { "samspill.db", $"{DemoSchools.Klabu}.db" }) await File.WriteAllBytesAsync(Path.Combine(folder, "killed", name), []);
        var school = await MakeAsync("killed");
        await using var db = school.Database(Actor.System, clock);
        (await db.Places.CountAsync()).ShouldBe(302);
    }

    [Fact]
    public async Task A_school_that_is_no_demo_is_neither_used_nor_deleted()
    {
        var schools = await OpenAsync("real");
        await schools.CreateAsync(new HostedSchool(DemoSchools.Klabu, "Klæbu kulturskole", "5030", Demo: false), CancellationToken.None);
        (await DemoSchools.EnsureAsync(schools, clock, fresh: true, CancellationToken.None)).Refused(out var why).ShouldBeTrue();
        why!.Code.ShouldBe("demo.real-school");
        await Should.ThrowAsync<InvalidOperationException>(() => schools.DeleteDemoAsync(DemoSchools.Klabu, CancellationToken.None));
        schools.Find(DemoSchools.Klabu).ShouldNotBeNull();
    }

    private async Task<Schools> OpenAsync(string name)
    {
        var schools = new Schools(new Storage(Path.Combine(folder, name), null), clock);
        await schools.OpenAllAsync(CancellationToken.None);
        return schools;
    }

    private async Task<OpenSchool> MakeAsync(string name) => await DemoSchools.MakeAsync(await OpenAsync(name), DemoPlan.Klabu, clock, CancellationToken.None);

    private async Task<string> ExportAsync(OpenSchool school, string name)
    {
        await using var db = school.Database(Actor.System, clock);
        await new ExportSchool(db, school).RunAsync(Path.Combine(folder, name), CancellationToken.None);
        return Path.Combine(folder, name);
    }
}
