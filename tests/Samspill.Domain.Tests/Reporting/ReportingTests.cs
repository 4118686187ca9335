using Samspill.Domain.Reporting;
using Samspill.Domain.Strategy;

namespace Samspill.Domain.Tests.Reporting;

public sealed class ReportingTests
{
    private static readonly DateTimeOffset Now = new(2027, 1, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2027, 1, 10), Day = new(2026, 5, 12);
    private static readonly Dictionary<string, string> Names = new() { ["50"] = "Trøndelag", ["18"] = "Nordland", ["46"] = "Vestland" };

    private static Plan Adopted()
    {
        var plan = Plan.National("Strategi", new Period(new(2026, 1, 1), new(2029, 12, 31)), "Nora", Now).Value;
        _ = plan.Write(Outline.Read("# 1 Samfunn\n## 1.1 Profil\n- 1 Alle barn\n* Besøkt | 100 * municipalities-reached / municipalities | 60\n* Elever | pupils", []).Value, 0).Value;
        _ = plan.Adopt("Landsmøtet", new(2026, 1, 1)).Value;
        return plan;
    }

    private static ReportingRound Round(Plan? of = null)
    {
        var plan = of ?? Adopted();
        return ReportingRound.Begin(plan, new RoundFacts("Melding 2026", new Period(new(2026, 1, 1), new(2026, 12, 31)), new(2027, 2, 15), ["50", "18"], ""), ReportTemplate.Begin(plan.Areas, "Aktiviteter", "Hva er gjort?"), "Nora", Now).Value;
    }

    private static LoggedEvent Event(string county, Guid goal, string? with = null, int came = 0, string? name = null, int later = 0) =>
        new(Guid.CreateVersion7(), county, ActivityKind.TrainingDay, Day.AddDays(later), Day.AddDays(later), name, with, 1, came > 0 ? [new("lærere", came)] : [], [], [], [goal]);

    [Fact]
    public void A_template_is_read_back_as_it_is_written_and_keeps_the_plans_headings()
    {
        var round = Round();
        round.Asked.Select(x => x.Asked.Words).ShouldBe(["Aktiviteter", "Besøkt", "Hva er gjort?"], "a formula over what the log does not have is left out");
        var text = ReportTemplate.Write(round.Template) + "\n> Kort.\n* Ansatte";
        var lines = text.Split('\n').ToList();
        lines.Remove("- 1 Alle barn");
        ReportTemplate.Read(string.Join('\n', lines), round.Template).Refused(out var why).ShouldBeTrue();
        why!.Code.ShouldBe("reporting.outline");

        var read = ReportTemplate.Read(ReportTemplate.Write(round.Template) + "\n* Ansatte\n? Hva kom ut av det?\n> Kort.", round.Template).Value;
        var measure = read[0].Goals[0].Measures[0].Key;
        read[0].Goals[0].Asked.Last().ShouldSatisfyAllConditions(a => a.Measure.ShouldBe(measure), a => a.Guidance.ShouldBe("Kort."), a => a.Kind.ShouldBe(AskedKind.Words));
        ReportTemplate.Read(ReportTemplate.Write(read), read).Value[0].Goals[0].Asked.Select(a => (a.Kind, a.Words, a.Source, a.Guidance, a.Measure)).ShouldBe(read[0].Goals[0].Asked.Select(a => (a.Kind, a.Words, a.Source, a.Guidance, a.Measure)));
        ReportTemplate.Read(ReportTemplate.Write(round.Template) + "\n* Elever | pupils", round.Template).Refused(out why).ShouldBeTrue();
        why!.Code.ShouldBe("reporting.formula");
    }

    [Fact]
    public void What_is_asked_is_frozen_once_the_round_is_open()
    {
        var round = Round();
        round.Open("Nora", Now, Today).Value.Select(r => r.County).ShouldBe(["18", "50"]);
        round.Write(new RoundFacts("Annet", new Period(new(2026, 1, 1), new(2026, 12, 31)), new(2027, 2, 15), ["50"], ""), round.Template, round.Revision).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(ReportingRejections.Frozen);
        round.Open("Nora", Now, Today).Refused(out why).ShouldBeTrue();
        why.ShouldBe(ReportingRejections.Frozen);
    }

    [Fact]
    public void A_plan_that_is_not_adopted_is_not_reported_on()
    {
        var draft = Plan.National("Strategi", new Period(new(2026, 1, 1), new(2029, 12, 31)), "Nora", Now).Value;
        ReportingRound.Begin(draft, new RoundFacts("M", draft.Period, new(2027, 2, 15), [], ""), [], "Nora", Now).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(ReportingRejections.NotAdopted);
    }

    [Fact]
    public void A_figure_is_another_than_the_logs_only_with_a_reason_and_both_are_kept()
    {
        var round = Round();
        var report = round.Open("Nora", Now, Today).Value[0];
        var asked = round.Asked.First().Asked;
        report.Answer(asked, null, 0, 12, new Said(14, null, null), "Tone", Now).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(ReportingRejections.Reason);
        report.BegunAt.HasValue.ShouldBeFalse();

        var answer = report.Answer(asked, null, 0, 12, new Said(14, null, "To ble ikke logget"), "Tone", Now).Value;
        (answer.Version, answer.Proposed, answer.Value, answer.Reason).ShouldBe((1, (decimal?)12, (decimal?)14, "To ble ikke logget"));
        report.Answer(asked, answer, 0, 12, new Said(13, null, "En"), "Vidar", Now).Refused(out why).ShouldBeTrue();
        why.ShouldBe(ReportingRejections.AnsweredMeanwhile);
        report.Answer(asked, answer, 1, 12, new Said(12, null, null), "Vidar", Now).Value.Value.ShouldBe(null, "as the log says");
    }

    [Fact]
    public void A_report_is_signed_handed_in_once_and_opened_again_on_request()
    {
        var round = Round();
        var report = round.Open("Nora", Now, Today).Value[0];
        var content = new DeliveredReport([], [], 38);
        report.HandIn(content, "a", false, "Tone", Now).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(ReportingRejections.NotSigned);
        _ = report.SignOff("a", "Tone", Now).Value;
        _ = report.Answer(round.Asked.First().Asked, null, 0, 1, new Said(null, null, null), "Tone", Now).Value;
        report.State.ShouldBe(CountyReportState.Open, "a change takes the signature back");
        _ = report.SignOff("a", "Tone", Now).Value;
        report.HandIn(content, "b", false, "Tone", Now).Refused(out why).ShouldBeTrue();
        why.ShouldBe(ReportingRejections.SignedOther);
        report.HandIn(content, "a", true, "Tone", Now).Value.ShouldSatisfyAllConditions(d => d.Version.ShouldBe(1), d => d.IsLate.ShouldBeTrue());
        report.HandIn(content, "a", true, "Tone", Now).Refused(out why).ShouldBeTrue();
        why.ShouldBe(ReportingRejections.HandedIn);
        report.Reopen().Refused(out why).ShouldBeTrue();
        why.ShouldBe(ReportingRejections.NotAsked);
        _ = report.AskToReopen("En feil", "Tone").Value;
        _ = report.Reopen().Value;
        report.State.ShouldBe(CountyReportState.Open);
    }

    [Fact]
    public void What_two_counties_logged_with_each_other_counts_once()
    {
        var goal = Guid.CreateVersion7();
        LoggedEvent[] all = [Event("50", goal, with: "Nordland", came: 40), Event("18", goal, with: "Trøndelag", came: 44), Event("46", goal, came: 10)];
        var pairs = JointEvents.Pairs(all, Names);
        pairs.ShouldHaveSingleItem().Sure.ShouldBeTrue();
        var once = JointEvents.Once(all, pairs, new Dictionary<(Guid, Guid), bool>());
        once.Count.ShouldBe(2);
        LogFigures.Of([.. once], 100)["attended"].ShouldBe(54, "of two figures for the same event the larger counts");
        JointEvents.Once(all, pairs, new Dictionary<(Guid, Guid), bool> { [pairs[0].Key] = false }).Count.ShouldBe(3, "a person says that they are two");
    }

    [Fact]
    public void A_likeness_counts_twice_until_a_person_says_that_it_is_one()
    {
        var goal = Guid.CreateVersion7();
        LoggedEvent[] all = [Event("50", goal, name: "Fagdag dans"), Event("18", goal, name: "fagdag dans"), Event("46", goal, name: "Fagdag dans", later: 1), Event("50", goal, name: "Fagdag dans")];
        var pairs = JointEvents.Pairs(all, Names);
        pairs.Count.ShouldBe(2, "neither on another day, nor of the same county");
        pairs.ShouldAllBe(p => !p.Sure);
        JointEvents.Once(all, pairs, new Dictionary<(Guid, Guid), bool>()).Count.ShouldBe(4);
        JointEvents.Once(all, pairs, new Dictionary<(Guid, Guid), bool> { [pairs[0].Key] = true }).Count.ShouldBe(3);
    }

    [Fact]
    public void All_that_may_be_one_are_found_however_many_they_are()
    {
        var goal = Guid.CreateVersion7();
        LoggedEvent[] all = [.. Enumerable.Range(0, 60).Select(i => Event(i % 2 == 0 ? "50" : "18", goal, name: "Nettverk"))];
        JointEvents.Pairs(all, Names).Count.ShouldBe(30 * 30);
    }

    [Fact]
    public void What_has_no_day_may_be_of_any_and_is_never_surely_the_same()
    {
        var goal = Guid.CreateVersion7();
        LoggedEvent[] all = [Event("50", goal, with: "Nordland") with { From = null, To = null }, Event("18", goal, with: "Trøndelag")];
        JointEvents.Pairs(all, Names).ShouldHaveSingleItem().Sure.ShouldBeFalse();
    }

    [Fact]
    public void Two_that_one_county_logged_are_never_one()
    {
        var goal = Guid.CreateVersion7();
        LoggedEvent[] all = [Event("50", goal, with: "Nordland"), Event("50", goal, with: "Nordland"), Event("18", goal, with: "Trøndelag")];
        var pairs = JointEvents.Pairs(all, Names);
        pairs.Count.ShouldBe(2);
        pairs.ShouldAllBe(p => !p.Sure, "nobody knows which of the two it was");
        JointEvents.Once(all, pairs, new Dictionary<(Guid, Guid), bool>()).Count.ShouldBe(3);
        JointEvents.Once(all, pairs, pairs.ToDictionary(p => p.Key, _ => true)).Count.ShouldBe(2, "one of them at most");
    }

    [Fact]
    public void What_a_person_keeps_apart_is_not_joined_through_a_third()
    {
        var goal = Guid.CreateVersion7();
        LoggedEvent[] all = [Event("50", goal, name: "Nettverk"), Event("18", goal, name: "Nettverk"), Event("46", goal, name: "Nettverk")];
        var pairs = JointEvents.Pairs(all, Names);
        var said = pairs.ToDictionary(p => p.Key, p => p.Key != EventPair.KeyOf(all[0].Activity, all[2].Activity));
        JointEvents.Once(all, pairs, said).Count.ShouldBe(2);
    }

    [Fact]
    public void A_share_is_of_something_that_is_counted_itself()
    {
        static bool IsShare(string source) => new Asked(Guid.CreateVersion7(), AskedKind.Figure, "x", source, null, null).IsShare;
        IsShare("100 * municipalities-reached / municipalities").ShouldBeTrue();
        IsShare("activities / (municipalities + 1)").ShouldBeTrue();
        IsShare("attended / 2").ShouldBeFalse("a half is added up as a whole");
    }

    [Fact]
    public void Nothing_is_taken_off_when_nothing_was_counted_twice()
    {
        var plan = Adopted();
        var template = ReportTemplate.Begin(plan.Areas, "Aktiviteter", "Hva er gjort?").Select(a => a with { Goals = [.. a.Goals.Select(g => g with { Asked = [.. g.Asked.Take(1).Select(x => x with { Source = "activities + 1" })] })] }).ToList();
        var round = ReportingRound.Begin(plan, new RoundFacts("Melding", new Period(new(2026, 1, 1), new(2026, 12, 31)), new(2027, 2, 15), ["50", "18"], ""), template, "Nora", Now).Value;
        var (goal, asked) = round.Asked.Single();
        LoggedEvent[] north = [Event("18", goal.Key)], mid = [Event("50", goal.Key)];
        var reports = round.Open("Nora", Now, Today).Value;
        ReportDelivery Told(CountyReport report, LoggedEvent[] events)
        {
            _ = report.SignOff("a", "x", Now).Value;
            return report.HandIn(new DeliveredReport([new(asked.Key, 2, 2, null, null)], events, 40), "a", false, "x", Now).Value;
        }
        var document = JointDocument.Of(round, "Strategi", [("18", "Nordland", Told(reports[0], north), Today), ("50", "Trøndelag", Told(reports[1], mid), Today)], [.. north, .. mid], new Dictionary<Guid, string>());
        var figure = document.Areas[0].Goals[0].Figures[0];
        (figure.Sum, figure.CountedTwice).ShouldBe(((decimal?)4, 0m));
    }

    [Fact]
    public void The_joint_figure_is_the_sum_without_what_was_counted_twice_and_with_what_was_corrected()
    {
        var round = Round();
        var reports = round.Open("Nora", Now, Today).Value;
        var (goal, asked) = round.Asked.First();
        LoggedEvent[] north = [Event("18", goal.Key, with: "Trøndelag"), Event("18", goal.Key)], mid = [Event("50", goal.Key, with: "Nordland")];
        ReportDelivery Told(CountyReport report, decimal proposed, decimal value, LoggedEvent[] events)
        {
            _ = report.SignOff("a", "x", Now).Value;
            return report.HandIn(new DeliveredReport([new(asked.Key, proposed, value, null, value == proposed ? null : "Glemt")], events, 40), "a", false, "x", Now).Value;
        }
        LoggedEvent[] all = [.. north, .. mid];
        var document = JointDocument.Of(round, "Strategi", [("18", "Nordland", Told(reports[0], 2, 2, north), Today), ("50", "Trøndelag", Told(reports[1], 1, 4, mid), Today), ("46", "Vestland", null, null)],
            JointEvents.Once(all, JointEvents.Pairs(all, Names), new Dictionary<(Guid, Guid), bool>()), new Dictionary<Guid, string> { [goal.Key] = "Sammen." });
        var figure = document.Areas[0].Goals[0].Figures[0];
        (figure.Sum, figure.CountedTwice).ShouldBe(((decimal?)5, 1m));
        figure.Counties.Single(c => c.County == "Trøndelag").Reason.ShouldBe("Glemt");
        document.Areas[0].Goals[0].Text.ShouldBe("Sammen.");
        document.Counties.Single(c => c.Name == "Vestland").HandedIn.HasValue.ShouldBeFalse();
    }
}
