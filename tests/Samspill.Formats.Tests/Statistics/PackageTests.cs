using System.Security.Cryptography;
using System.Text;
using Samspill.Formats.Statistics;
using Shouldly;
using Xunit;

namespace Samspill.Formats.Tests.Statistics;

public class PackageTests
{
    private static readonly FigureTable Table = new("pupils", [10, 3, 7, 0], [1, 2]);

    [Fact]
    public void A_package_comes_through_as_it_was_and_only_the_council_sees_what_is_hidden()
    {
        using var school = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var council = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var written = SignedPackage.Write(Made(council.ExportSubjectPublicKeyInfo()), school);
        var read = SignedPackage.Read(written);
        read.IsSignedBy(school.ExportSubjectPublicKeyInfo()).ShouldBeTrue();
        read.IsSignedBy(council.ExportSubjectPublicKeyInfo()).ShouldBeFalse();
        read.IsSignedBy([1, 2, 3]).ShouldBeFalse();
        read.Package.Versions[0].Tables[0].Values.ShouldBe([10, null, null, 0]);
        FigureTable.Uncovered(read.Package.Versions[0].Tables, SealedFigures.Open(read.Package.Sealed, council)!)[0].Values.ShouldBe([10, 3, 7, 0]);
        using var other = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        SealedFigures.Open(read.Package.Sealed, other).ShouldBeNull();
        SealedFigures.Open([1, 2, 3], council).ShouldBeNull();
    }

    [Fact]
    public void How_long_the_sealed_part_is_tells_only_how_many_figures_there_are()
    {
        using var council = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var key = council.ExportSubjectPublicKeyInfo();
        long?[] small = [1, 2, null], large = [13, 1_000_000, 0];
        SealedFigures.Seal(small, key).Length.ShouldBe(SealedFigures.Seal(large, key).Length);
        SealedFigures.Open(SealedFigures.Seal(small, key), council).ShouldBe(small);
        SealedFigures.Open(SealedFigures.Seal([], key), council)!.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_changed_on_the_way_is_seen()
    {
        using var school = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var council = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var text = Encoding.UTF8.GetString(SignedPackage.Write(Made(council.ExportSubjectPublicKeyInfo()), school));
        var content = text.Split('"')[3];
        var changed = Convert.ToBase64String(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Convert.FromBase64String(System.Text.RegularExpressions.Regex.Unescape(content))).Replace("\"5001\"", "\"5002\"", StringComparison.Ordinal)));
        SignedPackage.Read(Encoding.UTF8.GetBytes(text.Replace(content, changed, StringComparison.Ordinal))).IsSignedBy(school.ExportSubjectPublicKeyInfo()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"content":"e30=","signature":"e30="}""")]
    [InlineData("""{"content":"x","signature":"e30="}""")]
    [InlineData("""{"content":"e30=","signature":"e30=","more":1}""")]
    public void What_is_no_package_is_said_to_be_none(string text) => Should.Throw<FormatException>(() => SignedPackage.Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_public_key_is_read_with_and_without_the_lines_of_PEM()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var bytes = key.ExportSubjectPublicKeyInfo();
        PublicKeyText.Read(PublicKeyText.Write(bytes)).ShouldBe(bytes);
        PublicKeyText.Read(key.ExportSubjectPublicKeyInfoPem()).ShouldBe(bytes);
        using var larger = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        foreach (var none in new[] { null, "", "abc", PublicKeyText.Write(larger.ExportSubjectPublicKeyInfo()) }) PublicKeyText.Read(none).ShouldBeNull();
        PublicKeyText.Print(bytes).Length.ShouldBe(24);
    }

    private static StatisticsPackage Made(byte[] receiver) => StatisticsPackage.Of("samspill-1", "5001", "Made", 2026, 1, DateTimeOffset.UnixEpoch, [new PackageVersion(1, new DateOnly(2026, 10, 1), [Table])], receiver);
}
