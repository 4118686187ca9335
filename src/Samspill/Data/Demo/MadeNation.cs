using System.Globalization;
using Samspill.Domain.Statistics;
using Samspill.Features.Statistics;
using Samspill.Formats.Statistics;

namespace Samspill.Data;

/// <summary>Made-up figures of a municipality's culture school: the same for the same number, wherever they are made.</summary>
internal static class MadeNation
{
    private static readonly (string Word, int Weight)[] Disciplines = [("music", 62), ("visualArt", 13), ("dance", 11), ("theatre", 9), ("circus", 2), ("film", 1), ("writing", 1), ("sami", 1)];

    /// <summary>The tables as the school would publish them as of a day, with what is hidden.</summary>
    public static IReadOnlyList<FigureTable> Tables(StatisticsForm form, string municipality, int year)
    {
        var dice = new Dice((int.Parse(municipality, CultureInfo.InvariantCulture) * 31) + year);
        var size = dice.NextShare();
        var children = 40 + (int)(5_000 * size * size * size);
        var pupils = Enumerable.Range(0, 8 + (children * dice.Next(9, 19) / 100)).Select(_ => (Age: Age(dice), Sex: dice.Next(100) switch { < 61 => "f", < 99 => "m", _ => "x" })).ToList();
        var places = pupils.SelectMany(_ => Enumerable.Range(0, dice.Next(100) < 17 ? 2 : 1).Select(_ => (Discipline: Drawn(dice), Programme: dice.Next(100) switch { < 30 => "breadth", < 97 => "core", _ => "depth" }))).ToList();
        var waiting = Enumerable.Range(0, pupils.Count * dice.Next(5, 40) / 100).Select(_ => Age(dice)).ToList();
        var wishes = waiting.SelectMany(_ => Enumerable.Range(0, dice.Next(100) < 30 ? 2 : 1).Select(_ => Drawn(dice))).ToList();
        var hours = places.GroupBy(p => p.Discipline).ToDictionary(g => g.Key, g => (long)g.Count() * 14);
        var full = form.Tables.Select(table => new FigureTable(table.Table, [.. form.CellsOf(table).Select(cell => (long?)(table.Source switch
        {
            "pupils" => pupils.Count(p => Fits(cell[0], p.Age) && Fits(cell[1], p.Sex)),
            "places" => places.Count(p => Fits(cell[0], p.Discipline)),
            "programmes" => places.Count(p => Fits(cell[0], p.Programme)),
            "waiting" => waiting.Count(w => Fits(cell[0], w)),
            "wishes" => wishes.Count(w => Fits(cell[0], w)),
            "hours" => hours.Where(h => Fits(cell[0], h.Key)).Sum(h => h.Value),
            "children" => children,
            _ => Math.Min(children, pupils.Count(p => p.Age == "in")),
        }))], [])).ToList();
        return HideFigures.Of(form, year, municipality, full, [], CancellationToken.None).Value;
    }

    private static string Age(Dice dice) => dice.Next(100) switch { < 4 => "under", < 87 => "in", _ => "over" };

    private static string Drawn(Dice dice)
    {
        var drawn = dice.Next(100);
        foreach (var (word, weight) in Disciplines)
            if ((drawn -= weight) < 0) return word;
        return "other";
    }

    private static bool Fits(StatisticsCategory category, string word) => category.Id == "all" || category.Id == word;
}
