using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.School;
using Samspill.Domain.WorkingTime;
using Samspill.Features.Shared;
using Samspill.Formats.Xlsx;
using Samspill.Host;

namespace Samspill.Features.WorkingTime;

/// <summary>One teacher's year on a page: the teacher's own, or as the office sees it.</summary>
public abstract class YearForm(SamspillDb db, Disclosure disclosure, Texts texts, TimeProvider clock) : PageModel
{
    private const int MostEntries = 500;

    [BindProperty(SupportsGet = true, Name = "ar")]
    public int? Year { get; set; }

    public TeacherYear? Teacher { get; private set; }
    public string Name { get; private set; } = "";
    public IReadOnlyList<WorkEntry> Entries { get; private set; } = [];
    public IReadOnlyList<PositionChange> Changes { get; private set; } = [];

    /// <summary>The rules in force today, or at the end of a year that is over.</summary>
    public WorkRules Rules { get; private set; } = WorkRules.Example;
    public DateOnly Today => Oslo.Today(clock);
    public int Start => Year is > 2000 and < 2200 ? Year.Value : SchoolYear.Of(Today);
    public bool IsRunning => Start == SchoolYear.Of(Today);

    /// <summary>Whether the entries can be written and taken away here.</summary>
    public abstract bool IsOwn { get; }

    /// <summary>Hours with a decimal, as people talk of them.</summary>
    public static string Hours(long minutes) => Show.Number(minutes / 60.0, 1);

    /// <summary>Ahead or behind, with its sign.</summary>
    public static string Balance(long minutes) => minutes > 0 ? "+" + Hours(minutes) : Hours(minutes);

    protected async Task<bool> LoadAsync(StaffId staff, CancellationToken ct)
    {
        if (await db.TeacherYearAsync(staff, Start, Today, ct) is not { } teacher) return false;
        var (first, last) = (new DateOnly(Start, 8, 1), SchoolYear.LastDayOf(Start));
        (Teacher, Name) = (teacher, disclosure.Name(teacher.Person));
        Entries = await db.WorkEntries.AsNoTracking().Where(e => e.Staff == staff && e.Day >= first && e.Day <= last).OrderByDescending(e => e.Day).ThenBy(e => e.Id).Take(MostEntries).ToListAsync(ct);
        Changes = await db.PositionChanges.AsNoTracking().Where(c => c.Staff == staff).OrderByDescending(c => c.From).Take(50).ToListAsync(ct);
        Rules = (await db.WorkRulesOfAsync(Start, ct)).On(IsRunning ? Today : last);
        return true;
    }

    /// <summary>Week by week in hours.</summary>
    protected IActionResult Sheet() => new ListFile("arbeidstid",
        [texts["work.week"], texts["work.monday"], texts["work.owed"], texts["work.kind.teaching"], texts["work.preparation"], texts["work.kind.travel"], texts["work.kind.ill"], texts["work.kind.concert"], texts["work.kind.meeting"], texts["work.kind.other"], texts["work.done"], texts["work.unmarked"], texts["work.foreseen"]],
        Teacher!.Work.Weeks.Select(w => (IReadOnlyList<XlsxCell>)[w.Number, w.Monday, InHours(w.Owed), InHours(w.Done.Teaching), InHours(w.Done.Preparation), InHours(w.Done.Travel), InHours(w.Done.Ill), InHours(w.Done.Concert), InHours(w.Done.Meeting), InHours(w.Done.Other), InHours(w.Done.Total), InHours(w.Unmarked.Total), InHours(w.Foreseen.Total)]).ToAsyncEnumerable());

    internal static decimal? InHours(long minutes) => Math.Round(minutes / 60m, 2);
}
