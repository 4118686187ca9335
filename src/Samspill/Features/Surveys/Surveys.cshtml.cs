using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Surveys;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Surveys;

/// <summary>A survey in the list.</summary>
public sealed record SurveyLine(SurveyId Id, string Title, SurveyAudience Audience, bool Anonymous, SurveyPhase Phase, DateOnly Opens, DateOnly Closes, int Receivers, int Answered);

/// <summary>The school's surveys, and where a new one begins.</summary>
[Authorize(Policy = Can.RunSurveys)]
public sealed class SurveysPage(SamspillDb db, EditSurvey edit, Texts texts, TimeProvider clock) : PageModel
{
    private const int Most = 100;

    [BindProperty]
    public string? Title { get; set; }

    public IReadOnlyList<SurveyLine> Surveys { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync([FromForm] Guid form, CancellationToken ct)
    {
        var typed = new Typed(ModelState, texts);
        var title = typed.Text(nameof(Title), PlainText.Line(Title), Survey.TitleLength);
        if (typed.IsFine) return this.SeeOther($"~/undersokelser/{(await edit.BeginAsync(form, title, ct)).Value}/endre");
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var (today, language) = (Oslo.Today(clock), CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
        var all = await db.Surveys.AsNoTracking().OrderByDescending(s => s.MadeAt).ThenByDescending(s => s.Id).Take(Most).ToListAsync(ct);
        var ids = all.ConvertAll(s => s.Id);
        var answered = await db.SurveyInvitations.Where(i => ids.Contains(i.Survey) && i.Answered).GroupBy(i => i.Survey).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        Surveys = all.ConvertAll(s => new SurveyLine(s.Id, s.Title.In(language), s.Audience, s.Anonymous, s.PhaseOn(today), s.Opens, s.Closes, s.Receivers, answered.GetValueOrDefault(s.Id)));
    }
}
