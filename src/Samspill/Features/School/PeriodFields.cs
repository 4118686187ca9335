using System.Globalization;
using Samspill.Domain.School;

namespace Samspill.Features.School;

/// <summary>What the fields of one term, holiday or planning day are drawn from: as it stands, or as it was typed and refused.</summary>
/// <param name="Row">"term" or "free".</param>
/// <param name="Key">Its id, or the row's kind for a new one: makes the ids of the fields unique.</param>
/// <param name="Refused">Messages beside the fields are this row's.</param>
public sealed record PeriodFields(string Row, string Key, Guid? Id, string? Name, FreeKind Kind, string? From, string? To, bool Refused)
{
    public static PeriodFields Of(EditYearPage page, Guid id, string name, FreeKind? kind, DateOnly from, DateOnly to)
    {
        var row = kind is null ? "term" : "free";
        return page.Refused == id.ToString()
            ? Typed(page, row, id.ToString(), id)
            : new PeriodFields(row, id.ToString(), id, name, kind ?? default, Iso(from), Iso(to), Refused: false);
    }

    public static PeriodFields New(EditYearPage page, string row) =>
        page.Refused == row ? Typed(page, row, row, null) : new PeriodFields(row, row, null, null, default, null, null, Refused: false);

    private static PeriodFields Typed(EditYearPage page, string row, string key, Guid? id) =>
        new(row, key, id, page.Input.Name, page.Input.Kind, page.Input.From, page.Input.To, Refused: true);

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
