using Shouldly;
using Xunit;

namespace Samspill.Formats.Tests;

public class NationalIdTests
{
    private static NationalId Read(string digits)
    {
        NationalId.TryParse(digits, out var id, out var fault).ShouldBeTrue($"{digits}: {fault}");
        return id;
    }

    [Theory]
    [InlineData("14831250047", "2012-03-14"), InlineData("14831250209", "2012-03-14"), InlineData("14831250128", "2012-03-14"), InlineData("14831250551", "2012-03-14")]
    [InlineData("01901450079", "2014-10-01"), InlineData("01901450230", "2014-10-01"), InlineData("01901450311", "2014-10-01"), InlineData("01901450583", "2014-10-01")]
    [InlineData("29821650087", "2016-02-29"), InlineData("29821650168", "2016-02-29"), InlineData("24920850053", "2008-12-24"), InlineData("24920850134", "2008-12-24")]
    [InlineData("01811950005", "2019-01-01"), InlineData("01811950196", "2019-01-01"), InlineData("17858000076", "1980-05-17"), InlineData("17858000157", "1980-05-17")]
    [InlineData("24417138435", "1971-01-24")]
    public void A_synthetic_number_tells_its_birth_date(string digits, string born)
    {
        var id = Read(digits);
        id.BirthDate.ShouldBe(DateOnly.Parse(born));
        id.IsSynthetic.ShouldBeTrue();
        id.IsDNumber.ShouldBeFalse();
        id.Fits(DateOnly.Parse(born)).ShouldBeTrue();
        id.Fits(DateOnly.Parse(born).AddDays(1)).ShouldBeFalse();
        id.Fits(DateOnly.Parse(born).AddYears(-100)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("50846202355", "1962-04-10"), InlineData("49860699787", "2006-06-09"), InlineData("54831250030", "2012-03-14")]
    public void A_D_number_has_forty_added_to_the_day(string digits, string born)
    {
        var id = Read(digits);
        id.IsDNumber.ShouldBeTrue();
        id.IsSynthetic.ShouldBeTrue();
        id.BirthDate.ShouldBe(DateOnly.Parse(born));
    }

    [Theory]
    [InlineData("41814061033"), InlineData("41664061188")]
    public void A_synthetic_number_may_lie_outside_all_series_and_then_tells_no_century(string digits)
    {
        var id = Read(digits);
        id.BirthDate.ShouldBeNull();
        id.Fits(new(2040, 1, 1)).ShouldBeTrue();
        id.Fits(new(1940, 1, 1)).ShouldBeTrue();
        id.Fits(new(1941, 1, 1)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("14831250055"), InlineData("14831250063"), InlineData("14831250071"), InlineData("01901450087"), InlineData("01901450095")]
    public void A_number_under_the_rule_of_2032_does_not_tell_the_century(string digits)
    {
        var id = Read(digits);
        id.BirthDate.ShouldBeNull();
        var born = new DateOnly(2000 + int.Parse(digits[4..6]), int.Parse(digits[2..4]) - 80, int.Parse(digits[..2]));
        id.Fits(born).ShouldBeTrue();
        id.Fits(born.AddYears(-100)).ShouldBeTrue();
        id.Fits(born.AddMonths(1)).ShouldBeFalse();
    }

    [Fact]
    public void A_number_with_an_ordinary_month_is_not_synthetic_and_may_be_of_somebody_born_in_1854()
    {
        var text = Enumerable.Range(0, 10_000).Select(k => $"0101545{k:0000}").First(text => NationalId.TryParse(text, out var id, out _) && id.BirthDate is not null);
        Read(text).IsSynthetic.ShouldBeFalse();
        Read(text).BirthDate.ShouldBe(new DateOnly(1854, 1, 1));
        Read("10915596784").IsSynthetic.ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, NationalIdFault.Length), InlineData("", NationalIdFault.Length), InlineData("1483125004", NationalIdFault.Length), InlineData("148312500470", NationalIdFault.Length)]
    [InlineData("1483125004x", NationalIdFault.NotDigits), InlineData("1483125004٧", NationalIdFault.NotDigits), InlineData("-4831250047", NationalIdFault.NotDigits)]
    [InlineData("12345678911", NationalIdFault.Date), InlineData("00000000000", NationalIdFault.Date), InlineData("29821550087", NationalIdFault.Date)]
    [InlineData("10915596785", NationalIdFault.CheckDigits), InlineData("14831250048", NationalIdFault.CheckDigits)]
    public void A_text_that_is_no_number_says_why(string? text, NationalIdFault why)
    {
        NationalId.TryParse(text, out var id, out var fault).ShouldBeFalse();
        fault.ShouldBe(why);
        id.ShouldBe(default);
        id.Digits.ShouldBeEmpty();
    }

    [Fact]
    public void Of_all_check_digits_four_fit_at_most_and_one_of_them_tells_the_date()
    {
        var fitting = Enumerable.Range(0, 100).Select(k => $"148312500{k:00}").Where(text => NationalId.TryParse(text, out _, out _)).ToList();
        fitting.ShouldBe(["14831250047", "14831250055", "14831250063", "14831250071"]);
        fitting.Count(text => Read(text).BirthDate is not null).ShouldBe(1);
    }

    [Fact]
    public void Blanks_as_people_type_them_do_not_matter() => Read(" 148312 50047 ").ShouldBe(Read("14831250047"));

    [Fact]
    public void Text_made_of_a_number_is_masked()
    {
        var id = Read("14831250047");
        $"{id}".ShouldBe("148312 *****");
        new { Id = id }.ToString().ShouldNotBeNull().ShouldNotContain("50047");
        id.Digits.ShouldBe("14831250047");
    }
}
