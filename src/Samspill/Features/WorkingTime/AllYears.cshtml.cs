using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Domain.School;
using Samspill.Domain.WorkingTime;
using Samspill.Features.Shared;
using Samspill.Formats.Xlsx;
using Samspill.Host;

namespace Samspill.Features.WorkingTime;

/// <summary>Everybody's year: who is ahead, who is behind, and how it will end.</summary>
[Authorize(Policy = Can.PlanWeek)]
public sealed class AllYearsPage(SamspillDb db, Actor actor, Disclosure disclosure, Texts texts, TimeProvider clock) : PageModel
{
    private const int Size = 50;

    [BindProperty(SupportsGet = true, Name = "ar")]
    public int? Year { get; set; }

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Q { get; set; }

    public IReadOnlyList<(string Name, TeacherYear Teacher)> Rows { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, Size, 0);
    public bool HasRules { get; private set; }

    /// <summary>All that the filter leaves, not only those on the page.</summary>
    public (int Teachers, long Owed, long Done, int Behind, int Over) Sum { get; private set; }
    public int Start => Year is > 2000 and < 2200 ? Year.Value : SchoolYear.Of(Oslo.Today(clock));

    public async Task OnGetAsync([FromQuery(Name = "side")] int page, [FromQuery(Name = "sorter")] string? order, CancellationToken ct)
    {
        var all = await AllAsync(order, ct);
        HasRules = (await db.WorkRulesOfAsync(Start, ct)).Count > 0;
        Sum = (all.Count, all.Sum(t => t.Teacher.Work.OwedNow), all.Sum(t => t.Teacher.Work.Done.Total), all.Count(t => t.Teacher.Work.BalanceAtEnd < -Far), all.Count(t => t.Teacher.Work.BalanceAtEnd > Far));
        Paging = Paging.At(page, Size, all.Count);
        Rows = [.. all.Skip((Paging.Page - 1) * Size).Take(Size)];
        await db.SaveChangesAsync(ct); // that somebody protected was seen
    }

    /// <summary>The same list, all of it, in hours.</summary>
    public async Task<IActionResult> OnGetXlsxAsync([FromQuery(Name = "sorter")] string? order, CancellationToken ct) => !actor.May(Can.ExportLists) ? Forbid() : new ListFile("arbeidstid-alle",
        [texts["people.name"], texts["work.position"], texts["work.owed"], texts["work.owed-now"], texts["work.kind.teaching"], texts["work.preparation"], texts["work.kind.travel"], texts["work.kind.ill"], texts["work.kind.concert"], texts["work.kind.meeting"], texts["work.kind.other"], texts["work.done"], texts["work.balance"], texts["work.unmarked"], texts["work.foreseen"], texts["work.at-end"]],
        (await AllAsync(order, ct)).Select(row =>
        {
            var (work, done) = (row.Teacher.Work, row.Teacher.Work.Done);
            return (IReadOnlyList<XlsxCell>)[row.Name, row.Teacher.Percent, H(work.Owed), H(work.OwedNow), H(done.Teaching), H(done.Preparation), H(done.Travel), H(done.Ill), H(done.Concert), H(done.Meeting), H(done.Other), H(done.Total), H(work.BalanceNow), H(work.Unmarked.Total), H(work.Foreseen.Total), H(work.BalanceAtEnd)];
        }).ToAsyncEnumerable());

    /// <summary>Names stand as in a Norwegian list whatever the reader's language, as the database orders them elsewhere.</summary>
    private static readonly StringComparer Norsk = StringComparer.Create(CultureInfo.GetCultureInfo("nb-NO"), ignoreCase: true);

    /// <summary>More than this many minutes from what is owed at the year's end is worth a word: twenty hours.</summary>
    public const int Far = 20 * 60;

    private async Task<List<(string Name, TeacherYear Teacher)>> AllAsync(string? order, CancellationToken ct)
    {
        var words = PlainText.Line(Q is { Length: > 100 } ? Q[..100] : Q);
        var all = (await db.TeacherYearsAsync(Start, Oslo.Today(clock), ct)).Select(t => (Name: disclosure.Name(t.Person), Teacher: t)).Where(t => t.Name.Contains(words, StringComparison.CurrentCultureIgnoreCase));
        var by = (order ?? "navn").TrimStart('-');
        var rows = by == "navn" ? all.OrderBy(t => t.Name, Norsk).ThenBy(t => t.Teacher.Staff.Value) : all.OrderBy(t => Figure(t.Teacher, by)).ThenBy(t => t.Name, Norsk).ThenBy(t => t.Teacher.Staff.Value);
        return order?.StartsWith('-') == true ? [.. rows.Reverse()] : [.. rows];
    }

    private static long Figure(TeacherYear teacher, string by) => by switch
    {
        "stilling" => teacher.Percent,
        "skyldig" => teacher.Work.OwedNow,
        "gjort" => teacher.Work.Done.Total,
        "saldo" => teacher.Work.BalanceNow,
        "undervisning" => teacher.Work.Done.Teaching,
        _ => teacher.Work.BalanceAtEnd,
    };

    private static decimal? H(long minutes) => YearForm.InHours(minutes);
}
