using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Data;
using Samspill.Domain.Nation;
using Samspill.Domain.Statistics;
using Samspill.Features.Nation;
using Samspill.Features.Statistics;
using Samspill.Formats.Statistics;
using Samspill.Host;
using Samspill.Tests.Cast;
using Samspill.Tests.Features.Council;
using Samspill.Tests.Features.Statistics.RealReader;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Nation;

/// <summary>Packages come to the council, or are refused with nothing half done, and become the nation's tables.</summary>
public abstract class NationTests(TestServer server) : OnDatabase(server)
{
    private const int Year = 2025;
    private static readonly DateOnly Day = new(2026, 6, 1);
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Fact]
    public async Task A_what_is_wrong_with_a_package_is_said_and_nothing_is_kept()
    {
        await using var scope = AtCouncil();
        var receiver = await scope.ServiceProvider.GetRequiredService<OwnKeys>().PublicAsync(CancellationToken.None);
        (await RefusedAsync(Write("5006", 1, receiver))).ShouldBe("package.unknown-school");
        await RegisterAsync("5006");
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (await RefusedAsync(SignedPackage.Write(Package("5006", 1, receiver), stranger))).ShouldBe("package.signature");
        (await RefusedAsync(Encoding.UTF8.GetBytes("""{"figures":[1,2,3]}"""))).ShouldBe("package.form");
        (await RefusedAsync(SignedPackage.Write(Package("5006", 1, receiver) with { IssuedAt = Server.Clock.GetUtcNow().AddHours(1) }, Key))).ShouldBe("package.future");
        var whole = Package("5006", 1, receiver);
        (await RefusedAsync(SignedPackage.Write(whole with { Versions = [whole.Versions[0] with { Tables = [.. whole.Versions[0].Tables.SkipLast(1)] }] }, Key))).ShouldBe("package.tables");
        (await RefusedAsync(SignedPackage.Write(whole with { Form = "samspill-0" }, Key))).ShouldBe("package.tables");
        (await RefusedAsync(SignedPackage.Write(whole with { Versions = [whole.Versions[0] with { Tables = [.. whole.Versions[0].Tables.Select(t => t.Table == "pupils" ? t with { Values = [.. t.Values.Select(v => v + 1)] } : t)] }] }, Key))).ShouldBe("package.figures");
        (await RefusedAsync(Write("5006", 1, Key.ExportSubjectPublicKeyInfo()))).ShouldBe("package.sealed");
        await using var db = Server.Council();
        (await db.ReceivedPackages.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task B_a_package_is_taken_once_and_an_older_one_is_known()
    {
        await using var scope = AtCouncil();
        var receiver = await scope.ServiceProvider.GetRequiredService<OwnKeys>().PublicAsync(CancellationToken.None);
        await RegisterAsync("5006");
        (await TakeAsync(Write("5006", 2, receiver))).Again.ShouldBeFalse();
        (await TakeAsync(Write("5006", 2, receiver))).Again.ShouldBeTrue("signed and sealed anew, but the same");
        (await RefusedAsync(Write("5006", 1, receiver))).ShouldBe("package.old");
        (await RefusedAsync(Write("5006", 2, receiver, figuresOf: "5007"))).ShouldBe("package.other-content");
        await using var db = Server.Council();
        (await db.ReceivedPackages.CountAsync(p => p.Municipality == "5006")).ShouldBe(1);

        using var anybody = await Server.AtCouncilAsync(null);
        using var body = new ByteArrayContent(Write("5006", 2, receiver));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var pushed = await anybody.Http.PostAsync(new Uri("api/v1/statistics-packages", UriKind.Relative), body);
        pushed.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task C_one_that_is_away_does_not_stop_the_rest()
    {
        await using (var school = await Server.ActAsAsync(Server.World.Marit))
        {
            await using var council = AtCouncil();
            var key = PublicKeyText.Write(await council.ServiceProvider.GetRequiredService<OwnKeys>().PublicAsync(CancellationToken.None));
            (await school.ServiceProvider.GetRequiredService<RegisterReceiver>().RunAsync(key, "http://example.org/council", CancellationToken.None)).Refused(out var why).ShouldBeTrue();
            why.ShouldBe(StatisticsRejections.Address);
            (await school.ServiceProvider.GetRequiredService<RegisterReceiver>().RunAsync(key, new Uri(Server.Address, "council").AbsoluteUri, CancellationToken.None)).Refused(out _).ShouldBeFalse();
            (await school.ServiceProvider.GetRequiredService<PublishStatistics>().RunAsync(StatisticsSnapshotId.New(), Day, null, CancellationToken.None)).Value.ShouldBe(1);
            var own = PublicKeyText.Write(await school.ServiceProvider.GetRequiredService<OwnKeys>().PublicAsync(CancellationToken.None));
            await RegisterAsync("5001", own, new Uri(Server.Address, World.School).AbsoluteUri);
        }
        await RegisterAsync("5014", null, "http://127.0.0.1:1/away");
        await using (var scope = AtCouncil()) await scope.ServiceProvider.GetRequiredService<PullPackages>().RunAsync(Server.Schools.Council!, CancellationToken.None);
        await using var db = Server.Council();
        (await db.ReportingSchools.Where(s => s.Address != null).OrderBy(s => s.Municipality).Select(s => s.Answer).ToListAsync()).ShouldBe(["package.taken", "package.away"]);
        await using var sender = await Server.ActAsAsync(Server.World.Marit);
        (await sender.ServiceProvider.GetRequiredService<SendPackage>().RunAsync(CancellationToken.None)).Refused(out _).ShouldBeFalse("sent too, it is the same one");
        (await db.ReceivedPackages.SingleAsync(p => p.Municipality == "5001")).Way.ShouldBe(PackageWay.Pull);
    }

    [Fact]
    public async Task D_the_nation_and_the_counties_are_the_sums_and_hide_over_all_levels()
    {
        await using var scope = AtCouncil();
        var receiver = await scope.ServiceProvider.GetRequiredService<OwnKeys>().PublicAsync(CancellationToken.None);
        string[] numbers = ["1101", "1103", "1106", "1108", "5007", "5020", "0301"];
        foreach (var number in numbers)
        {
            await RegisterAsync(number);
            await TakeAsync(Write(number, 1, receiver));
        }
        using var national = await Server.AtCouncilAsync(CouncilServer.National);
        using (var done = await national.SubmitAsync($"/statistikk/skoler?ar={Year}", [], "Publish")) done.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using (var again = await national.SubmitAsync($"/statistikk/skoler?ar={Year}", [], "Publish")) again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "no new packages");
        using var anybody = await Server.AtCouncilAsync(null);
        var pupils = await StatisticsReader.ReadAsync(await anybody.Http.GetStringAsync(new Uri("api/v1/statistics/pupils", UriKind.Relative)));
        var places = pupils.Categories[0].ToList();
        long? At(string place, int cell) => (long?)pupils.Values[(places.IndexOf(place) * 16) + cell];
        if (At("11", 0) is { } county) county.ShouldBe(numbers.Where(n => n[..2] == "11").Sum(n => MadeNation.Tables(StatisticsForms.Today, n, Year)[0].Values[0]!.Value));
        At("1112", 0).ShouldBeNull("nobody has handed in");
        pupils.Hidden.ShouldNotContain(places.IndexOf("1112") * 16);
        pupils.Values.ShouldAllBe(v => v == null || v == 0 || v >= 5);
        foreach (var number in numbers)
        {
            var own = MadeNation.Tables(StatisticsForms.Today, number, Year)[0].Cover().Values;
            Enumerable.Range(0, 16).Select(i => At(number, i)).ShouldBe(own, ignoreOrder: false, number);
        }
        (await StatisticsReader.ReadAsync(await anybody.Http.GetStringAsync(new Uri("api/v1/statistics/series", UriKind.Relative)))).Values.ShouldContain(98153m);
        (await anybody.OpenAsync("/statistikk")).QuerySelectorAll("svg.s-map rect").Length.ShouldBe(15);
        await using var db = Server.Council();
        await Should.ThrowAsync<Exception>(() => db.NationPublications.ExecuteDeleteAsync());
    }

    [Fact]
    public async Task E_an_adviser_sees_who_has_handed_in_and_publishes_nothing()
    {
        using var adviser = await Server.AtCouncilAsync(CouncilServer.Trøndelag);
        (await adviser.OpenAsync("/statistikk/skoler?fylke=50")).QuerySelectorAll("tbody tr").Length.ShouldBe(38);
        using var answer = await adviser.Http.PostAsync(new Uri("statistikk/skoler?handler=Publish", UriKind.Relative), new FormUrlEncodedContent([]));
        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task F_what_is_published_comes_again_in_every_later_package_of_the_year()
    {
        await using var scope = AtCouncil();
        var receiver = await scope.ServiceProvider.GetRequiredService<OwnKeys>().PublicAsync(CancellationToken.None);
        await RegisterAsync("5021");
        (await RefusedAsync(Write("5021", long.MaxValue, receiver))).ShouldBe("package.form");
        await TakeAsync(Write("5021", 1, receiver));
        (await RefusedAsync(Write("5021", 2, receiver, figuresOf: "5007"))).ShouldBe("package.other-content");
        (await TakeAsync(Write("5021", 3, receiver))).Again.ShouldBeFalse("the same version, sent under a newer number");
    }

    [Fact]
    public async Task G_who_has_not_signed_waits_for_nobody_and_lets_nobody_wait()
    {
        await RegisterAsync("5022");
        await using var scope = AtCouncil();
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var package = SignedPackage.Write(Package("5022", 1, await scope.ServiceProvider.GetRequiredService<OwnKeys>().PublicAsync(CancellationToken.None)), stranger);
        await using var db = Server.Council();
        await using var work = await db.BeginAsync(CancellationToken.None); // somebody else writes
        (await RefusedAsync(package).WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe("package.signature");
    }

    private StatisticsPackage Package(string municipality, long number, byte[] receiver, string? figuresOf = null) => StatisticsPackage.Of(StatisticsForms.Today.Form, municipality, "Made", Year, number, Server.Clock.GetUtcNow().AddHours(-1),
        [new PackageVersion(1, Day, figuresOf is null ? MadeNation.Tables(StatisticsForms.Today, municipality, Year) : HideFigures.Of(StatisticsForms.Today, Year, municipality, [.. MadeNation.Tables(StatisticsForms.Today, figuresOf, Year).Select(t => t with { Hidden = [] })], [], CancellationToken.None).Value)], receiver);

    private byte[] Write(string municipality, long number, byte[] receiver, string? figuresOf = null) => SignedPackage.Write(Package(municipality, number, receiver, figuresOf), Key);

    private async Task<TakenPackage> TakeAsync(byte[] package)
    {
        await using var scope = AtCouncil();
        return (await scope.ServiceProvider.GetRequiredService<TakePackage>().RunAsync(package, PackageWay.Upload, null, CancellationToken.None)).Value;
    }

    private async Task<string> RefusedAsync(byte[] package)
    {
        await using var scope = AtCouncil();
        (await scope.ServiceProvider.GetRequiredService<TakePackage>().RunAsync(package, PackageWay.Upload, null, CancellationToken.None)).Refused(out var why).ShouldBeTrue();
        return why!.Code;
    }

    private async Task RegisterAsync(string municipality, string? key = null, string? address = null)
    {
        await using var scope = AtCouncil();
        (await scope.ServiceProvider.GetRequiredService<RegisterSchool>().RunAsync(municipality, "Made", key ?? PublicKeyText.Write(Key.ExportSubjectPublicKeyInfo()), address, CancellationToken.None)).Refused(out _).ShouldBeFalse();
    }

    private AsyncServiceScope AtCouncil()
    {
        var scope = Server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentSchool>().Tenant = Server.Schools.Council;
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System;
        return scope;
    }
}

public sealed class NationTestsOnSqlite(CouncilOnSqlite server) : NationTests(server), IClassFixture<CouncilOnSqlite>;

public sealed class NationTestsOnPostgres(CouncilOnPostgres server) : NationTests(server), IClassFixture<CouncilOnPostgres>;
