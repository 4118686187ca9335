using Samspill.Domain.People;

namespace Samspill.Domain.Tests.People;

public sealed class NewPupilTests
{
    private static readonly DateOnly Today = new(2026, 6, 5);
    private static readonly NewPupil Elle = new("Elle Márjá", "Somby-Hætta", new DateOnly(2018, 3, 14), Sex.F, null, "7010", "5001", null);

    [Fact]
    public void A_child_as_most_are_has_no_faults() => Elle.Faults(Today).ShouldBeEmpty();

    [Theory]
    [InlineData("Øyvind")]
    [InlineData("Jean-Luc")]
    [InlineData("O'Connor")]
    [InlineData("Čuđi")]
    [InlineData("Nguyễn")]
    [InlineData("李明")]
    [InlineData("محمد")]
    [InlineData("J. P.")]
    public void Names_of_many_peoples_are_names(string name) => NewPupil.NameFault(name).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("Ola 😀")]
    [InlineData("-")]
    [InlineData("R2D2")]
    [InlineData("Ola\tNordmann")]
    public void What_is_no_name_is_refused(string name) => NewPupil.NameFault(name).ShouldNotBeNull();

    [Fact]
    public void A_child_born_tomorrow_is_refused_with_the_day_it_would_be()
    {
        var (field, why) = (Elle with { Born = Today.AddDays(1) }).Faults(Today).ShouldHaveSingleItem();
        (field, why.Code).ShouldBe(("Born", "person.born-ahead"));
        why.Facts.ShouldBe([Today.AddDays(1)]);
        (Elle with { Born = Today }).Faults(Today).ShouldBeEmpty();
    }

    [Fact]
    public void Every_field_that_is_wrong_is_named()
    {
        var wrong = Elle with { GivenName = "", FamilyName = new string('a', 101), PostalCode = "70", Municipality = "Oslo", Born = new DateOnly(1826, 1, 1) };
        wrong.Faults(Today).Select(f => f.Field).ShouldBe(["GivenName", "FamilyName", "Born", "PostalCode", "Municipality"]);
    }
}
