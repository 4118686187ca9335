using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Lessons;
using Samspill.Domain.School;
using Samspill.Domain.Timetables;
using Samspill.Features.Admission;
using Samspill.Host;
using Samspill.Planning.Hours;

namespace Samspill.Features.Advice;

/// <summary>Which hours give most, as it was reckoned.</summary>
/// <param name="Round">The admission it was tried on; null when none is coming, and the seats that are free were used.</param>
/// <param name="Children">Who wait.</param>
/// <param name="Answered">Offers answered before; how many decline is learnt from them.</param>
public sealed record HoursAnswer(string? Round, int Children, int Answered, int Declined, int Draws, IReadOnlyList<HourLine> Lines);

/// <summary>An hour a week more for a course.</summary>
/// <param name="Code">Of the course.</param>
/// <param name="Seats">How many an hour is there.</param>
/// <param name="Waiting">Wishes for the course.</param>
/// <param name="Children">More children placed when everybody accepts, the chain counted.</param>
/// <param name="Places">More places filled.</param>
/// <param name="Mean">Over draws of who declines; null when it was not examined. <paramref name="Low"/> and <paramref name="High"/> are what eight of ten draws lie between.</param>
public sealed record HourLine(string Code, string Name, string Subject, int Seats, int Waiting, int Children, int Places, double? Mean, int? Low, int? High, IReadOnlyList<HourStep> Chain, IReadOnlyList<HourRoom> Rooms);

/// <summary>Children who would have a place at one course instead of at another, or none: null.</summary>
public sealed record HourStep(string? From, string? To, int Children);

/// <summary>Room for it: the hours at a site on a day in which its rooms are open and the published week has nobody in them.</summary>
public sealed record HourRoom(string Site, DayOfWeek Day, int Minutes);

/// <summary>Weighs an hour more at every course that somebody waits for.</summary>
public sealed class WeighHours(SamspillDb db, TimeProvider clock)
{
    private const int MostLines = 60, MostSteps = 12, UsualMinutes = 30;

    private static readonly (DayOfWeek Day, string Word)[] Days =
        [(DayOfWeek.Monday, "mon"), (DayOfWeek.Tuesday, "tue"), (DayOfWeek.Wednesday, "wed"), (DayOfWeek.Thursday, "thu"), (DayOfWeek.Friday, "fri"), (DayOfWeek.Saturday, "sat")];

    public async Task<string> AnswerAsync(CancellationToken ct) => JsonSerializer.Serialize(await RunAsync(ct));

    /// <summary>How many seats an hour a week is there: lessons of one in an hour, or as much of a group as an hour teaches.</summary>
    /// <param name="group">How many are taught together.</param>
    public static int SeatsOf(int minutes, int group) => Math.Max(1, 60 * Math.Max(1, group) / Math.Max(1, minutes));

    private async Task<HoursAnswer> RunAsync(CancellationToken ct)
    {
        var today = Oslo.Today(clock);
        var year = SchoolYear.Of(today);
        var round = await db.Rounds.AsNoTracking().Where(r => r.Published == null).OrderBy(r => r.ClosesAt).FirstOrDefaultAsync(ct);
        var frame = round is null ? await db.FrameOfTodayAsync(today, ct) : PlacementFrame.Of(round, await db.RuleSets.AsNoTracking().SingleAsync(s => s.Id == round.Rules, ct), clock.GetUtcNow());
        frame ??= new PlacementFrame(default, AdmissionRules.Default, today, 0, null, today, null);
        var problem = (await db.ForRoundAsync(frame, ct)).Without(await db.PassedOverAsync(frame.Round, ct));
        var courses = await db.Courses.AsNoTracking().Where(c => c.Status != CourseStatus.Draft).OrderBy(c => c.Code)
            .Select(c => new { c.Id, c.Code, c.Name, c.Subject, c.Discipline, c.Form, c.LessonMinutes, c.Capacity, c.Taken, c.Days, Groups = db.Groups.Count(g => g.Course == c.Id && g.SchoolYear == year && g.ClosedOn == null) }).Take(5_000).ToDictionaryAsync(c => c.Code, ct);
        var answers = await db.Offers.GroupBy(o => o.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var declined = answers.GetValueOrDefault(OfferStatus.Declined) + answers.GetValueOrDefault(OfferStatus.Lapsed);
        var answered = declined + answers.GetValueOrDefault(OfferStatus.Accepted);

        var options = problem.Courses.Where(c => courses.ContainsKey(c.Id)).Select(c => courses[c.Id]).Select(c => new HourOption(
            Course.SubjectOf(c.Subject, c.Discipline), "", "", c.Code, SeatsOf(c.LessonMinutes ?? UsualMinutes, c.Form == TeachingForm.Individual ? 1 : (c.Groups > 0 ? c.Taken : c.Capacity ?? 1) / Math.Max(1, c.Groups)))).ToList();
        var asked = new HoursProblem(problem, options) { Answered = answered, Declined = declined, Threads = Math.Min(2, Environment.ProcessorCount) };
        var gains = await Task.Run(() => HoursEngine.Weigh(asked, ct), ct);

        var waiting = problem.Applications.CountBy(a => a.Course).ToDictionary();
        var rooms = await RoomsAsync(ct);
        return new HoursAnswer(round?.Name, problem.Pupils.Count, answered, declined, asked.Draws, [.. gains.Where(g => g.Children > 0).Take(MostLines).Select(g =>
        {
            var course = courses[g.Option.Course];
            return new HourLine(course.Code, course.Name, g.Option.Subject, g.Option.Seats, waiting.GetValueOrDefault(course.Code), g.Children, g.Places, g.Range?.Mean, g.Range?.Low, g.Range?.High,
                [.. g.Chain.CountBy(m => (m.From, m.To)).Take(MostSteps).Select(m => new HourStep(NameOf(m.Key.From), NameOf(m.Key.To), m.Value))],
                [.. rooms(course.Id).Where(r => course.Days.Length == 0 || course.Days.Split(' ').Contains(Days.First(d => d.Day == r.Day).Word))]);
        })]);

        string? NameOf(string? code) => code is null ? null : courses.TryGetValue(code, out var course) ? course.Name : code;
    }

    /// <summary>The room there is for an hour more at a course: its sites, and the days on which a room of theirs is free.</summary>
    private async Task<Func<CourseId, IReadOnlyList<HourRoom>>> RoomsAsync(CancellationToken ct)
    {
        var sites = await db.Sites.AsNoTracking().OrderBy(s => s.Code).Take(1000).Select(s => new { s.Id, s.Name, s.Kind, Rooms = db.Rooms.Count(r => r.Site == s.Id) }).ToListAsync(ct);
        var said = (await db.SiteHours.AsNoTracking().OrderBy(h => h.Site).Take(20_000).ToListAsync(ct)).ToLookup(h => h.Site);
        var year = await db.WeekPlans.Where(p => p.State == PlanState.Published).MaxAsync(p => (int?)p.SchoolYear, ct);
        var taken = await (from l in db.PlannedLessons
                           join p in db.WeekPlans on l.Plan equals p.Id
                           join r in db.Rooms on l.Room equals r.Id
                           where p.State == PlanState.Published && p.SchoolYear == year
                           group l by new { r.Site, l.Day } into g
                           select new { g.Key.Site, g.Key.Day, Minutes = g.Sum(l => l.Minutes) }).ToDictionaryAsync(t => (t.Site, t.Day), t => t.Minutes, ct);
        var free = sites.Where(s => s.Rooms > 0).ToDictionary(s => s.Id, s => Days.Select(d => new HourRoom(s.Name, d.Day,
            s.Rooms * OpeningHours.On(s.Kind, said[s.Id], d.Day).Sum(h => (int)(h.To - h.From).TotalMinutes) - taken.GetValueOrDefault((s.Id, d.Day)))).Where(r => r.Minutes >= 60).ToList());
        var taught = (await db.CourseSites.AsNoTracking().OrderBy(s => s.Course).ThenBy(s => s.Position).Take(20_000).Select(s => new { s.Course, s.Site }).ToListAsync(ct)).ToLookup(s => s.Course, s => s.Site);
        return course => [.. taught[course].Where(free.ContainsKey).SelectMany(site => free[site])];
    }
}
