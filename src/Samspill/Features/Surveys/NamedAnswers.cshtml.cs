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

/// <summary>Somebody's answers; none of a protected person to one who may not see them.</summary>
public sealed record NamedAnswerLine(string Name, DateTimeOffset? At, IReadOnlyList<string>? Values);

/// <summary>Who answered what, in a survey that is not anonymous.</summary>
[Authorize(Policy = Can.SeePeople)]
public sealed class NamedAnswersPage(SamspillDb db, Disclosure disclosure, Texts texts) : PageModel
{
    private const int Size = 50;

    [BindProperty(SupportsGet = true, Name = "side")]
    public int Number { get; set; } = 1;

    public Survey Survey { get; private set; } = null!;
    public IReadOnlyList<NamedAnswerLine> Answers { get; private set; } = [];
    public Paging Paging { get; private set; } = null!;
    public string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        var key = new SurveyId(id);
        if (await db.Surveys.AsNoTracking().SingleOrDefaultAsync(s => s.Id == key && !s.Anonymous, ct) is not { } survey) return NotFound();
        Survey = survey;
        var all = db.NamedSurveyAnswers.AsNoTracking().Where(a => a.Survey == key);
        Paging = Paging.At(Number, Size, await all.LongCountAsync(ct));
        var rows = await all.Join(db.People, a => a.Person, p => p.Id, (a, p) => new { Answer = a, Person = new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield) })
            .OrderByDescending(x => x.Answer.At).ThenBy(x => x.Answer.Person).Skip((Paging.Page - 1) * Size).Take(Size).ToListAsync(ct);
        Answers = rows.ConvertAll(x => disclosure.Opens(x.Person.Id, x.Person.Shield) ? new NamedAnswerLine(disclosure.Name(x.Person), x.Answer.At, x.Answer.Values) : new NamedAnswerLine(disclosure.Name(x.Person), null, null));
        await db.SaveChangesAsync(ct); // a look at a protected person is noted
        return Page();
    }

    /// <summary>An answer in words.</summary>
    public string Words(SurveyQuestion question, string value) =>
        value.Length == 0 ? Show.None
        : question.Kind == QuestionKind.Text ? value
        : question.Kind == QuestionKind.Choice ? question.Choices[int.Parse(value, CultureInfo.InvariantCulture) - 1].In(Language)
        : texts[$"survey.step.{value}"];
}
