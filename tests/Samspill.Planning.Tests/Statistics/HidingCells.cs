using Samspill.Planning.Statistics;
using Shouldly;
using Xunit;

namespace Samspill.Planning.Tests.Statistics;

public class HidingCells
{
    [Fact]
    public void A_small_cell_takes_another_with_it_that_it_cannot_be_told_from() =>
        Hidden(Row(10, 3, 7, 0)).ShouldBe(["pupils|by=0", "pupils|by=1"]);

    [Fact]
    public void A_zero_is_shown() => Hidden(Row(20, 0, 20)).ShouldBeEmpty();

    [Fact]
    public void What_is_too_little_together_takes_the_sum_too() => Hidden(Row(5, 1, 1, 1, 1, 1)).Count.ShouldBe(6);

    [Fact]
    public void Nothing_is_hidden_where_all_is_large() => Suppression.Of(MadeSystem(Row(40, 5, 15, 20))).Shown.ShouldBe(1);

    [Fact]
    public void A_hidden_cell_is_nothing_when_the_table_is_shown()
    {
        var table = Row(10, 3, 7, 0);
        Suppression.Of(MadeSystem(table)).Of(table).ShouldBe([10, null, null, 0]);
    }

    [Fact]
    public void Without_complementary_hiding_the_attacker_finds_the_cell()
    {
        var tables = MadeSystem(Row(10, 3, 7, 0));
        Attacker.Bounds(tables, new HashSet<string> { "pupils|by=0" })["pupils|by=0"].ShouldBe((3, 3));
        Attacker.Bounds(tables, new HashSet<string> { "pupils|by=0", "pupils|by=1" })["pupils|by=0"].ShouldBe((1, 9));
    }

    [Fact]
    public void Two_tables_of_one_measure_share_their_margins()
    {
        var tables = MadeSystem(Row(10, 3, 7), new FixedTable("pupils", [new("other", [new("all"), new("x", "all")])], [10, 10]));
        tables.Count.ShouldBe(4);
        Should.Throw<ArgumentException>(() => tables.Add(new("pupils", [new("third", [new("all"), new("x", "all")])], [11, 11])));
    }

    [Fact]
    public void Tables_that_do_not_add_up_are_refused()
    {
        Should.Throw<ArgumentException>(() => MadeSystem(Row(11, 3, 7)));
        Should.Throw<ArgumentException>(() => MadeSystem(new FixedTable("pupils", [new("by", [new("all"), new("x", "all")])], [1])));
    }

    [Fact]
    public void A_cell_without_a_figure_is_in_no_sum() =>
        Hidden(new FixedTable("pupils", [new("by", [new("all"), new("0", "all"), new("1", "all"), new("2", "all")])], [30, 10, 20, null])).ShouldBeEmpty();

    [Fact]
    public void What_everybody_knows_is_reckoned_with()
    {
        // Four pupils, none without one of the five places: whoever sees the places knows too much of the pupils.
        var tables = new TableSystem();
        tables.Cell("pupils", 4);
        tables.Cell("places", 5);
        tables.AtMost("pupils", "places");
        Suppression.Of(tables).Hidden.ShouldBe(["pupils", "places"], ignoreOrder: true);
    }

    [Fact]
    public void The_bounds_are_those_that_trying_every_table_gives()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var inner = Enumerable.Range(0, 9).Select(_ => (long)random.Next(1, 5)).ToArray();
            var hidden = Enumerable.Range(0, 9).Where(_ => random.Next(5) < 3).ToHashSet();
            var tables = MadeSystem(Square(inner));
            var bounds = Attacker.Bounds(tables, hidden.Select(Name).ToHashSet());
            var (least, greatest) = Tried(inner, hidden);
            foreach (var cell in hidden) bounds[Name(cell)].ShouldBe((least[cell], greatest[cell]), $"seed {seed}, cell {cell}");
        }
    }

    [Fact]
    public void Nobody_can_tell_a_hidden_cell_to_within_five_in_any_made_country()
    {
        var shown = 0.0;
        for (var seed = 0; seed < 40; seed++)
        {
            var tables = MadeTables.System(MadeTables.Counts(seed));
            var result = Suppression.Of(tables);
            result.Exposed.ShouldBeEmpty();
            result.Values.Where(v => v.Value is > 0 and < Suppression.Smallest).Select(v => v.Key).ShouldBeSubsetOf(result.Hidden);
            result.Hidden.ShouldAllBe(h => result.Values[h] > 0);
            Narrow(tables, result.Hidden).ShouldBeEmpty();
            shown += result.Shown / 40;
        }
        shown.ShouldBeGreaterThan(0.6);
    }

    [Fact]
    public void Hiding_only_the_small_cells_would_not_do() =>
        Enumerable.Range(0, 40).Select(seed => MadeTables.System(MadeTables.Counts(seed)))
            .Sum(t => Narrow(t, t.Values.Where(v => v.Value is > 0 and < Suppression.Smallest).Select(v => v.Key).ToHashSet()).Count)
            .ShouldBeGreaterThan(40);

    [Fact]
    public void The_same_tables_always_hide_the_same() => Enumerable.Range(0, 5).ShouldAllBe(seed =>
        Suppression.Of(MadeTables.System(MadeTables.Counts(seed))).Hidden.SetEquals(Suppression.Of(MadeTables.System(MadeTables.Counts(seed))).Hidden));

    [Fact]
    public void A_correction_shows_nothing_that_was_hidden_and_tells_nothing_together_with_what_was_shown()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var counts = MadeTables.Counts(seed);
            var before = MadeTables.System(counts);
            var hiddenBefore = Suppression.Of(before).Hidden;
            var after = MadeTables.System(MadeTables.Corrected(counts, seed));
            after.AddEarlier(before, hiddenBefore);
            var result = Suppression.Of(after);

            hiddenBefore.Where(h => before.Values[h] == after.Values[h]).ShouldBeSubsetOf(result.Hidden);
            result.Hidden.Where(h => before.Values[h] == after.Values[h]).ShouldBeSubsetOf(hiddenBefore);
            Narrow(after, result.Hidden).Except(result.Exposed).ShouldBeEmpty();
            if (result.Exposed.Count > 0) Narrow(after, result.Values.Where(v => v.Value > 0).Select(v => v.Key).ToHashSet()).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void What_was_shown_once_can_make_a_table_impossible_to_publish()
    {
        var earlier = new TableSystem();
        earlier.Cell("pupils", 5);
        var tables = MadeSystem(Row(5, 2, 3));
        tables.AddEarlier(earlier, new HashSet<string>());
        Suppression.Of(tables).Exposed.ShouldBe(["pupils|by=0", "pupils|by=1"], ignoreOrder: true);
    }

    private static List<string> Narrow(TableSystem tables, IReadOnlySet<string> hidden) =>
        [.. Attacker.Bounds(tables, hidden).Where(b => b.Value.Greatest - b.Value.Least + 1 < 5).Select(b => b.Key)];

    private static List<string> Hidden(FixedTable table) => [.. Suppression.Of(MadeSystem(table)).Hidden.Order(StringComparer.Ordinal)];

    private static TableSystem MadeSystem(params FixedTable[] tables)
    {
        var system = new TableSystem();
        foreach (var table in tables) system.Add(table);
        return system;
    }

    private static FixedTable Row(long total, params long[] parts) =>
        new("pupils", [new("by", [new("all"), .. Enumerable.Range(0, parts.Length).Select(i => new AxisCategory($"{i}", "all"))])], [total, .. parts]);

    private static string Name(int cell) => $"pupils|column={cell % 3}|row={cell / 3}";

    private static FixedTable Square(long[] inner)
    {
        TableAxis Axis(string id) => new(id, [.. Enumerable.Range(0, 3).Select(i => new AxisCategory($"{i}", "all")), new("all")]);
        long Of(int row, int column) => Enumerable.Range(0, 9).Where(c => (row == 3 || c / 3 == row) && (column == 3 || c % 3 == column)).Sum(c => inner[c]);
        return new("pupils", [Axis("row"), Axis("column")], [.. Enumerable.Range(0, 16).Select(i => (long?)Of(i / 4, i % 4))]);
    }

    // Every table of counts of 1 or more in the hidden cells that has the same sums.
    private static (long[] Least, long[] Greatest) Tried(long[] inner, HashSet<int> hidden)
    {
        var (least, greatest, cells) = ((long[])inner.Clone(), (long[])inner.Clone(), hidden.Order().ToArray());
        var (rows, columns) = (new long[3], new long[3]);
        foreach (var cell in cells)
        {
            rows[cell / 3] += inner[cell];
            columns[cell % 3] += inner[cell];
        }
        var tried = new long[9];
        void Try(int n)
        {
            if (n == cells.Length)
            {
                if (rows.Any(r => r != 0) || columns.Any(c => c != 0)) return;
                foreach (var cell in cells) (least[cell], greatest[cell]) = (Math.Min(least[cell], tried[cell]), Math.Max(greatest[cell], tried[cell]));
                return;
            }
            var (row, column) = (cells[n] / 3, cells[n] % 3);
            for (var value = 1; value <= Math.Min(rows[row], columns[column]); value++)
            {
                (rows[row], columns[column], tried[cells[n]]) = (rows[row] - value, columns[column] - value, value);
                Try(n + 1);
                (rows[row], columns[column]) = (rows[row] + value, columns[column] + value);
            }
        }
        Try(0);
        return (least, greatest);
    }
}
