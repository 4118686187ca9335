using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Strategy;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Strategy;

/// <summary>What one is asked of an activity: kind and day are enough, and how many came and in which municipality make a visit whole.</summary>
public abstract class ActivityForm(CouncilDb db, Actor actor, Texts texts, TimeProvider clock) : PageModel
{
    private static readonly (string Field, string Who)[] Guests = [(nameof(Leaders), "activity.leaders"), (nameof(Teachers), "activity.teachers"), (nameof(Others), "activity.others")];

    [BindProperty]
    public string? County { get; set; }

    [BindProperty]
    public ActivityKind? Kind { get; set; }

    [BindProperty]
    public string? Day { get; set; }

    [BindProperty]
    public Recurrence? Every { get; set; }

    [BindProperty]
    public string? What { get; set; }

    [BindProperty]
    public string? Partner { get; set; }

    [BindProperty]
    public string? Leaders { get; set; }

    [BindProperty]
    public string? Teachers { get; set; }

    [BindProperty]
    public string? Others { get; set; }

    /// <summary>The one municipality, as it mostly is.</summary>
    [BindProperty]
    public string? Municipality { get; set; }

    /// <summary>The others, when there are more.</summary>
    [BindProperty]
    public List<string> Municipalities { get; set; } = [];

    [BindProperty]
    public List<Guid> Measures { get; set; } = [];

    [BindProperty]
    public string? Cost { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public IReadOnlyList<(string Number, string Name)> Counties { get; private set; } = [];
    public IReadOnlyList<(string Number, string Name, string County)> Choices { get; private set; } = [];
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
        Choices = [.. (await db.Municipalities.AsNoTracking().Where(m => own.Contains(m.County)).OrderBy(m => EF.Functions.Collate(m.Name, "norsk")).Take(400).ToListAsync(ct)).Select(m => (m.Number, m.Name, m.County))];
        MeasureChoices = County is { } county ? await db.MeasuresAsync(county, Today, ct) : [];
    }

    /// <summary>What was typed; null when a message stands beside a field.</summary>
    /// <param name="before">The activity that is corrected, for what the form does not ask.</param>
    protected NewActivity? Read(Activity? before = null)
    {
        var typed = new Typed(ModelState, texts);
        var kind = typed.Choice(nameof(Kind), Kind);
        var span = Span(typed, before);
        string? Line(string field, string? value) => typed.Optional(field, value, ActivityFacts.Length);
        var facts = (before?.Facts ?? new()) with { Partner = Line(nameof(Partner), Partner), Note = Line(nameof(Note), Note) };
        var what = Line(nameof(What), What);
        facts = before is { Facts: { Name: null, Subject: not null } } ? facts with { Subject = what } : facts with { Name = what };
        List<Attended> attended = [.. Guests.Select((guest, i) => typed.Number(guest.Field, new[] { Leaders, Teachers, Others }[i], 0, ActivityFacts.Most) is { } count and > 0 ? new Attended(texts[guest.Who], count) : null).OfType<Attended>(),
            .. before?.Attended.Where(a => !Guests.Any(g => IsCalled(a, g.Who))) ?? []];
        var cost = typed.Kroner(nameof(Cost), Cost, 100_000_000);
        List<string> where = [.. Municipalities.Append(Municipality).OfType<string>().Where(m => m.Length > 0).Distinct()];
        return typed.IsFine ? new NewActivity(County ?? "", kind, new ActivityTime(span, Every, before?.Recurs, before?.Years), span is { } days ? days.From > Today : before?.Planned ?? false, facts, Measures, attended, where, cost) : null;
    }

    /// <summary>Fills the fields with what was logged.</summary>
    protected void Recall(Activity activity)
    {
        (County, Kind, Every, What, Partner, Note) = (activity.County, activity.Kind, activity.Every, activity.Facts.Name ?? activity.Facts.Subject, activity.Facts.Partner, activity.Facts.Note);
        (Leaders, Teachers, Others) = (Came(activity, "activity.leaders"), Came(activity, "activity.teachers"), Came(activity, "activity.others"));
        (Municipality, Municipalities, Measures) = (activity.Municipalities.FirstOrDefault(), [.. activity.Municipalities.Skip(1)], [.. activity.Measures]);
        Cost = activity.Cost is { } cost ? (cost.Ore / 100m).ToString("0.##", CultureInfo.CurrentCulture) : null;
        Day = Written(activity.From);
    }

    /// <summary>A day as a date field has it.</summary>
    protected static string? Written(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A day may be left out of what only comes again, and a longer time stays as long as its first day is not changed.</summary>
    private DaySpan? Span(Typed typed, Activity? before)
    {
        if (string.IsNullOrWhiteSpace(Day) && (Every is not null || before is { From: null })) return null;
        var day = typed.Date(nameof(Day), Day);
        return before is { } told && told.From == day ? told.Time.Span : new DaySpan(day, day);
    }

    private string? Came(Activity activity, string who) => activity.Attended.FirstOrDefault(a => IsCalled(a, who))?.Count.ToString(CultureInfo.InvariantCulture);

    private bool IsCalled(Attended attended, string who) => Languages.All.Any(l => texts.In(l)[who] == attended.Who);
}
