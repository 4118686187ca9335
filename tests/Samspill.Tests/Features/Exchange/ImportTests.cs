using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.People;
using Samspill.Features.Exchange;
using Samspill.Formats.SchoolFolders;
using Samspill.Host;
using Samspill.Tests.Host;
using Protection = Samspill.Domain.People.Protection;

namespace Samspill.Tests.Features.Exchange;

public sealed class ImportOnSqlite(OnSqlite server) : ImportTests(server), IClassFixture<OnSqlite>;

public sealed class ImportOnPostgres(OnPostgres server) : ImportTests(server), IClassFixture<OnPostgres>;

public abstract class ImportTests(TestServer server) : OnDatabase(server)
{
    private static int schools;

    [Fact]
    public async Task A_folder_comes_in_whole_and_is_unchanged_the_second_time()
    {
        var school = await NewSchoolAsync();
        var first = await ImportAsync(school, new SmallSchool());
        first.Faults.ShouldBeEmpty();
        first.Files.ShouldAllBe(f => f.New == f.Rows && f.Rows > 0);
        first.Files.Count.ShouldBe(9);

        await using var db = Open(school);
        var entries = await db.AuditEntries.CountAsync();
        (await ImportAsync(school, new SmallSchool())).Files.ShouldAllBe(f => f.Unchanged == f.Rows);
        (await db.AuditEntries.CountAsync()).ShouldBe(entries + 1);
        (await db.Courses.Select(c => new { c.Code, c.Taken, c.Status }).OrderBy(c => c.Code).ToListAsync()).Select(c => $"{c.Code} {c.Taken} {c.Status}").ShouldBe(["kor 0 Published", "piano 1 Published"]);
        (await db.Places.Where(p => p.State == PlaceState.Ended).CountAsync()).ShouldBe(1);
        (await db.Applications.AllAsync(a => a.State == ApplicationState.Waiting)).ShouldBeTrue();
    }

    [Fact]
    public async Task One_fault_in_the_last_file_leaves_everything_as_it_was()
    {
        var school = await NewSchoolAsync();
        var report = await ImportAsync(school, new SmallSchool().Add("applications.csv", "a3;p9;piano;1;2026-03-14T09:30:00+01:00;"));
        report.Faults.Select(f => f.ToString()).ShouldBe(["applications.csv line 4: pupil \"p9\" is neither in pupils.csv nor in the school"]);
        report.Files.Single(f => f.File == "applications.csv").ShouldBe(new FileReport("applications.csv", 3, 2, 0, 0, 1, 0));
        await using var db = Open(school);
        (await db.Sites.AnyAsync()).ShouldBeFalse();
        (await db.AuditEntries.AnyAsync(e => e.Action == "imported")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_dry_run_tells_the_same_and_changes_nothing()
    {
        var school = await NewSchoolAsync();
        var dry = await ImportAsync(school, new SmallSchool(), dryRun: true);
        await using (var db = Open(school)) (await db.People.AnyAsync()).ShouldBeFalse();
        (await ImportAsync(school, new SmallSchool())).Lines().ShouldBe(dry.Lines());
    }

    [Fact]
    public async Task What_goes_out_is_what_came_in_to_the_letter()
    {
        var (school, small) = (await NewSchoolAsync(), new SmallSchool());
        await ImportAsync(school, small);
        var folder = Path.Combine(Server.Folder, $"out-{school.Slug}");
        await using (var db = Open(school))
        {
            await new ExportSchool(db, school).RunAsync(folder, CancellationToken.None);
            (await db.AuditEntries.CountAsync(e => e.Action == "exported")).ShouldBe(1);
        }
        foreach (var file in SchoolFolder.FileNames) (await File.ReadAllTextAsync(Path.Combine(folder, file))).ShouldBe(small[file], file);

        var other = await NewSchoolAsync();
        (await ImportAsync(other, SchoolFolderReader.Read(new DirectoryInfo(folder)))).Faults.ShouldBeEmpty();
        (await ImportAsync(other, SchoolFolderReader.Read(new DirectoryInfo(folder)), dryRun: true)).Files.ShouldAllBe(f => f.Unchanged == f.Rows);
    }

    [Fact]
    public async Task Corrections_are_told_and_kept_and_what_a_file_leaves_out_stays()
    {
        var school = await NewSchoolAsync();
        await ImportAsync(school, new SmallSchool());
        var report = await ImportAsync(school, new SmallSchool().Only("pupils.csv", "id;givenName;familyName;birthDate;sex;municipality\np1;Máret;Nygård;2012-03-14;f;5001\np2;Ola;Øverås;2018-05-17;m;5001\n"));
        report.Files.ShouldBe([new FileReport("pupils.csv", 2, 0, 1, 1, 0, 0)]);
        await using var db = Open(school);
        var pupil = await db.People.SingleAsync(p => p.PupilCode == "p1");
        (pupil.FamilyName, pupil.SearchName, pupil.PostalCode, pupil.Flags, pupil.Language).ShouldBe(("Nygård", "máret nygård", "0150", "newlyArrived specialNeeds", "nn"));
        school.Cipher.Decrypt(pupil.NationalIdCipher!).ShouldBe("14831250047");
    }

    [Fact]
    public async Task The_same_national_id_among_pupils_and_guardians_is_one_person_when_the_names_agree()
    {
        var school = await NewSchoolAsync();
        (await ImportAsync(school, new SmallSchool().Add("guardians.csv", "g3;14831250047;máret;Øverås;;"))).Faults.ShouldBeEmpty();
        await using var db = Open(school);
        (await db.People.SingleAsync(p => p.GuardianCode == "g3")).PupilCode.ShouldBe("p1");

        var report = await ImportAsync(await NewSchoolAsync(), new SmallSchool().Add("guardians.csv", "g3;14831250047;Kari;Øverås;;"));
        report.Faults.Select(f => f.ToString()).ShouldBe(["guardians.csv line 4: nationalId \"148312 *****\" belongs to somebody with another name"]);
    }

    [Fact]
    public async Task Protection_covers_brothers_sisters_and_guardians_and_closes_the_web_for_good()
    {
        var school = await NewSchoolAsync();
        var protectedPupil = new SmallSchool().With("pupils.csv", "7010;5001;;nb;none", "7010;5001;;nb;strictlyConfidential").Add("pupils.csv", "p4;;Liv;Vik;2019-01-02;f;;;5001;;nb;none;").Add("guardianships.csv", "p4;g2;yes");
        await ImportAsync(school, protectedPupil);
        await using (var db = Open(school))
        {
            (await db.People.Where(p => p.Shield == Protection.StrictlyConfidential).Select(p => p.GivenName).Order().ToListAsync()).ShouldBe(["Liv", "Sara", "Skjult"]);
            (await db.Guardianships.CountAsync(g => !g.Online)).ShouldBe(2);
            foreach (var opened in await db.Guardianships.Where(g => !g.Online).Take(1).ToListAsync()) opened.SetOnline(true);
            await db.SaveChangesAsync();
        }
        await ImportAsync(school, protectedPupil);
        await using (var db = Open(school)) (await db.Guardianships.CountAsync(g => !g.Online)).ShouldBe(1);
    }

    [Fact]
    public async Task An_application_that_has_gone_on_its_way_is_not_set_back()
    {
        var school = await NewSchoolAsync();
        await ImportAsync(school, new SmallSchool());
        await using var db = Open(school);
        (await db.Applications.SingleAsync(a => a.Code == "a1")).Withdraw(Server.Clock.GetUtcNow());
        await db.SaveChangesAsync();
        (await ImportAsync(school, new SmallSchool().With("applications.csv", "p3;piano;1", "p3;piano;2"))).Files.Single(f => f.File == "applications.csv").Unchanged.ShouldBe(2);
        db.ChangeTracker.Clear();
        (await db.Applications.SingleAsync(a => a.Code == "a1")).State.ShouldBe(ApplicationState.Withdrawn);
    }

    [Theory]
    [InlineData("applications.csv", "a9;p2;piano;1;2026-04-01T10:00:00+02:00;", "applications.csv line 2: pupil, course \"p2 piano\" is application \"a2\" already")]
    [InlineData("applications.csv", "a2;p3;piano;1;2026-03-14T09:30:00+01:00;", "applications.csv line 2: id \"a2\" is another pupil's or for another course at the school")]
    [InlineData("applications.csv", "a2;p2;piano;1;2026-03-14T09:30:01+02:00;", "applications.csv line 2: appliedAt is another moment than the school has; what was received is never changed")]
    [InlineData("places.csv", "p1;piano;2026-01-05;;", "places.csv line 2: pupil, course \"p1 piano\" has two places that have not ended")]
    [InlineData("pupils.csv", "p9;14831250047;Máret;Øverås;2012-03-14;f;;;5001;;;;", "pupils.csv line 2: nationalId \"148312 *****\" belongs to pupil \"p1\"")]
    [InlineData("guardianships.csv", "p3;g9;yes", "guardianships.csv line 2: guardian \"g9\" is neither in guardians.csv nor in the school")]
    public async Task What_does_not_fit_the_school_is_told_by_its_line(string file, string row, string fault)
    {
        var school = await NewSchoolAsync();
        await ImportAsync(school, new SmallSchool());
        var header = new SmallSchool()[file].Split("\r\n")[0];
        (await ImportAsync(school, new SmallSchool().Only(file, $"{header}\n{row}\n"))).Faults.Select(f => f.ToString()).ShouldBe([fault]);
    }

    [Fact]
    public async Task What_the_rules_would_not_have_allowed_stands_and_is_remarked()
    {
        var school = await NewSchoolAsync();
        var report = await ImportAsync(school, new SmallSchool().Add("places.csv", "p2;piano;2025-08-18;;").Add("places.csv", "p3;piano;2025-08-18;;").Add("places.csv", "p3;kor;2022-08-18;;"));
        report.Faults.ShouldBeEmpty();
        report.Remarks.Select(r => r.ToString()).ShouldBe(
        [
            "places.csv: more places than the course has seats: 1 row, on line 2",
            "places.csv: outside the ages of the course: 1 row, on line 6",
            "applications.csv: the pupil has a place on the course: 2 rows, the first on line 2",
        ]);
        report.Files.Single(f => f.File == "places.csv").Remarks.ShouldBe(2);
    }

    [Fact]
    public async Task A_demo_takes_synthetic_national_ids_only()
    {
        // Somebody born on 1 January 1900: a number of the real kind that nobody living has.
        var real = new SmallSchool().With("guardians.csv", "17858000076", "01010000110");
        (await ImportAsync(await NewSchoolAsync(demo: true), real)).Faults.Select(f => f.ToString()).ShouldBe(["guardians.csv line 2: nationalId \"010100 *****\" is no synthetic number; a demo takes no others"]);
        (await ImportAsync(await NewSchoolAsync(), real)).Faults.ShouldBeEmpty();
    }

    private async Task<OpenSchool> NewSchoolAsync(bool demo = false) =>
        (await Server.Schools.CreateAsync(new HostedSchool($"imported{Interlocked.Increment(ref schools)}", "Import kulturskole", "5001", demo), CancellationToken.None)).Value;

    private SamspillDb Open(OpenSchool school) => school.Database(Actor.System, Server.Clock);

    private Task<ImportReport> ImportAsync(OpenSchool school, SmallSchool folder, bool dryRun = false) => ImportAsync(school, folder.Read(), dryRun);

    private async Task<ImportReport> ImportAsync(OpenSchool school, FolderReading folder, bool dryRun = false)
    {
        await using var db = Open(school);
        return await new ImportSchool(db, school, Server.Clock).RunAsync(folder, dryRun, CancellationToken.None);
    }
}
