using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.School;
using Samspill.Domain.Timetables;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Steering;

/// <summary>The school year as a wheel, across the modules: terms and holidays, admission, re-registration, the week, the national report, the school's own plan.</summary>
[Authorize(Policy = Can.BeSignedIn)]
public sealed class WheelPage(SamspillDb db, Actor actor, Texts texts, TimeProvider clock) : PageModel
{
    private const int Calendar = 0, Admission = 1, Week = 2, Report = 3, Most = 100;

    [BindProperty(SupportsGet = true, Name = "ar")]
    public int? Asked { get; set; }

    public YearWheel Wheel { get; private set; } = null!;

    /// <summary>School years to choose among, and the present one.</summary>
    public IReadOnlyList<int> Years { get; private set; } = [];
    public int Year => Asked is > 2000 and < 2100 ? Asked.Value : SchoolYear.Of(Oslo.Today(clock));
    public FaceKind Face => actor.May(Can.SeeAdmission) ? FaceKind.Staff : actor.May(Can.SeeOwnPupils) ? FaceKind.Teacher : FaceKind.Family;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var (from, to) = (new DateOnly(Year, 8, 1), SchoolYear.LastDayOf(Year));
        var (begin, end) = (Oslo.StartOf(from), Oslo.EndOf(to));
        Years = [.. (await db.SchoolYears.OrderByDescending(y => y.Start).Select(y => y.Start).Take(20).ToListAsync(ct)).Append(Year).Distinct().Order()];
        var year = await db.SchoolYears.AsNoTracking().Include(y => y.Terms).Include(y => y.Free).AsSplitQuery().SingleOrDefaultAsync(y => y.Start == Year, ct);
        var rounds = await db.Rounds.AsNoTracking().Where(r => r.ClosesAt >= begin && r.ClosesAt <= end || r.PlacesFrom >= from && r.PlacesFrom <= to).OrderBy(r => r.ClosesAt).Take(Most).Select(r => new { r.Id, r.Name, r.ClosesAt, r.PlacesFrom }).ToListAsync(ct);
        var confirmations = await db.ConfirmationRounds.AsNoTracking().Where(r => r.ConfirmBy >= from && r.ConfirmBy <= to).OrderBy(r => r.ConfirmBy).Take(Most).Select(r => r.ConfirmBy).ToListAsync(ct);
        var weeks = await db.WeekPlans.AsNoTracking().Where(p => p.State != PlanState.Draft && p.From >= from && p.From <= to).OrderBy(p => p.From).Take(Most).Select(p => new { p.Name, p.From }).ToListAsync(ct);
        var plans = await db.Plans.AsNoTracking().Where(p => p.State == Domain.Strategy.PlanState.Adopted && (p.From >= from && p.From <= to || p.To >= from && p.To <= to)).OrderBy(p => p.From).Take(Most).Select(p => new { p.Name, p.From, p.To }).ToListAsync(ct);
        var counted = new DateOnly(Year, 10, 1);
        string? For(string permission, string href) => actor.May(permission) ? href : null;
        Wheel = new YearWheel(from, Oslo.Today(clock), SchoolYear.Name(Year), [texts["wheel.calendar"], texts["nav.admission"], texts["nav.week"], texts["wheel.reports"]],
        [
            .. (year?.Terms ?? []).Select(t => new WheelEntry(t.From, t.To, t.Name, Calendar, For(Can.EditSchool, $"~/skolear/{Year}"))),
            .. (year?.Free ?? []).Select(f => new WheelEntry(f.From, f.To, f.Name, Calendar, For(Can.EditSchool, $"~/skolear/{Year}"))),
            .. Holidays(from, to).Select(day => new WheelEntry(day, day, texts["wheel.holiday"], Calendar)),
            .. rounds.Select(r => (Round: r, Day: Oslo.DayOf(r.ClosesAt))).Select(r => new WheelEntry(r.Day, r.Day, texts["wheel.admission-closes", r.Round.Name], Admission, For(Can.SeeAdmission, $"~/opptak/{r.Round.Id.Value}"))),
            .. rounds.Select(r => new WheelEntry(r.PlacesFrom, r.PlacesFrom, texts["wheel.places-from", r.Name], Admission, For(Can.SeeAdmission, $"~/opptak/{r.Id.Value}"))),
            .. confirmations.Select(day => new WheelEntry(day, day, texts["wheel.confirm-by"], Admission)),
            .. weeks.Select(w => new WheelEntry(w.From!.Value, w.From.Value, texts["wheel.week-from", w.Name], Week, For(Can.PlanWeek, "~/timeplan"))),
            .. plans.Select(p => (p.Name, Day: p.To >= from && p.To <= to ? p.To : p.From, Ends: p.To >= from && p.To <= to)).Distinct().Select(p => new WheelEntry(p.Day, p.Day, texts[p.Ends ? "wheel.plan-ends" : "wheel.plan-begins", p.Name], Report, For(Can.SeeStrategy, "~/plan"))),
            new WheelEntry(counted, counted, texts["typical.gsi"], Report, For(Can.ReportGsi, "~/gsi")),
        ]);
    }

    private static IEnumerable<DateOnly> Holidays(DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
            if (PublicHolidays.IsHoliday(day)) yield return day;
    }
}
