using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.People;
using Samspill.Features.Admission;
using Samspill.Planning.Placement;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Admission;

/// <summary>A made applicant, by name.</summary>
/// <param name="Flags">Recorded on the wish.</param>
internal sealed record Applicant(string Name, string Applied, string Born = "2015-06-01", string Municipality = "5001", bool SchoolHere = true, string Flags = "", params (Subject Subject, string From, string? To)[] Had);

/// <summary>The courses of the scene: the band that all ask for, and those they may have been on.</summary>
internal enum Subject { Band, Choir, Piano, Preparatory }

/// <summary>A band with few seats, and children who ask for it, in an admission to places from 17 August 2026 that closed on 15 May; the one before closed on 15 May 2025.</summary>
internal sealed class Applicants
{
    private static readonly DateTimeOffset Closes = Moment("2026-05-15"), ClosedBefore = Moment("2025-05-15");
    private readonly Dictionary<Subject, string> codes = [];
    private readonly Dictionary<string, string> names = [];
    private readonly TestServer server;

    private Applicants(TestServer server) => this.server = server;

    public string Preparatory => codes[Subject.Preparatory];

    public static async Task<Applicants> MakeAsync(TestServer server, params Applicant[] applicants)
    {
        var made = new Applicants(server);
        await using var db = server.Database();
        var courses = new Dictionary<Subject, Course>();
        foreach (var subject in Enum.GetValues<Subject>())
        {
            var code = $"{subject.ToString().ToLowerInvariant()}-{Guid.CreateVersion7():N}";
            var course = new Course(CourseId.New(), code);
            course.Record(new CourseFacts($"{subject}", Discipline.Music, subject.ToString().ToLowerInvariant(), Programme.Core, subject == Subject.Piano ? TeachingForm.Individual : TeachingForm.Group, [server.World.Ila], 2, 0, null, null, 20, 36, null, ""));
            course.Publish();
            db.Courses.Add(course);
            (made.codes[subject], courses[subject]) = (code, course);
        }
        if (!db.Rounds.Any(r => r.ClosesAt == ClosedBefore))
        {
            var before = new AdmissionRound(RoundId.New(), "2025", ClosedBefore, new DateOnly(2025, 6, 1), new DateOnly(2025, 8, 17), 1, server.World.Rules);
            before.Publish(RunId.New(), ClosedBefore.AddDays(20));
            db.Rounds.Add(before);
        }
        foreach (var (at, a) in applicants.Index())
        {
            var person = new Person(PersonId.New(), a.Name, "Søker");
            person.RecordPupil($"{made.codes[Subject.Band][5..]}-{at}", new PupilFacts(Day(a.Born), Sex.F, null, null, a.Municipality, a.SchoolHere ? server.World.Ila : null, "nb", Protection.None, ""));
            db.People.Add(person);
            made.names[person.Id.Value.ToString("D")] = a.Name;
            await db.SaveChangesAsync();
            foreach (var had in a.Had) db.Places.Add(new Place(PlaceId.New(), person.Id, courses[had.Subject].Id, Day(had.From), had.To is { } to ? Day(to) : null, null, null, new DateOnly(2026, 6, 5)));
            db.Applications.Add(new Application(ApplicationId.New(), $"{made.codes[Subject.Band]}-{at}", person.Id, courses[Subject.Band].Id, null, 1, 1, Moment(a.Applied), a.Flags));
        }
        await db.SaveChangesAsync();
        return made;
    }

    /// <summary>Those who may have the band by these rules, first to last.</summary>
    public async Task<IReadOnlyList<string>> QueueAsync(AdmissionRules rules)
    {
        var problem = await ProblemAsync(rules);
        return [.. PlacementEngine.Queue(problem, codes[Subject.Band]).Select(a => names[a.Pupil])];
    }

    /// <summary>What the placement says of one of them.</summary>
    public async Task<Planning.Placement.Decision> DecisionAsync(AdmissionRules rules, string name)
    {
        var problem = await ProblemAsync(rules);
        return PlacementEngine.Place(problem).Decisions.Single(d => problem.Applications.Any(a => a.Id == d.Application && names.GetValueOrDefault(a.Pupil) == name));
    }

    private async Task<PlacementProblem> ProblemAsync(AdmissionRules rules)
    {
        await using var db = server.Database();
        return await db.ForRoundAsync(new PlacementFrame(server.World.Rules, rules, new DateOnly(2026, 6, 5), 7, Closes, new DateOnly(2026, 8, 17), null) { Round = server.World.Round }, CancellationToken.None);
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset Moment(string day) => new(Day(day), new TimeOnly(12, 0), TimeSpan.Zero);
}
