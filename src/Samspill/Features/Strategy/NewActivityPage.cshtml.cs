using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Strategy;
using Samspill.Host;

namespace Samspill.Features.Strategy;

/// <summary>A visit, a gathering or whatever it was, logged in half a minute: what was the same the last time stands there already.</summary>
[At(Side.Council), Authorize(Policy = Can.WorkForCounty)]
public sealed class NewActivityPage(CouncilDb db, LogActivity log, Actor actor, Texts texts, TimeProvider clock) : ActivityForm(db, actor, texts, clock)
{
    /// <summary>The activity that kind and measures are proposed from; null when nothing is logged.</summary>
    public Activity? Last { get; private set; }

    /// <param name="som">An activity that comes again: this is the next of it.</param>
    /// <param name="slag">The kind to log; without it, the kind logged last.</param>
    public async Task<IActionResult> OnGetAsync(Guid? som, ActivityKind? slag, CancellationToken ct)
    {
        var own = Actor.Counties.ToList();
        var mine = Db.Activities.AsNoTracking().Where(a => own.Contains(a.County));
        if (som is { } id && new ActivityId(id) is var key && await mine.SingleOrDefaultAsync(a => a.Id == key, ct) is { } again)
            (County, Kind, Every, What, Partner, Measures) = (again.County, again.Kind, again.Every, again.Facts.Name ?? again.Facts.Subject, again.Facts.Partner, [.. again.Measures]);
        else if (await (slag is { } kind ? mine.Where(a => a.Kind == kind) : mine).OrderByDescending(a => a.LoggedAt).ThenByDescending(a => a.Position).FirstOrDefaultAsync(ct) is { } last)
            (Last, County, Kind, Measures) = (last, last.County, last.Kind, [.. last.Measures]);
        Kind ??= slag ?? ActivityKind.MunicipalVisit;
        Day = Written(Today);
        await FillAsync(ct);
        var known = MeasureChoices.Select(m => m.Key).ToHashSet();
        Measures.RemoveAll(m => !known.Contains(m)); // a plan may have left them out since
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromForm] Guid form, CancellationToken ct)
    {
        await FillAsync(ct);
        if (Read() is not { } asked) return Page();
        if ((await log.RunAsync(form, asked, ct)).Refused(out var why, out var id)) return this.Refuse(why);
        TempData["Notice"] = Texts["activities.logged"];
        TempData["Logged"] = id.Value.ToString();
        return this.SeeOther("~/aktiviteter");
    }
}
