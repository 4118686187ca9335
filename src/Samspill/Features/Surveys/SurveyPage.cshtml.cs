using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Surveys;
using Samspill.Features.Messages;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Surveys;

/// <summary>A survey as it stands: what it asks, who has answered it, and what was answered once it has closed.</summary>
[Authorize(Policy = Can.RunSurveys)]
public sealed class SurveyPage(SamspillDb db, Actor actor, SendSurvey send, EditSurvey edit, Outbox outbox, Texts texts, TimeProvider clock) : PageModel
{
    /// <summary>How many answers in own words are shown of each question, and on a page of one question's.</summary>
    public const int FirstTexts = 20, TextsOnPage = 50;

    /// <summary>The place of a question whose answers in own words are read page by page; null for all that was answered.</summary>
    [BindProperty(SupportsGet = true, Name = "tekst")]
    public int? OnlyTexts { get; set; }

    [BindProperty(SupportsGet = true, Name = "side")]
    public int Number { get; set; } = 1;

    public Survey Survey { get; private set; } = null!;
    public SurveyPhase Phase { get; private set; }

    /// <summary>How many it would go to now, or went to.</summary>
    public int Receivers { get; private set; }
    public int Answered { get; private set; }

    /// <summary>How many of them there is no address to.</summary>
    public int Unreached { get; private set; }

    /// <summary>When the clock reminds; null when it will not.</summary>
    public DateOnly? Reminder { get; private set; }

    /// <summary>Empty until it has closed, and with fewer than five answers.</summary>
    public IReadOnlyList<QuestionResult> Results { get; private set; } = [];
    public bool SeesNames => !Survey.Anonymous && Survey.State == SurveyState.Sent && actor.May(Can.SeePeople);

    /// <summary>The question that is read page by page, with its answers in own words and where one is among them.</summary>
    public (QuestionResult Result, Paging Paging)? OwnWords => OnlyTexts is { } place && place >= 0 && place < Results.Count && Results[place] is { Question.Kind: QuestionKind.Text, Counts: not null } result
        ? (result, Paging.At(Number, TextsOnPage, result.Texts.Count)) : null;
    public string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public Task<IActionResult> OnGetExtractAsync(Guid id, CancellationToken ct) => FileAsync(id, "uttrekk", SurveyExtract.Rows, ct);

    public Task<IActionResult> OnGetCodebookAsync(Guid id, CancellationToken ct) => FileAsync(id, "kodebok", extract => SurveyExtract.Codebook(Survey, extract, texts.In(Language)), ct);

    public async Task<IActionResult> OnPostSendAsync(Guid id, CancellationToken ct) => await DoneAsync(id, await send.RunAsync(new SurveyId(id), ct), "surveys.sent", ct);

    public async Task<IActionResult> OnPostRemindAsync(Guid id, CancellationToken ct)
    {
        if (!(await send.RemindAsync(new SurveyId(id), ct)).Refused(out var why, out var reminded))
        {
            TempData["Notice"] = texts["surveys.reminded", reminded];
            return this.SeeOther($"~/undersokelser/{id}");
        }
        return await AgainAsync(id, why, ct);
    }

    public async Task<IActionResult> OnPostCopyAsync(Guid id, [FromForm] Guid form, CancellationToken ct) =>
        (await edit.CopyAsync(form, new SurveyId(id), ct)).Refused(out var why, out var copy) ? await AgainAsync(id, why, ct) : this.SeeOther($"~/undersokelser/{copy.Value}/endre");

    private async Task<IActionResult> DoneAsync(Guid id, Outcome<Done> outcome, string notice, CancellationToken ct)
    {
        if (outcome.Refused(out var why)) return await AgainAsync(id, why, ct);
        TempData["Notice"] = texts[notice];
        return this.SeeOther($"~/undersokelser/{id}");
    }

    private async Task<IActionResult> AgainAsync(Guid id, Rejection why, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        return await LoadAsync(id, ct) ? this.Refuse(why) : NotFound();
    }

    private async Task<IActionResult> FileAsync(Guid id, string name, Func<ResearchExtract, byte[]> bytes, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        if (Phase != SurveyPhase.Closed) return this.Refuse(SurveyRejections.NotClosed);
        var answers = await db.SurveyAnswersAsync(Survey, ct);
        if (answers.Count < Survey.FewestAnswers) return this.Refuse(SurveyRejections.FewAnswers);
        db.Note("exported", $"Survey {id}", name);
        await db.SaveChangesAsync(ct);
        return File(bytes(ResearchExtract.Of(Survey.Questions, SurveyResults.Masked(Survey, answers))), "text/csv; charset=utf-8", $"undersokelse-{name}.csv");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var key = new SurveyId(id);
        if (await db.Surveys.AsNoTracking().SingleOrDefaultAsync(s => s.Id == key, ct) is not { } survey) return false;
        var today = Oslo.Today(clock);
        (Survey, Phase, Reminder) = (survey, survey.PhaseOn(today), survey.ReminderOn(today));
        Receivers = Phase == SurveyPhase.Draft ? await db.AskedBy(survey.Audience, today).CountAsync(ct) : survey.Receivers;
        if (Phase is SurveyPhase.Draft or SurveyPhase.Waiting or SurveyPhase.Open)
        {
            var asked = Phase == SurveyPhase.Draft ? db.AskedBy(survey.Audience, today) : db.People.Where(p => db.SurveyInvitations.Any(i => i.Survey == key && i.Person == p.Id));
            Unreached = (await asked.OrderBy(p => p.Id).Select(p => new { p.Email, p.Phone }).Take(Survey.MostReceivers).ToListAsync(ct)).Count(p => outbox.AddressOf(p.Email, p.Phone) is null);
        }
        Answered = await db.SurveyInvitations.CountAsync(i => i.Survey == key && i.Answered, ct);
        if (Phase == SurveyPhase.Closed) Results = SurveyResults.Of(survey, await db.SurveyAnswersAsync(survey, ct));
        return true;
    }
}
