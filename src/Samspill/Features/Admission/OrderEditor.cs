using Samspill.Domain.Admission;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>An order of priority in the editor.</summary>
/// <param name="Prefix">The form's name of what the order belongs to.</param>
/// <param name="Scope">The school, or the number of the exception.</param>
/// <param name="Facts">The facts to choose from.</param>
public sealed record OrderEditor(string Prefix, string Scope, IReadOnlyList<RuleRow> Rows, bool InYears, IReadOnlyList<string> Facts)
{
    /// <summary>The sentences that are not in the order yet.</summary>
    public IEnumerable<(string Value, string Text)> ToAdd(Texts texts)
    {
        var kinds = Enum.GetValues<PriorityBy>().Where(by => by != PriorityBy.Flag && Rows.All(r => r.By != by)).Select(by => new RuleRow { By = by });
        var facts = Facts.Where(f => Rows.All(r => r.Flag != f)).Select(f => new RuleRow { By = PriorityBy.Flag, Flag = f });
        return kinds.Concat(facts).Select(row => (row.Flag is null ? $"{row.By}" : $"{row.By}:{row.Flag}", RuleSentences.Read(RuleSentences.OfRow(row, "", InYears, [], texts))));
    }
}
