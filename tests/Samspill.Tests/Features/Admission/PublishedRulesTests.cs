using Samspill.Domain.Admission;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Admission;

/// <summary>Each municipality's published order decides as published. The expected orders are written by hand from the sources in <see cref="PublishedRules"/>.</summary>
public abstract class PublishedRulesTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task Trondheim_puts_those_without_a_place_first_then_the_date_and_lets_one_stay_to_the_term_of_turning_twenty()
    {
        var asking = await Applicants.MakeAsync(Server,
            new("har plass, søkte først", "2024-01-10", Had: (Subject.Piano, "2024-08-15", null)),
            new("uten plass, i vår", "2026-03-01"),
            new("uten plass, i høst", "2025-09-01"),
            new("fyller 20 i høst", "2026-04-01", Born: "2006-09-01"),
            new("fylte 20 i vår", "2023-01-01", Born: "2006-03-01"),
            new("bor i nabokommunen", "2023-01-01", Municipality: "5031"),
            new("fra nabokommunen med avtale", "2026-05-01", Municipality: "5031", Flags: "byAgreement"));
        (await asking.QueueAsync(Of("trondheim"))).ShouldBe(["uten plass, i høst", "uten plass, i vår", "fyller 20 i høst", "fra nabokommunen med avtale", "har plass, søkte først"]);
        (await asking.DecisionAsync(Of("trondheim"), "fylte 20 i vår")).Flag.ShouldBe(Fact.WithinAge);
        (await asking.DecisionAsync(Of("trondheim"), "bor i nabokommunen")).Flag.ShouldBe(Fact.MayApplyHere);
    }

    [Fact]
    public async Task Lindesnes_takes_special_needs_then_first_places_then_the_older_and_adults_last()
    {
        var asking = await Applicants.MakeAsync(Server,
            new("ny voksen, eldst", "2020-01-01", Born: "1950-01-01"),
            new("voksen som fornyer", "2026-05-01", Born: "1990-01-01", Had: (Subject.Choir, "2025-08-15", "2026-06-01")),
            new("har plass, eldst", "2024-01-01", Born: "2008-01-01", Had: (Subject.Piano, "2024-08-15", null)),
            new("yngre uten plass", "2024-01-01", Born: "2018-01-01"),
            new("eldre uten plass", "2026-05-01", Born: "2012-12-31"),
            new("trenger tilrettelegging", "2026-05-01", Born: "2019-01-01", Flags: "specialNeeds"));
        (await asking.QueueAsync(Of("lindesnes"))).ShouldBe(["trenger tilrettelegging", "eldre uten plass", "yngre uten plass", "har plass, eldst", "voksen som fornyer", "ny voksen, eldst"]);
    }

    [Fact]
    public async Task Lindesnes_says_nothing_of_age_between_two_adults()
    {
        var asking = await Applicants.MakeAsync(Server, new("a", "2026-01-01", Born: "1950-01-01"), new("b", "2026-01-01", Born: "1960-01-01"), new("c", "2026-01-01", Born: "1970-01-01"));
        var waits = await asking.DecisionAsync(Of("lindesnes"), (await asking.QueueAsync(Of("lindesnes")))[2]);
        waits.DecidedBy.ShouldBe(Planning.Placement.DecidedBy.Lottery);
    }

    [Fact]
    public async Task Ullensvang_leaves_the_late_for_the_next_round_and_keeps_seniority_in_years()
    {
        var asking = await Applicants.MakeAsync(Server,
            new("yngre, søkte i høst", "2025-09-01", Born: "2016-01-01"),
            new("eldre, søkte i mai", "2026-05-10", Born: "2012-01-01"),
            new("undervist et annet sted", "2026-05-01", Born: "2017-01-01", Flags: "taughtElsewhere"),
            new("har gått på forskole", "2026-05-12", Born: "2018-01-01", Had: (Subject.Preparatory, "2024-08-15", "2025-06-20")),
            new("på listen siden 2023", "2023-10-01", Born: "2017-06-01"),
            new("for sent", "2026-05-16", Born: "2010-01-01"));
        var rules = Of("ullensvang") with { Preparatory = [asking.Preparatory] };
        (await asking.QueueAsync(rules)).ShouldBe(["på listen siden 2023", "har gått på forskole", "undervist et annet sted", "eldre, søkte i mai", "yngre, søkte i høst"]);
        (await asking.DecisionAsync(rules, "for sent")).Flag.ShouldBe(Fact.OnTime);
    }

    [Fact]
    public async Task Tysvær_takes_first_applications_from_the_preschool_course_and_only_what_is_renewed()
    {
        var asking = await Applicants.MakeAsync(Server,
            new("har enkelttimer", "2025-09-01", Had: (Subject.Piano, "2024-08-15", null)),
            new("har gruppeplass", "2025-10-01", Had: (Subject.Choir, "2024-08-15", null)),
            new("uten plass", "2025-11-01"),
            new("trenger tilrettelegging", "2026-02-01", Flags: "specialNeeds"),
            new("venter siden i fjor", "2025-03-01", Flags: "renewed"),
            new("fra førskolekurset", "2026-05-01", Born: "2020-03-01", Had: (Subject.Preparatory, "2025-08-15", "2026-06-01")),
            new("ikke fornyet", "2025-03-01"),
            new("bor i nabokommunen", "2025-03-01", Municipality: "1149", Flags: "renewed"));
        var rules = Of("tysver") with { Preparatory = [asking.Preparatory] };
        (await asking.QueueAsync(rules)).ShouldBe(["fra førskolekurset", "venter siden i fjor", "trenger tilrettelegging", "uten plass", "har gruppeplass", "har enkelttimer"]);
        (await asking.DecisionAsync(rules, "ikke fornyet")).Flag.ShouldBe(Fact.RenewedInTime);
    }

    [Fact]
    public async Task Våler_takes_the_waiting_list_then_pupils_who_ask_for_something_new_then_the_oldest()
    {
        var asking = await Applicants.MakeAsync(Server,
            new("yngre ny", "2026-01-01", Born: "2016-01-01"),
            new("eldre ny", "2026-05-01", Born: "2009-01-01"),
            new("elev som vil noe nytt", "2026-05-01", Born: "2017-01-01", Had: (Subject.Piano, "2024-08-15", null)),
            new("på ventelisten", "2025-05-14", Born: "2018-01-01"));
        (await asking.QueueAsync(Of("valer"))).ShouldBe(["på ventelisten", "elev som vil noe nytt", "eldre ny", "yngre ny"]);
    }

    [Fact]
    public async Task Kungsbacka_takes_new_pupils_by_date_of_home_or_school_there_to_the_spring_of_turning_twenty()
    {
        var asking = await Applicants.MakeAsync(Server,
            new("elev fra før", "2024-01-01", Had: (Subject.Choir, "2024-08-15", null)),
            new("skole i kommunen", "2026-01-02", Municipality: "1482"),
            new("ny", "2026-01-01"),
            new("bor og går på skole utenfor", "2023-01-01", Municipality: "1482", SchoolHere: false),
            new("fyller 20 i høst", "2023-01-01", Born: "2006-09-01"));
        (await asking.QueueAsync(Of("kungsbacka"))).ShouldBe(["ny", "skole i kommunen", "elev fra før"]);
    }

    private static AdmissionRules Of(string key) => PublishedRules.Find(key)!.Rules;
}

public sealed class PublishedRulesOnSqlite(OnSqlite server) : PublishedRulesTests(server), IClassFixture<OnSqlite>;

public sealed class PublishedRulesOnPostgres(OnPostgres server) : PublishedRulesTests(server), IClassFixture<OnPostgres>;
