using Samspill.Domain.Catalogue;
using Samspill.Domain.Gsi;
using Samspill.Domain.People;

namespace Samspill.Domain.Tests.Gsi;

public sealed class GsiReportTests
{
    private const string Forms = """
        [{"name":"OLD","from":2000,"month":10,"day":1,"columns":[],"parts":[],"lines":[]},
         {"name":"NEW","from":2020,"month":10,"day":1,
          "columns":[{"column":"boys","nb":"Gutter","nn":"Gutar","en":"Boys"},{"column":"girls","nb":"Jenter","nn":"Jenter","en":"Girls"},{"column":"pupils","nb":"Elever","nn":"Elevar","en":"Pupils","main":true},
                     {"column":"places","nb":"Plasser","nn":"Plassar","en":"Places","main":true},{"column":"waiting","nb":"Venter","nn":"Ventar","en":"Waiting"},{"column":"hours","nb":"Timer","nn":"Timar","en":"Hours","main":true},
                     {"column":"percent","nb":"Prosent","nn":"Prosent","en":"Per cent","main":true},{"column":"refunded","nb":"Refundert","nn":"Refundert","en":"Refunded"},{"column":"schoolAge","nb":"Herav","nn":"Av desse","en":"Of these"}],
          "parts":[{"part":"A","nb":"Elever","nn":"Elevar","en":"Pupils"}],
          "lines":[
            {"line":"A2","part":"A","nb":"I","nn":"I","en":"In","columns":["boys","girls","pupils","waiting"],"source":"stage in"},
            {"line":"A4","part":"A","nb":"Sum","nn":"Sum","en":"Sum","columns":["boys","girls","pupils","waiting"],"sum":["A2"]},
            {"line":"A5","part":"A","nb":"Musikk","nn":"Musikk","en":"Music","columns":["places","waiting"],"source":"places music"},
            {"line":"A9","part":"A","nb":"Samisk","nn":"Samisk","en":"Sámi","columns":["places","waiting"],"source":"places sami","from":2023},
            {"line":"A10","part":"A","nb":"Andre","nn":"Andre","en":"Other","columns":["places","waiting"],"source":"places *"},
            {"line":"A11","part":"A","nb":"Sum","nn":"Sum","en":"Sum","columns":["places","waiting"],"sum":["A5","A9","A10"]},
            {"line":"A12","part":"A","nb":"IKS","nn":"IKS","en":"Service","columns":["pupils","schoolAge"],"source":"others service"},
            {"line":"A13","part":"A","nb":"Ellers","nn":"Elles","en":"Otherwise","columns":["pupils","schoolAge"],"source":"others own"},
            {"line":"B1","part":"B","nb":"Musikk","nn":"Musikk","en":"Music","columns":["hours"],"source":"hours music"},
            {"line":"B7","part":"B","nb":"Andre","nn":"Andre","en":"Other","columns":["hours"],"source":"typed"},
            {"line":"B8","part":"B","nb":"Sum","nn":"Sum","en":"Sum","columns":["hours"],"sum":["B1","B7"]},
            {"line":"C1","part":"C","nb":"Rektor","nn":"Rektor","en":"Principal","columns":["percent"],"source":"staff principal","changeable":true},
            {"line":"C4","part":"C","nb":"Opplæring","nn":"Opplæring","en":"Teaching","columns":["percent"],"source":"staff teaching","changeable":true},
            {"line":"C5","part":"C","nb":"Skoler","nn":"Skular","en":"Schools","columns":["percent","refunded"],"source":"typed"},
            {"line":"C13","part":"C","nb":"Sum","nn":"Sum","en":"Sum","columns":["percent","refunded"],"sum":["C1","C4","C5"]}]}]
        """;

    private static readonly DateOnly Date = new(2026, 10, 1);

    private static readonly GsiCounts Counts = new()
    {
        Pupils = [new(GsiStage.In, Sex.M, "5001", 10), new(GsiStage.In, Sex.F, "5001", 20), new(GsiStage.In, Sex.X, "5028", 1), new(GsiStage.In, null, null, 1)],
        Waiting = new Dictionary<GsiStage, long> { [GsiStage.In] = 7 },
        Places = new Dictionary<Discipline, long> { [Discipline.Music] = 30, [Discipline.Sami] = 2, [Discipline.Circus] = 4, [Discipline.Film] = 1 },
        WaitingPlaces = new Dictionary<Discipline, long> { [Discipline.Music] = 8, [Discipline.Circus] = 1 },
        Minutes = new Dictionary<Discipline, long> { [Discipline.Music] = 6029 },
        Staff = [StaffShare.Of(StaffRole.Principal, 100, 5_000, 50_000), StaffShare.Of(StaffRole.Teacher, 80, 0, 50_000)],
    };

    [Fact]
    public void A_line_is_in_use_in_its_years_and_what_it_names_is_others_before()
    {
        var (before, now) = (Form(2022), Form(2023));
        before.Find("A9").ShouldBeNull();
        Fill(before)["A10", "places"].ShouldBe(7);
        Fill(now)["A10", "places"].ShouldBe(5);
        Fill(now)["A9", "places"].ShouldBe(2);
        Fill(before)["A11", "places"].ShouldBe(Fill(now)["A11", "places"]);
        Form(2019).Name.ShouldBe("OLD");
        Form(1990).Name.ShouldBe("OLD");
    }

    [Fact]
    public void Somebody_of_another_sex_is_a_pupil_and_neither_boy_nor_girl()
    {
        var (form, report) = (Form(2026), Fill(Form(2026)));
        (report["A2", "boys"], report["A2", "girls"], report["A2", "pupils"], report["A2", "waiting"]).ShouldBe((10L, 20L, 32L, 7L));
        report.Neither(form.Find("A2")!).ShouldBe(2);
        report.Neither(form.Find("A5")!).ShouldBe(0);
    }

    [Theory]
    [InlineData(Operation.Own, 0, 1)]
    [InlineData(Operation.RunsService, 1, 0)]
    [InlineData(Operation.TakesPart, 1, 0)]
    public void Those_from_elsewhere_stand_on_the_line_that_the_service_decides(Operation operation, long onA12, long onA13)
    {
        var report = Fill(Form(2026), operation);
        (report["A12", "pupils"], report["A13", "pupils"], report["A12", "schoolAge"], report["A13", "schoolAge"]).ShouldBe((onA12, onA13, onA12, onA13));
        report.Lines.Single(l => l.Line == (onA12 == 1 ? "A12" : "A13")).Rows!.ShouldBe([new GsiOthers("5028", 1, 1)]);
    }

    [Fact]
    public void Minutes_are_whole_hours_and_what_is_typed_adds_up()
    {
        var report = Fill(Form(2026), Operation.Own, (("B7", "hours"), 5));
        (report["B1", "hours"], report["B8", "hours"]).ShouldBe((100L, 105L));
    }

    [Fact]
    public void A_position_is_split_by_the_lessons_and_work_for_others_is_taken_from_the_teaching()
    {
        var plain = Fill(Form(2026));
        (plain["C1", "percent"], plain["C4", "percent"], plain["C13", "percent"]).ShouldBe((90L, 90L, 180L));
        var typed = Fill(Form(2026), Operation.Own, (("C5", "percent"), 10), (("C5", "refunded"), 15));
        (typed["C4", "percent"], typed["C13", "percent"], typed["C13", "refunded"]).ShouldBe((65L, 165L, 15L));
        var changed = Fill(Form(2026), Operation.Own, (("C1", "percent"), 50));
        (changed["C1", "percent"], changed["C4", "percent"]).ShouldBe((50L, 90L));
        GsiReport.Proposed(Form(2026), Form(2026).Find("C1")!, Counts, Typed(Operation.Own)).ShouldBe(90);
    }

    [Fact]
    public void A_teacher_teaches_the_whole_position_and_nobody_more_than_it()
    {
        StaffShare.Of(StaffRole.Teacher, 60, 1, 50_000).Teaching.ShouldBe(60);
        StaffShare.Of(StaffRole.Office, 30, 50_000, 50_000).Teaching.ShouldBe(30);
        StaffShare.Of(StaffRole.Office, 30, 50_000, 0).Teaching.ShouldBe(0);
    }

    [Fact]
    public void Checks_block_or_ask_for_a_remark()
    {
        var form = Form(2026);
        var fine = Fill(form, Operation.Own, (("B7", "hours"), 5));
        Open(form, fine).ShouldBeEmpty();
        Open(form, Fill(form, places: 100)).ShouldBe(["ratio A11"]);
        Open(form, Fill(form, places: 3)).ShouldBe(["places", "ratio A11"]);
        Open(form, Fill(form, Operation.Own, (("C5", "percent"), 200))).ShouldContain("negative");
        Open(form, GsiReport.Of(form, Date, Counts with { Minutes = new Dictionary<Discipline, long>() }, Typed(Operation.Own))).ShouldBe(["hours"]);
        Open(form, GsiReport.Of(form, Date, Counts with { Staff = [] }, Typed(Operation.Own))).ShouldBe(["positions"]);
        Open(form, GsiReport.Of(form, Date, Counts with { WaitingPlaces = new Dictionary<Discipline, long>() }, Typed(Operation.Own))).ShouldBe(["waiting"]);
        Open(form, fine with { Lines = [.. fine.Lines.Select(l => l.Line == "A4" ? l with { Values = new Dictionary<string, long> { ["pupils"] = 31 } } : l)] }).ShouldContain("sums");
    }

    [Fact]
    public void More_than_a_fifth_from_last_year_asks_for_a_remark_and_a_remark_is_enough()
    {
        var form = Form(2026);
        var before = Fill(form, Operation.Own, (("B7", "hours"), 5));
        Open(form, Fill(form, Operation.Own, (("B7", "hours"), 6)), before).ShouldBeEmpty();
        Open(form, Fill(form, Operation.Own, (("B7", "hours"), 7)), before).ShouldBe(["change B7"]);
        var checks = GsiCheck.Of(form, Fill(form, Operation.Own, (("B7", "hours"), 7)), before, ["C1"]);
        checks.Where(c => !c.IsMet([])).Select(c => $"{c.Code} {c.Line}").ShouldBe(["changed C1", "change B7"]);
        checks.Where(c => !c.IsMet(["C1", "B7"])).ShouldBeEmpty();
    }

    private static GsiForm Form(int year) => GsiForm.Of(GsiForm.Read(Forms), year);

    private static GsiTyped Typed(Operation operation, params ((string, string) Place, long Value)[] typed) => new(typed.ToDictionary(t => t.Place, t => t.Value), operation, "5001");

    private static GsiReport Fill(GsiForm form, Operation operation = Operation.Own, params ((string, string) Place, long Value)[] typed) => GsiReport.Of(form, Date, Counts, Typed(operation, typed));

    private static GsiReport Fill(GsiForm form, long places) =>
        GsiReport.Of(form, Date, Counts with { Places = new Dictionary<Discipline, long> { [Discipline.Music] = places }, WaitingPlaces = Counts.WaitingPlaces }, Typed(Operation.Own));

    private static IEnumerable<string> Open(GsiForm form, GsiReport report, GsiReport? before = null) =>
        GsiCheck.Of(form, report, before, []).Where(c => !c.Holds).Select(c => $"{c.Code} {c.Line}".TrimEnd());
}
