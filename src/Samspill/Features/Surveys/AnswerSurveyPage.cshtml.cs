using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Domain.Surveys;
using Samspill.Host;

namespace Samspill.Features.Surveys;

/// <summary>Where the link in the message leads: the questions, on one page, without signing in.</summary>
[OpenToAll("the link is the key, another for each receiver"), ResponseCache(NoStore = true)]
public sealed class AnswerSurveyPage(AnswerSurvey answer, Texts texts, TimeProvider clock) : PageModel
{
    private const string Prefix = "q-";

    public Survey Survey { get; private set; } = null!;
    public SurveyPhase Phase { get; private set; }

    /// <summary>Whether this receiver has answered.</summary>
    public bool Answered { get; private set; }

    /// <summary>Whether there is something to fill in: it is open, and not answered, or can be changed.</summary>
    public bool Asks => Phase == SurveyPhase.Open && !(Answered && Survey.Anonymous);

    /// <summary>By question, what was typed, or answered before.</summary>
    public Dictionary<Guid, string> Typed { get; private set; } = [];
    public string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>The name of a question's field.</summary>
    public static string Field(SurveyQuestion question) => $"{Prefix}{question.Key}";

    public async Task<IActionResult> OnGetAsync(string link, CancellationToken ct)
    {
        Response.Headers["X-Robots-Tag"] = "noindex";
        return await LoadAsync(link, ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(string link, CancellationToken ct)
    {
        if (!await LoadAsync(link, ct)) return NotFound();
        if (!Request.HasFormContentType) return BadRequest();
        Typed = [];
        foreach (var (name, value) in Request.Form)
            if (name.StartsWith(Prefix, StringComparison.Ordinal)) Typed[Guid.TryParse(name[Prefix.Length..], out var key) ? key : Guid.Empty] = PlainText.Block(value.ToString());
        if (Asks)
            foreach (var (question, why) in Survey.Faults(Typed)) ModelState.AddModelError(question is { } key ? $"{Prefix}{key}" : "", texts[$"refusal.{why.Code}", why.Facts]);
        if (!ModelState.IsValid) return Page();
        var answered = await answer.RunAsync(link, Typed, ct);
        if (answered.Refused(out var refused) && refused != SurveyRejections.Answered) return this.Refuse(refused); // the page itself says that it is answered: who pressed twice has nothing to mend
        if (refused is null) TempData["Notice"] = texts["survey.thanks"];
        return this.SeeOther($"~/undersokelse/{link}");
    }

    private async Task<bool> LoadAsync(string link, CancellationToken ct)
    {
        if (await answer.FindAsync(link, ct) is not { } asked) return false;
        (Survey, Phase, Answered) = (asked.Survey, asked.Survey.PhaseOn(Oslo.Today(clock)), asked.Answered);
        if (asked.Before is { } before) Typed = Survey.Questions.Select((q, i) => (q.Key, before[i])).ToDictionary(x => x.Key, x => x.Item2);
        return true;
    }
}
