using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Curriculum;
using Samspill.Domain.Groups;
using Samspill.Domain.Lessons;
using Samspill.Domain.Letters;
using Samspill.Domain.People;
using Samspill.Domain.School;
using Samspill.Domain.Surveys;
using Samspill.Features.Admission;
using Samspill.Features.Complaints;
using Samspill.Features.Letters;
using Samspill.Host;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Access;

/// <summary>Whose things a route is asked for: an ordinary child's, another family's, a protected child's, another school's, nobody's.</summary>
internal enum Whose { Jonas, Kasper, Skjult, OtherSchool, Nobody }

/// <summary>Things of each of them, so that a route with an id can be tried with every kind of id.</summary>
internal sealed class Targets
{
    private readonly Dictionary<(string Kind, Whose Whose), string> values = [];
    private readonly World world;

    private Targets(World world) => this.world = world;

    /// <summary>Routes with an id, by their beginning: what kind of id it is. The longest beginning counts.</summary>
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["/personer/{"] = "person",
        ["/sok/endre/{"] = "person",
        ["/bekreft/{"] = "person",
        ["/plass/{"] = "place",
        ["/elever/{"] = "taught",
        ["/min-side/{"] = "child",
        ["/laereplan/{"] = "curriculum",
        ["/arbeidstid/{"] = "employment",
        ["/sok/trekk/{"] = "application",
        ["/sok/velg/{"] = "draft",
        ["/sok-for/{"] = "guardian",
        ["/meldingslogg/{"] = "message",
        ["/utsendelser/{"] = "bulk",
        ["/skolear/{"] = "year",
        ["/steder/{"] = "site",
        ["/skjerm/{"] = "secret",
        ["/kvittering/{"] = "receipt",
        ["/api/v1/submissions/{"] = "receipt",
        ["/api/v1/applications/{"] = "application",
        ["/api/v1/children/{"] = "person",
        ["/api/v1/queues/{"] = "course",
        ["/api/v1/rounds/{"] = "round",
        ["/api/v1/runs/{"] = "run",
        ["/api/v1/rules/{"] = "rules",
        ["/api/v1/people/{"] = "person",
        ["/api/v1/places/{"] = "place",
        ["/api/v1/complaints/{"] = "complaint",
        ["/api/v1/letter-jobs/{"] = "job",
        ["/api/v1/letter-files/{"] = "letterfile",
        ["/api/v1/mailings/{"] = "bulk",
        ["/api/v1/confirmation-rounds/{"] = "question",
        ["/api/v1/place-changes/{"] = "change",
        ["/api/v1/guardian-invitations/{"] = "invitation",
        ["/vedtak/{"] = "application",
        ["/brev/{"] = "job",
        ["/brev/fil/{"] = "letterfile",
        ["/klager/{"] = "complaint",
        ["/tilbud-om-plass/{"] = "offer",
        ["/api/v1/offers/{"] = "offer",
        ["/tilbud/{"] = "course",
        ["/katalog/{"] = "course",
        ["/ko/{"] = "course",
        ["/api/v1/courses/{"] = "course",
        ["/opptak/{"] = "round",
        ["/opptak/kjoring/{"] = "run",
        ["/opptak/arsskifte/{"] = "course",
        ["/opptak/ga-forbi/{"] = "application",
        ["/foresatt/{"] = "secret",
        ["/invitasjon/{"] = "secret",
        ["/logg-inn/fortsett/{"] = "secret",
        ["/logg-inn/med/{"] = "secret",
        ["/innlogging/{"] = "secret",
        ["/grupper/{"] = "group",
        ["/grupper/tilbud/{"] = "course",
        ["/timeplan/{"] = "plan",
        ["/timeplan/kjoring/{"] = "timetable-run",
        ["/time/{"] = "lesson",
        ["/timer/{"] = "person",
        ["/syk/{"] = "staff",
        ["/kalender/{"] = "secret",
        ["/api/v1/statistics/{"] = "secret",
        ["/tider/{"] = "person",
        ["/undersokelser/{"] = "survey",
        ["/undersokelse/{"] = "secret",
        ["/openapi/{"] = "document",
    };

    /// <summary>What a change through the API takes, by the end of its route: something that can be read, so that the answer is about the thing.</summary>
    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["/wishes"] = """{"applications": [], "wants": 1}""",
        ["/answer"] = """{"outcome": "rejected", "reason": "Nei."}""",
        ["/{id:guid}/withdrawal"] = """{"lastDay": "2026-07-31"}""",
        ["/leave"] = """{"from": "2026-07-31"}""",
        ["/grant"] = """{"from": "2026-07-31"}""",
        ["place-changes/{id:guid}/refusal"] = """{"reason": "Nei."}""",
        ["/access"] = """{"guardian": "01970000-0000-7000-8000-000000000009", "access": "acts"}""",
        ["/payer"] = """{"guardian": "01970000-0000-7000-8000-000000000009"}""",
    };

    public static string BodyOf(string pattern) => Bodies.Where(b => pattern.EndsWith(b.Key, StringComparison.Ordinal)).Select(b => b.Value).FirstOrDefault() ?? "{}";

    private static readonly ConditionalWeakTable<TestServer, Task<Targets>> Made = [];

    /// <summary>Once for each server.</summary>
    public static Task<Targets> OfAsync(TestServer server) => Made.GetValue(server, MakeAsync);

    /// <summary>The family applies for each child, and the free seats are offered: every kind of thing exists for each.</summary>
    private static async Task<Targets> MakeAsync(TestServer server)
    {
        var world = server.World;
        var targets = new Targets(world);
        foreach (var (whose, guardian, child) in new[] { (Whose.Jonas, world.Kari, world.Jonas), (Whose.Kasper, world.Nina, world.Kasper), (Whose.Skjult, world.Hemmelig, world.Skjult) })
        {
            await using var scope = await server.ActAsAsync(guardian);
            var course = whose == Whose.Jonas ? "barnekor-ila" : "piano-midtbyen";
            var receipt = await scope.ServiceProvider.GetRequiredService<SubmitApplication>().RunAsync(
                new Sending(Guid.CreateVersion7(), guardian.Person, SubmissionChannel.Web, null, [new AskForChild(child, null, [course], 1, [], null)]), CancellationToken.None);
            targets.values[("receipt", whose)] = receipt.Value.Code;
            targets.values[("person", whose)] = targets.values[("taught", whose)] = targets.values[("child", whose)] = child.Value.ToString();
            targets.values[("guardian", whose)] = guardian.Person.Value.ToString();
        }
        await using (var scope = await server.ActAsAsync(world.Per))
            await scope.ServiceProvider.GetRequiredService<FillVacancies>().RunAsync([world.Piano, world.Choir], CancellationToken.None);
        await targets.AddLettersAndComplaintsAsync(server);

        await using var db = server.Database();
        var staff = await db.Staff.Where(s => s.Code == "t001").Select(s => s.Id.Value).SingleAsync();
        var curriculum = LocalCurriculum.First(new(Discipline.Music, "", Programme.Core), [Level.New("Nivå 1") with { Goals = [new Goal(Guid.CreateVersion7(), "Holder jevn puls")] }], "Per", server.Clock.GetUtcNow());
        _ = curriculum.Adopt("Rektor", new(2026, 1, 1), curriculum.Revision, server.Clock.GetUtcNow()).Value;
        db.Curricula.Add(curriculum);
        var survey = Survey.Begin(SurveyId.New(), "Hvordan går det?", Oslo.Today(server.Clock), "Per", server.Clock.GetUtcNow());
        _ = survey.Write(survey.Content with { Anonymous = false, Questions = [new SurveyQuestion(Guid.CreateVersion7(), QuestionKind.Scale, new SurveyWords("Trives du?", "", ""), true, false, [])] }, survey.Revision).Value;
        db.Surveys.Add(survey);
        foreach (var (whose, child) in new[] { (Whose.Jonas, world.Jonas), (Whose.Kasper, world.Kasper), (Whose.Skjult, world.Skjult) })
        {
            var offer = await db.Offers.SingleAsync(o => o.Pupil == child);
            targets.values[("offer", whose)] = offer.Id.Value.ToString();
            targets.values[("application", whose)] = offer.Application.Value.ToString();
            targets.values[("run", whose)] = offer.Run.Value.ToString();
            targets.values[("round", whose)] = world.Round.Value.ToString();
            targets.values[("message", whose)] = (await db.Messages.FirstAsync(m => m.Pupil == child)).Id.Value.ToString();
            targets.values[("course", whose)] = "piano-midtbyen";
            var place = new Place(PlaceId.New(), child, world.DraftCourse, new DateOnly(2026, 1, 5), null, null, null, Oslo.Today(server.Clock));
            db.Places.Add(place);
            targets.values[("place", whose)] = place.Id.Value.ToString();
            targets.values[("site", whose)] = "ila";
            targets.values[("document", whose)] = "v1";
            targets.values[("employment", whose)] = staff.ToString();
            targets.values[("curriculum", whose)] = curriculum.Id.Value.ToString();
            targets.values[("survey", whose)] = survey.Id.Value.ToString();
        }
        await db.SaveChangesAsync();
        await targets.AddLessonsAsync(db);
        await db.Courses.Where(c => c.Id == world.DraftCourse).ExecuteUpdateAsync(c => c.SetProperty(x => x.Taken, 3));
        await using var other = server.Database(World.OtherSchool);
        targets.values[("person", Whose.OtherSchool)] = (await other.People.FirstAsync(p => p.PupilCode != null)).Id.Value.ToString();
        return targets;
    }

    /// <summary>A complaint about each child's decision, and the letters of the run: the protected child's in a file of its own.</summary>
    private async Task AddLettersAndComplaintsAsync(TestServer server)
    {
        await using var db = server.Database();
        foreach (var (whose, guardian, child) in new[] { (Whose.Jonas, world.Kari, world.Jonas), (Whose.Kasper, world.Nina, world.Kasper), (Whose.Skjult, world.Hemmelig, world.Skjult) })
        {
            var wish = await db.Offers.Where(o => o.Pupil == child).Select(o => o.Application).SingleAsync();
            await using var family = await server.ActAsAsync(guardian);
            var complaint = await family.ServiceProvider.GetRequiredService<SubmitComplaint>().RunAsync(wish, "Dette er feil.", null, CancellationToken.None);
            values[("complaint", whose)] = complaint.Value.Id.Value.ToString();
        }
        var run = await db.Offers.Where(o => o.Pupil == world.Jonas).Select(o => o.Run).SingleAsync();
        await using var office = await server.ActAsAsync(world.Per);
        var job = (await office.ServiceProvider.GetRequiredService<OrderLetters>().RunAsync(run, onlyUnreached: false, CancellationToken.None)).Value;
        await db.LetterFiles.ExecuteUpdateAsync(f => f.SetProperty(x => x.Sealed, server.Schools.Find(World.School)!.Cipher.Encrypt("%PDF-1.4")).SetProperty(x => x.PrintedAt, server.Clock.GetUtcNow()));
        await db.LetterJobs.ExecuteUpdateAsync(j => j.SetProperty(x => x.State, LetterJobState.Done)); // the matrix needs no browser
        var files = await db.LetterFiles.Where(f => f.Job == job).ToListAsync();
        foreach (var whose in new[] { Whose.Jonas, Whose.Kasper, Whose.Skjult })
        {
            values[("job", whose)] = job.Value.ToString();
            values[("letterfile", whose)] = (files.Find(f => f.Shielded == (whose == Whose.Skjult)) ?? files[0]).Id.Value.ToString();
        }
    }

    /// <summary>A lesson of each child: Trine has Jonas and Skjult, another teacher Kasper.</summary>
    private async Task AddLessonsAsync(SamspillDb db)
    {
        var trine = await db.Staff.Where(s => s.Code == "t001").Select(s => s.Id).SingleAsync();
        var (person, room) = (new Person(PersonId.New(), "Tor", "Vik"), new Room(RoomId.New(), "t-sal"));
        room.Record(world.Ila, "Sal", null, "");
        db.AddRange(person, room);
        var other = new Staff(StaffId.New(), person.Id, "t009");
        other.Record(StaffRole.Teacher, 100, "", null);
        await db.SaveChangesAsync();
        db.Add(other);
        await db.SaveChangesAsync();
        foreach (var (whose, child) in new[] { (Whose.Jonas, world.Jonas), (Whose.Kasper, world.Kasper), (Whose.Skjult, world.Skjult) })
        {
            var group = new Group(GroupId.New(), world.DraftCourse, 2025, null, 30);
            group.Record(null, 30, null, "", [whose == Whose.Kasper ? other.Id : trine]);
            group.Add(new PlaceId(Guid.Parse(values[("place", whose)])), child, new DateOnly(2026, 1, 5));
            var lesson = new Lesson(LessonId.New(), group.Id, new DateOnly(2026, 6, 5), new TimeOnly(12, 0).AddMinutes(30 * (int)whose), 30, room.Id, whose == Whose.Kasper ? other.Id : trine, new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.Zero));
            db.AddRange(group, lesson);
            values[("lesson", whose)] = lesson.Id.Value.ToString();
            values[("group", whose)] = group.Id.Value.ToString();
            values[("staff", whose)] = lesson.Teacher.Value.ToString();
        }
        await db.SaveChangesAsync();
    }

    /// <summary>What kind of id a route takes; null for a route that is not listed.</summary>
    public static string? KindOf(string pattern) => Kinds.Where(k => pattern.StartsWith(k.Key, StringComparison.Ordinal)).OrderByDescending(k => k.Key.Length).Select(k => k.Value).FirstOrDefault();

    /// <summary>The address of a route for one of them; an id that does not exist when there is no such thing.</summary>
    public string Address(string pattern, Whose whose)
    {
        var start = pattern.IndexOf('{', StringComparison.Ordinal);
        var end = pattern.IndexOf('}', StringComparison.Ordinal);
        var kind = KindOf(pattern)!;
        var nothing = kind is "year" or "rules" ? "1901" : kind is "course" or "receipt" or "site" or "secret" or "document" ? $"ikke-{whose}" : new Guid(0x0197_0000, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, (byte)whose).ToString();
        return pattern[..start] + values.GetValueOrDefault((kind, whose), nothing) + pattern[(end + 1)..];
    }

    /// <summary>Whether one who may open the route may see this one's thing behind it.</summary>
    public bool MaySee(string pattern, Whose whose, Member who, Actor actor)
    {
        var kind = KindOf(pattern)!;
        if (kind == "draft") return true; // only what one has typed oneself is ever looked for; anything else leads back to the first step
        if (whose is Whose.OtherSchool or Whose.Nobody || kind is "secret" or "year" or "rules" or "bulk" or "question" or "change" or "invitation" or "plan" or "timetable-run") return false;
        if (kind is "lesson" or "staff" or "group") return actor.May(Can.PlanWeek) || whose != Whose.Kasper; // Kasper has another teacher; a protected child's row stays, masked
        if (kind is "course" or "round" or "run" or "job" or "document" or "site" or "message" or "curriculum" or "employment" or "survey") return true; // a message's row stays, masked
        var child = whose switch { Whose.Jonas => world.Jonas, Whose.Kasper => world.Kasper, _ => world.Skjult };
        if (kind == "taught") return actor.May(Can.Teach) ? whose != Whose.Kasper : actor.May(Can.PlanWeek) && (whose != Whose.Skjult || actor.May(Can.SeeProtected)); // who teaches, masked, and the office
        if (actor.IsFamilyOf(child)) return true;
        return actor.May(Can.SeePeople) && (whose != Whose.Skjult || actor.May(Can.SeeProtected));
    }
}
