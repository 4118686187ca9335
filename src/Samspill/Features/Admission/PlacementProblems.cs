using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.School;
using Samspill.Host;
using Samspill.Planning.Placement;
using ReservedSeats = Samspill.Planning.Placement.ReservedSeats;

namespace Samspill.Features.Admission;

/// <summary>Makes placement problems from the data. Applications and pupils go by their inner ids and courses by their codes: no names, no numbers that mean anything outside.</summary>
internal static class PlacementProblems
{
    /// <summary>A round: everybody who waits.</summary>
    public static Task<PlacementProblem> ForRoundAsync(this SamspillDb db, PlacementFrame frame, CancellationToken ct) =>
        BuildAsync(db, frame, db.Applications.Where(a => a.State == ApplicationState.Waiting), ct);

    /// <summary>Vacancies, or the queues, of some courses: who waits there.</summary>
    public static Task<PlacementProblem> ForCoursesAsync(this SamspillDb db, PlacementFrame frame, IReadOnlyCollection<CourseId> courses, CancellationToken ct) =>
        BuildAsync(db, frame, db.Applications.Where(a => a.State == ApplicationState.Waiting && courses.Contains(a.Course)), ct);

    private static async Task<PlacementProblem> BuildAsync(SamspillDb db, PlacementFrame frame, IQueryable<Application> waiting, CancellationToken ct)
    {
        var who = waiting.Select(a => a.Pupil);
        var municipality = await db.Profile.Select(p => p.Municipality).SingleAsync(ct);
        var asked = await (from a in waiting.AsNoTracking()
                           join p in db.People on a.Pupil equals p.Id
                           join c in db.Courses on a.Course equals c.Id
                           where p.BirthDate != null
                           select new Asked(a.Id, a.Pupil, c.Code, a.Submission, a.Rank, a.Wants, a.AppliedAt, a.SeniorityFrom, a.Flags, p.BirthDate!.Value, p.Flags, p.Municipality, p.School)).ToListAsync(ct);
        var courses = await db.Courses.AsNoTracking().Where(c => waiting.Select(a => a.Course).Contains(c.Id))
            .Select(c => new Offered(c.Id, c.Code, c.Capacity ?? 0, c.Taken, c.Held, c.Minimum ?? 0, c.AgeFrom, c.AgeTo, c.Requires, c.Programme, c.Form, c.Subject, c.Discipline)).ToListAsync(ct);

        // A place whose seat is given on, or that another follows on, counts no more; but nobody has the same course twice. Open offers before places: one that is accepted in between is seen twice, which a set forgives, and never missed.
        var offers = await (from o in db.Offers join c in db.Courses on o.Course equals c.Id where o.Status == OfferStatus.Open && who.Contains(o.Pupil) select new { o.Pupil, c.Code }).ToListAsync(ct);
        var places = await (from p in db.Places join c in db.Courses on p.Course equals c.Id where p.State == PlaceState.Live && who.Contains(p.Pupil) && (!(p.Released || db.Places.Any(n => n.Pupil == p.Pupil && n.State == PlaceState.Live && n.From > p.To)) || waiting.Any(a => a.Pupil == p.Pupil && a.Course == p.Course)) select new { p.Pupil, c.Code }).ToListAsync(ct);
        var holds = offers.Concat(places).ToLookup(h => h.Pupil, h => h.Code);

        // "One of these two" is said of the wishes sent together: what they were granted counts. Imported wishes each stand for themselves.
        var granted = (await db.Applications.Where(a => a.Submission != null && (a.State == ApplicationState.Offered || a.State == ApplicationState.Placed) && who.Contains(a.Pupil))
            .Select(a => new { a.Pupil, a.Submission }).ToListAsync(ct)).CountBy(a => (a.Pupil, a.Submission)).ToDictionary();

        var rules = frame.Rules;
        var metres = rules.Uses(PriorityBy.Distance) ? await Distances.LoadAsync(db, ct) : null;
        var reserved = await ReservesAsync(db, rules, courses, ct);
        var requires = courses.ToDictionary(c => c.Code, c => rules.RequirementsOf(c.Code, c.Programme, Words(c.Requires), frame.Round is not null));
        var flags = ProblemRules.FlagsOf(rules).Concat(requires.Values.SelectMany(r => r)).ToHashSet();
        var pupils = await AskingPupils.LoadAsync(db, who, flags, frame.PlacesFrom, ct);
        var occasion = new Occasion(frame.PlacesFrom, frame.ClosesAt, await db.ListedByAsync(frame, ct));
        var subjects = courses.ToDictionary(c => c.Code, c => Course.SubjectOf(c.Subject, c.Discipline));

        return new PlacementProblem(frame.Date, frame.Seed,
            new PlacementRules(ProblemRules.Of(rules.Order, rules)) { MaxPlacesPerPupil = rules.MaxPlacesPerPupil, Rounds = rules.Rounds == RoundsRule.Together ? Rounds.Together : Rounds.OneEach },
            [.. courses.Select(c => new PlacementCourse(c.Code, Math.Max(0, frame.Capacities.GetValueOrDefault(c.Code, c.Capacity) - c.Taken - c.Held))
            {
                Minimum = c.Minimum,
                Enrolled = c.Taken + c.Held,
                AgeFrom = c.AgeFrom,
                AgeTo = c.AgeTo,
                Requires = requires[c.Code],
                Reserved = reserved(c),
                Order = rules.OrderOf(c.Code, c.Form) is var own && ReferenceEquals(own, rules.Order) ? null : ProblemRules.Of(own, rules),
            })],
            [.. asked.GroupBy(a => a.Pupil).Select(p => new PlacementPupil(Id(p.Key.Value), p.First().Born)
            {
                Flags = Words(p.First().PupilFlags),
                Holds = [.. holds[p.Key].Distinct()],
                Wants = p.Max(a => Math.Max(0, a.Wants - granted.GetValueOrDefault((a.Pupil, a.Submission)))),
            })],
            [.. asked.GroupBy(a => a.Pupil).SelectMany(p => p.Select(a => Ask(a, pupils.Find(a.Pupil, a.Born, a.Municipality == municipality, a.School is not null))))]);

        PlacementApplication Ask(Asked a, AskingPupil pupil)
        {
            var since = a.SeniorityFrom ?? a.AppliedAt;
            var sinceDay = Oslo.DayOf(since);
            var recorded = Words(a.Flags);
            var wish = new AskedWish(a.Course, subjects[a.Course], a.AppliedAt, Oslo.DayOf(a.AppliedAt), since, sinceDay, recorded.Concat(Words(a.PupilFlags)).ToHashSet());
            return new PlacementApplication(Id(a.Id.Value), Id(a.Pupil.Value), a.Course, a.Rank, rules.SeniorityOf(since))
            {
                Flags = [.. recorded.Concat(flags.Where(flag => (Derivation.IsDerived(flag) || Fact.IsTurns(flag) || flag.Contains('+')) && Derivation.Holds(flag, pupil, wish, occasion, rules))).Distinct()],
                Distance = metres?.Between(a.School, a.Course),
            };
        }
    }

    /// <summary>The problem without some applications, and without the pupils and courses that only they brought.</summary>
    public static PlacementProblem Without(this PlacementProblem problem, IReadOnlySet<string> applications)
    {
        if (applications.Count == 0) return problem;
        var left = problem.Applications.Where(a => !applications.Contains(a.Id)).ToList();
        var pupils = left.Select(a => a.Pupil).ToHashSet(StringComparer.Ordinal);
        var courses = left.Select(a => a.Course).ToHashSet(StringComparer.Ordinal);
        return problem with { Applications = left, Pupils = [.. problem.Pupils.Where(p => pupils.Contains(p.Id))], Courses = [.. problem.Courses.Where(c => courses.Contains(c.Id))] };
    }

    public static string Id(Guid id) => id.ToString("D");

    private static string[] Words(string words) => [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()];

    /// <summary>Reserved seats are of the whole course: those that somebody with the flag has, or is offered, are filled already.</summary>
    private static async Task<Func<Offered, IReadOnlyList<ReservedSeats>>> ReservesAsync(SamspillDb db, AdmissionRules rules, List<Offered> courses, CancellationToken ct)
    {
        var ids = courses.Where(c => rules.Of(c.Code)?.Reserved.Count > 0).Select(c => c.Id).ToList();
        if (ids.Count == 0) return _ => [];
        var holders = await (from o in db.Offers join p in db.People on o.Pupil equals p.Id where o.Status == OfferStatus.Open && ids.Contains(o.Course) select new { o.Course, o.Pupil, p.Flags }).ToListAsync(ct);
        holders.AddRange(await (from l in db.Places join p in db.People on l.Pupil equals p.Id where l.State == PlaceState.Live && ids.Contains(l.Course) select new { l.Course, l.Pupil, p.Flags }).ToListAsync(ct));
        var filled = holders.Distinct().SelectMany(h => Words(h.Flags).Select(flag => (h.Course, flag))).CountBy(h => h).ToDictionary();
        return c => rules.Of(c.Code) is not { } own ? []
            : [.. own.Reserved.Select(r => new ReservedSeats(r.Flag, Math.Max(0, r.Places - filled.GetValueOrDefault((c.Id, r.Flag)))))];
    }

    private sealed record Asked(
        ApplicationId Id, PersonId Pupil, string Course, SubmissionId? Submission, int Rank, int Wants, DateTimeOffset AppliedAt, DateTimeOffset? SeniorityFrom, string Flags,
        DateOnly Born, string PupilFlags, string? Municipality, SiteId? School);

    private sealed record Offered(CourseId Id, string Code, int Capacity, int Taken, int Held, int Minimum, int? AgeFrom, int? AgeTo, string Requires,
        Programme Programme, TeachingForm Form, string? Subject, Discipline Discipline);
}
