using Samspill.Domain.Merging;
using Samspill.Domain.People;
using Samspill.Domain.Shared;

namespace Samspill.Domain.Tests.Merging;

public sealed class PeopleMatchTests
{
    private static readonly DateOnly Born = new(2016, 6, 6);

    [Fact]
    public void The_national_id_alone_says_that_two_rows_are_one()
    {
        var match = PeopleMatch.Of([Known("Birk", "Klæbu", "1"), Known("Ada", "Moe", null)], [Known("Birk Aleksander", "Berg", "1"), Known("Ada", "Moen", null)]);
        match.Same.ShouldHaveSingleItem().Theirs.GivenName.ShouldBe("Birk");
        match.TwoPersons.ShouldBeEmpty();
        match.Likely.ShouldBeEmpty(); // Moe is not Moen
    }

    [Fact]
    public void One_number_on_two_people_is_found_out()
    {
        PeopleMatch.Of([Known("Birk", "Klæbu", "1")], [Known("Birk", "Klæbu", "1") with { Born = Born.AddDays(1) }]).TwoPersons.ShouldHaveSingleItem();
        PeopleMatch.Of([Known("Birk", "Klæbu", "1")], [Known("Ada", "Moe", "1")]).TwoPersons.ShouldHaveSingleItem().Rows.ShouldBe("Birk there = Ada there");
        PeopleMatch.Of([Known("Birk", "Klæbu", "1") with { Born = null }], [Known("Birk", "Moe", "1")]).Same.ShouldHaveSingleItem();
    }

    [Fact]
    public void Who_looks_alike_is_asked_about_and_two_numbers_are_two_people()
    {
        var theirs = Known("Anne-Marie", "Ås Lund", null);
        PeopleMatch.Of([theirs], [Known("Anne", "Lund", "2")]).Likely.ShouldHaveSingleItem();
        PeopleMatch.Of([theirs with { Number = "1" }], [Known("Anne", "Lund", "2")]).Likely.ShouldBeEmpty();
        PeopleMatch.Of([theirs], [Known("Anne", "Lund", null) with { Born = Born.AddYears(1) }]).Likely.ShouldBeEmpty();
        var guardian = Known("Berit", "Moe", null) with { Born = null, Email = "Berit@example.org", Phone = "400 00 001" };
        PeopleMatch.Of([guardian], [guardian with { Id = PersonId.New(), Email = "berit@example.org", Phone = "40000001" }]).Likely.ShouldHaveSingleItem();
        PeopleMatch.Of([guardian], [guardian with { Id = PersonId.New(), Email = "other@example.org", Phone = null }]).Likely.ShouldBeEmpty();
    }

    [Fact]
    public void What_the_other_school_knew_fills_what_is_not_known_and_the_harder_protection_holds()
    {
        var (here, there) = (new Person(PersonId.New(), "Ada", "Moe"), new Person(PersonId.New(), "Ada", "Moe"));
        here.Reach("ada@example.org", null);
        there.Reach("old@example.org", "40000001");
        there.RecordPupil("p1", new PupilFacts(Born, Sex.F, "Veien 1", "7540", "5030", null, "nn", Protection.Confidential, "newlyArrived"));
        here.Absorb(there, null, "klabu-p1", null);
        (here.Email, here.Phone, here.BirthDate, here.PupilCode, here.Address, here.Language, here.Flags).ShouldBe(("ada@example.org", "40000001", Born, "klabu-p1", "Veien 1", "nn", "newlyArrived"));
        (here.Protection, here.Shield).ShouldBe((Protection.Confidential, Protection.Confidential));
    }

    private static KnownPerson Known(string given, string family, string? number) => new(PersonId.New(), $"{given} there", number, Born, given, family, null, null);
}
