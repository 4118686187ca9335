using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Strategy;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Strategy;

/// <summary>What one is asked of an agreement.</summary>
public abstract class AgreementForm(CouncilDb db, Actor actor, Texts texts, TimeProvider clock) : PageModel
{
    [BindProperty]
    public string? County { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    /// <summary>A party on each line.</summary>
    [BindProperty]
    public string? Parties { get; set; }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public string? ReviewMonths { get; set; }

    [BindProperty]
    public string? Responsible { get; set; }

    [BindProperty]
    public List<Guid> Measures { get; set; } = [];

    public IReadOnlyList<(string Number, string Name)> Counties { get; private set; } = [];
    public IReadOnlyList<MeasureLine> MeasureChoices { get; private set; } = [];

    protected CouncilDb Db => db;
    protected Actor Actor => actor;
    protected Texts Texts => texts;
    protected DateOnly Today => Oslo.Today(clock);

    protected async Task FillAsync(CancellationToken ct)
    {
        var own = actor.Counties.ToList();
        County ??= own.Order().FirstOrDefault();
        Counties = [.. (await db.Counties.AsNoTracking().Where(c => own.Contains(c.Number)).OrderBy(c => c.Number).Take(20).ToListAsync(ct)).Select(c => (c.Number, c.Name))];
        MeasureChoices = County is { } county ? await db.MeasuresAsync(county, Today, ct) : [];
    }

    /// <summary>What was typed; null when a message stands beside a field.</summary>
    protected AgreementTerms? Read()
    {
        var typed = new Typed(ModelState, texts);
        var (name, responsible) = (typed.Text(nameof(Name), PlainText.Line(Name), Agreement.NameLength), typed.Text(nameof(Responsible), PlainText.Line(Responsible), Agreement.NameLength));
        List<string> parties = [.. typed.Text(nameof(Parties), Parties, ActivityFacts.Length).Split('\n').Select(PlainText.Line).Where(p => p.Length > 0).Distinct()];
        var from = typed.Date(nameof(From), From);
        DateOnly? to = string.IsNullOrWhiteSpace(To) ? null : typed.Date(nameof(To), To);
        if (string.IsNullOrWhiteSpace(ReviewMonths)) typed.Wrong(nameof(ReviewMonths), texts["form.missing"]);
        var months = typed.Number(nameof(ReviewMonths), ReviewMonths, 1, Agreement.MostMonths) ?? 0;
        return typed.IsFine ? new AgreementTerms(name, parties, from, to, months, Measures, responsible) : null;
    }

    /// <summary>Fills the fields with what the agreement says.</summary>
    protected void Recall(Agreement agreement)
    {
        (County, Name, Parties, Responsible, Measures) = (agreement.County, agreement.Name, string.Join('\n', agreement.Parties), agreement.Responsible, [.. agreement.Measures]);
        (From, To, ReviewMonths) = (Written(agreement.From), agreement.To is { } last ? Written(last) : null, agreement.ReviewMonths.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A day as a date field has it.</summary>
    protected static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
