using System.Text;
using Shouldly;
using Xunit;

namespace Samspill.Formats.Tests;

public class SafeCsvTests
{
    private static string Written(params string[] values)
    {
        using var stream = new MemoryStream();
        SafeCsv.Write(stream, ["a", "b"], [values]);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [Theory]
    [InlineData("=1+1"), InlineData("+1"), InlineData("-1"), InlineData("@SUM(A1)"), InlineData("\uFF1D1"), InlineData("\uFF0B1"), InlineData("\uFF0D1"), InlineData("\uFF201"), InlineData("\t=1"), InlineData("\r=1"), InlineData("\n=1")]
    public void A_value_that_could_be_a_formula_gets_an_apostrophe(string value) =>
        Written(value, "").Split("\r\n", 2)[1].TrimStart('"').ShouldStartWith("'");

    [Theory]
    [InlineData("x;=1", "\"x;'=1\""), InlineData("x,@y", "x,'@y"), InlineData("x\n+1", "\"x\n'+1\"")]
    public void So_does_one_after_a_separator(string value, string written) => Written(value, "").ShouldContain(written);

    [Fact]
    public void Other_values_stay_as_they_are() =>
        Written("Åse \"Lille\" Moen-Dahl", "a=b").ShouldBe("\uFEFFa;b\r\n\"Åse \"\"Lille\"\" Moen-Dahl\";a=b\r\n");
}
