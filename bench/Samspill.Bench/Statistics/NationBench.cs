using System.Globalization;
using System.Security.Cryptography;
using Samspill.Data;
using Samspill.Features.Nation;
using Samspill.Features.Statistics;
using Samspill.Formats.Statistics;
using Samspill.Planning.Statistics;

namespace Samspill.Bench.Statistics;

/// <summary>The nation's tables from the signed packages of 357 municipalities in 15 counties, all of whose own tables are published: opened, added up, hidden over all levels.</summary>
internal static class NationBench
{
    private const int Year = 2026;
    private const string Target = "target 5 s";

    public static int Run(TextWriter output)
    {
        output.WriteLine(Machine.Line());
        var form = StatisticsForms.Today;
        using var council = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var school = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (receiver, signer) = (council.ExportSubjectPublicKeyInfo(), school.ExportSubjectPublicKeyInfo());
        var places = new List<StatisticsPlace> { new(SumNation.Whole, "Norge", null) };
        places.AddRange(Enumerable.Range(0, 15).Select(c => new StatisticsPlace(Number(c + 10), Number(c + 10), SumNation.Whole)));
        places.AddRange(Enumerable.Range(0, 357).Select(m => new StatisticsPlace(Number(1000 + m), Number(1000 + m), Number((m % 15) + 10))));
        var making = new Effort();
        var packages = places.Where(p => p.Id.Length == 4).Select(p => SignedPackage.Write(
            StatisticsPackage.Of(form.Form, p.Id, p.Name, Year, 1, DateTimeOffset.UnixEpoch, [new PackageVersion(1, new DateOnly(Year, 10, 1), MadeNation.Tables(form, p.Id, Year))], receiver), school)).ToList();
        Line(output, $"{packages.Count} packages made, hidden school by school and signed: {making.Seconds:0.0} s (processor {making.Processor:0.0} s), {packages.Sum(p => p.Length) / 1024} KiB");

        var clock = new Effort();
        var opened = packages.Select(bytes => SignedPackage.Read(bytes)).Where(signed => signed.IsSignedBy(signer)).Select(signed => OpenedPackage.Of(signed.Package, form, council).Value).ToDictionary(p => p.School);
        var read = clock.Seconds;
        if (SumNation.Of(form, Year, places, opened, [], CancellationToken.None).Refused(out var why, out var tables))
        {
            Line(output, $"nation: refused, {why.Code}");
            return 1;
        }
        var (cells, hidden) = (form.Tables.Where(t => t.System is not null).Sum(t => form.SizeOf(t) * places.Count), tables.Sum(t => t.Hidden.Count));
        int Above(int first) => tables.Sum(t => t.Hidden.Count(at => at / (t.Values.Count / places.Count) < first));
        Line(output, $"{opened.Count} packages opened in {read:0.0} s; {cells} cells, {hidden} hidden, {Above(16)} of them the nation's and the counties', {Above(1)} the nation's; none small is shown: {tables.All(t => t.Table is "hours" or "children" || t.Cover().Values.All(v => v is not (> 0 and < Suppression.Smallest)))}");
        Line(output, $"nation: the tables from {packages.Count} packages in {clock.Seconds:0.0} s (processor {clock.Processor:0.0} s, {Target})");
        return 0;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
