using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Merging;
using Samspill.Features.Admission;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Merging;

/// <summary>A school that has become a part of this one, in the list of them.</summary>
public sealed record MergeLine(string From, string Name, DateOnly Date, string By, DateTimeOffset At);

/// <summary>Schools become one: this one says that it goes into another, or takes in one that has said so, after a dry run.</summary>
[Authorize(Policy = Can.MergeSchools)]
public sealed class MergingPage(SamspillDb db, OpenSchool school, Schools schools, MergeSchools merge, HandOver handOver, Disclosure disclosure, Actor actor, Texts texts) : PageModel
{
    private const int Most = 100;

    /// <summary>Of the likely doubles, as many as are listed at a time: those that nobody has answered first.</summary>
    public const int MostLikely = 200;

    /// <summary>The school that is tried, or that was taken in.</summary>
    [BindProperty(SupportsGet = true, Name = "fra")]
    public string? From { get; set; }

    [BindProperty]
    public string? Into { get; set; }

    [BindProperty]
    public string? Date { get; set; }

    public Handover? Said { get; private set; }

    /// <summary>Closed, and not a part of the other.</summary>
    public bool IsHalfDone { get; private set; }
    public IReadOnlyList<MergeOffer> Offers { get; private set; } = [];
    public IReadOnlyList<MergeLine> Merged { get; private set; } = [];
    public MergeReport? Report { get; private set; }
    public bool IsTrial { get; private set; }
    public IReadOnlyList<LikelyDouble> Likely { get; private set; } = [];
    public int Unanswered { get; private set; }
    public IReadOnlyList<OpenSchool> Others => [.. schools.All.Where(s => s.Slug != school.Slug && s.Demo == school.Demo)];

    /// <summary>Whether this reader may know who they are.</summary>
    public bool Opens(LikelyDouble pair) => disclosure.Opens(pair.Theirs.Id, pair.Theirs.Shield) && disclosure.Opens(pair.Ours.Id, pair.Ours.Shield);

    public string Name(Domain.People.Person person) => disclosure.Name(PersonLine.Of(person));

    /// <summary>The sentences of the rules that are not the same: ours and theirs.</summary>
    public IReadOnlyList<(string Ours, string Theirs)> RuleDifferences
    {
        get
        {
            var (ours, theirs) = (SentencesOf(Report!.OurRules), SentencesOf(Report.TheirRules));
            return [.. ours.Zip(theirs).Where(pair => pair.First != pair.Second)];
        }
    }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(null, ct);

    public async Task<IActionResult> OnPostHandOverAsync(CancellationToken ct)
    {
        var date = new Typed(ModelState, texts).Date(nameof(Date), Date);
        if (!ModelState.IsValid) return await ShowAsync(null, ct);
        if ((await handOver.SayAsync(Into, date, ct)).Refused(out var why)) return await ShowAsync(why, ct);
        TempData["Notice"] = texts["merging.said", Show.Date(date)];
        return this.SeeOther("~/sammenslaing");
    }

    public async Task<IActionResult> OnPostTakeBackAsync(CancellationToken ct)
    {
        if ((await handOver.TakeBackAsync(ct)).Refused(out var why)) return await ShowAsync(why, ct);
        TempData["Notice"] = texts["merging.taken-back"];
        return this.SeeOther("~/sammenslaing");
    }

    public async Task<IActionResult> OnPostAnswerAsync(Guid theirs, Guid ours, bool same, CancellationToken ct)
    {
        if ((await handOver.AnswerAsync(From, new PersonId(theirs), new PersonId(ours), same, ct)).Refused(out var why)) return await ShowAsync(why, ct);
        TempData["Notice"] = texts["merging.answered"];
        return this.SeeOther($"~/sammenslaing?fra={From}");
    }

    public async Task<IActionResult> OnPostMergeAsync(CancellationToken ct)
    {
        if ((await handOver.FindAsync(From, ct)).Refused(out var why, out var found)) return await ShowAsync(why, ct);
        if ((await merge.RunAsync(found.From, school, found.Date, apart: false, actor, ct)).Refused(out why, out var report)) return await ShowAsync(why, ct);
        TempData["Notice"] = texts["merging.done", report.FromName, report.Came];
        return this.SeeOther($"~/sammenslaing?fra={From}");
    }

    /// <summary>The page as it stands now, with what was wrong.</summary>
    private async Task<IActionResult> ShowAsync(Rejection? why, CancellationToken ct)
    {
        Said = await db.Handovers.AsNoTracking().SingleOrDefaultAsync(ct);
        IsHalfDone = Said is not null && await handOver.IsHalfDoneAsync(Said, ct);
        Merged = await db.Merges.AsNoTracking().OrderByDescending(m => m.At).Take(Most).Select(m => new MergeLine(m.From, m.Name, m.Date, m.By, m.At)).ToListAsync(ct);
        var done = Merged.Select(m => m.From).ToHashSet();
        Offers = [.. (await db.MergeOffers.AsNoTracking().OrderBy(o => o.Name).Take(Most).ToListAsync(ct)).Where(o => !done.Contains(o.From))];
        if (From is not null && await db.Merges.Where(m => m.From == From).Select(m => m.Report).SingleOrDefaultAsync(ct) is { Length: > 0 } told) Report = MergeReport.FromJson(told);
        else if (From is not null && (await TryAsync(ct)).Refused(out var hindrance)) why ??= hindrance;
        return why is null ? Page() : this.Refuse(why);
    }

    private async Task<Outcome<Done>> TryAsync(CancellationToken ct)
    {
        if ((await handOver.FindAsync(From, ct)).Refused(out var why, out var found)) return why;
        if ((await merge.TryAsync(found.From, school, found.Date, actor, ct)).Refused(out why, out var tried)) return why;
        (Report, IsTrial) = (tried.Report, true);
        Likely = [.. tried.Likely.OrderBy(d => d.Same is not null).Take(MostLikely)];
        Unanswered = tried.Likely.Count(d => d.Same is null);
        foreach (var pair in Likely.Where(Opens)) _ = (Name(pair.Theirs), Name(pair.Ours)); // notes looks at protected ones
        await db.SaveChangesAsync(ct);
        return new Done();
    }

    private List<string> SentencesOf(Domain.Admission.AdmissionRules rules) =>
        [.. RuleSentences.Of(RulesForm.Of(rules), texts).SelectMany(section => section.Sentences).Select(RuleSentences.Read), string.Join("; ", rules.Order.Select(rule => texts.Sentence(rule, rules)))];
}
