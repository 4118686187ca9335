using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Domain.Advice;
using Samspill.Domain.Reach;
using Samspill.Domain.School;
using Samspill.Features.School;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Advice;

/// <summary>Where a centre should open, so that the children's way falls most.</summary>
[Authorize(Policy = Can.SeeReach)]
public sealed class CentresPage(SamspillDb db, AskAdvice ask, Texts texts) : PageModel
{
    /// <summary>Kinds of sites that could become centres.</summary>
    public static readonly IReadOnlyList<SiteKind> Candidates = [SiteKind.Primary, SiteKind.LowerSecondary, SiteKind.Other];

    [BindProperty]
    public string? Open { get; set; } = "1";

    [BindProperty]
    public string? Extra { get; set; } = "3";

    [BindProperty]
    public string? Youngest { get; set; }

    [BindProperty]
    public string? Oldest { get; set; }

    [BindProperty]
    public List<SiteKind> Kinds { get; set; } = [];

    [BindProperty]
    public string? Places { get; set; }

    public AskedAdvice? Answered { get; private set; }
    public AskedAdvice? Asked { get; private set; }
    public CentreQuestion? Question { get; private set; }
    public CentreAnswer? Answer { get; private set; }
    public SiteMap? Map { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var before = Asked is { } asked ? JsonSerializer.Deserialize<CentreQuestion>(asked.Question)! : new CentreQuestion(1, 3, ReachReport.SchoolAgeFrom, ReachReport.SchoolAgeTo, Candidates, []);
        (Open, Extra, Youngest, Oldest) = (Text(before.Open), Text(before.Extra), Text(before.Youngest), Text(before.Oldest));
        (Kinds, Places) = ([.. before.Kinds], string.Join('\n', before.Places));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var typed = new Typed(ModelState, texts);
        var (open, extra) = (typed.Number(nameof(Open), Open, 1, CentreQuestion.MostOpen) ?? 1, typed.Number(nameof(Extra), Extra, 0, CentreQuestion.MostExtra) ?? 0);
        var (youngest, oldest) = (typed.Number(nameof(Youngest), Youngest, 0, Inhabitants.OldestAge) ?? ReachReport.SchoolAgeFrom, typed.Number(nameof(Oldest), Oldest, 0, Inhabitants.OldestAge) ?? ReachReport.SchoolAgeTo);
        if (oldest < youngest) typed.Wrong(nameof(Oldest), texts["advice.ages"]);
        if (TypedPlace.Read(Places).Refused(out var wrong, out var places)) typed.Wrong(nameof(Places), wrong);
        if (!typed.IsFine)
        {
            await LoadAsync(ct);
            return Page();
        }
        if ((await ask.CentresAsync(new CentreQuestion(open, extra, youngest, oldest, [.. Kinds.Where(Candidates.Contains).Distinct().Order()], places!), ct)).Refused(out var why))
        {
            await LoadAsync(ct);
            return this.Refuse(why);
        }
        TempData["Notice"] = texts["advice.asked"];
        return this.SeeOther("~/rad/sentre");
    }

    /// <summary>Metres as kilometres with one decimal.</summary>
    public static string Kilometres(double? metres) => Show.Number(metres / 1000, 1);

    private async Task LoadAsync(CancellationToken ct)
    {
        (Answered, Asked) = await db.NewestAdviceAsync(AdviceKind.Centres, ct);
        if (Answered is not { Answer: { } json }) return;
        (Question, Answer) = (JsonSerializer.Deserialize<CentreQuestion>(Answered.Question), JsonSerializer.Deserialize<CentreAnswer>(json)!);
        Map = new SiteMap([.. Answer.Places.Select(p => new MapSite(p.Name, p.District, new Position(p.Latitude, p.Longitude), p.IsOpen ? 4 : 0, p.IsChosen))]);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
