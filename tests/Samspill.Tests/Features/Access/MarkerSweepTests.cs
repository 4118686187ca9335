using System.Text;
using Samspill.Domain.People;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Access;

/// <summary>A child with a protected address: every page, file and log line, for every role.</summary>
public abstract class MarkerSweepTests(TestServer server, StringWriter log, ITestOutputHelper output) : OnDatabase(server)
{
    [Fact]
    public async Task Of_a_protected_child_nothing_comes_out_to_anybody_but_its_family_and_its_handler()
    {
        var sweep = new Sweep(Server);
        var targets = await sweep.PlantAsync(Protection.StrictlyConfidential);
        var (surfaces, found) = await sweep.RunAsync(targets, Server.World.Hemmelig, Server.World.Vera);
        output.WriteLine($"markers: {surfaces} surfaces, leaks {found.Count}");
        found.ShouldBeEmpty();
        surfaces.ShouldBeGreaterThan(300);

        using var handler = await Server.SignInAsync(Server.World.Vera);
        using var answer = await handler.GetAsync(targets.Address("/personer/{id:guid}", Whose.Skjult));
        var page = await answer.Content.ReadAsByteArrayAsync();
        Sweep.OfChild.Where(m => !m.IsIn(page)).ShouldBeEmpty("the handler sees the child");
        await using var db = Server.Database();
        (await db.AuditEntries.AnyAsync(e => e.Account == Server.World.Vera.Account && e.Action == "looked" && e.Subject == $"Person {Server.World.Skjult.Value}")).ShouldBeTrue("and the look is noted");

        var logged = Encoding.UTF8.GetBytes(log.ToString());
        logged.ShouldNotBeEmpty();
        Sweep.All.Where(m => m.IsIn(logged)).ShouldBeEmpty("in the log");
    }
}

/// <summary>What would be found were the gate open.</summary>
public sealed class MarkerCanaryTests(OnSqlite server) : OnDatabase(server), IClassFixture<OnSqlite>
{
    [Fact]
    public async Task The_same_sweep_finds_every_marker_of_a_child_that_is_not_protected()
    {
        var sweep = new Sweep(Server);
        var (_, found) = await sweep.RunAsync(await sweep.PlantAsync(Protection.None));
        Sweep.All.Where(m => !found.Any(f => f.Contains(m.Word, StringComparison.Ordinal))).Select(m => m.Word).ShouldBeEmpty();
        found.ShouldContain(f => f.StartsWith("mail", StringComparison.Ordinal), "in the letters too");
    }

    public static TheoryData<string, byte[]> Forms => new()
    {
        { "plain", Encoding.UTF8.GetBytes("<td>Qvarkenbørg</td>") },
        { "capitals", Encoding.UTF8.GetBytes("QVARKENBØRG") },
        { "URL", Encoding.UTF8.GetBytes("?q=Qvarkenb%C3%B8rg") },
        { "HTML", Encoding.UTF8.GetBytes("Qvarkenb&#xF8;rg") },
        { "JSON", Encoding.UTF8.GetBytes("\"Qvarkenb\\u00F8rg\"") },
        { "UTF-16", Encoding.Unicode.GetBytes("x Qvarkenbørg") },
        { "base64", Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes("Xylofæna Qvarkenbørg bor her"))) },
        { "base64, one further", Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes("-Xylofæna Qvarkenbørg bor her"))) },
        { "base64, two further", Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes("--Xylofæna Qvarkenbørg bor her"))) },
    };

    [Theory, MemberData(nameof(Forms))]
    public void A_marker_is_found_in_every_form(string form, byte[] bytes)
    {
        Sweep.Family.IsIn(bytes).ShouldBeTrue(form);
        Sweep.Street.IsIn(bytes).ShouldBeFalse(form);
    }
}

/// <summary>SQLite, with what the program logs kept.</summary>
public sealed class LoggedOnSqlite : OnSqlite
{
    public StringWriter Log { get; } = Capture.Errors();
}

/// <summary>PostgreSQL, with what the program logs kept.</summary>
public sealed class LoggedOnPostgres : OnPostgres
{
    public StringWriter Log { get; } = Capture.Errors();
}

internal static class Capture
{
    /// <summary>There is one standard error: whoever takes it does so one at a time.</summary>
    public const string Alone = "standard error";

    /// <summary>The program's logger takes hold of standard error when it is built, so this comes first.</summary>
    public static StringWriter Errors()
    {
        var log = new StringWriter();
        Console.SetError(TextWriter.Synchronized(log));
        return log;
    }
}

[Collection(Capture.Alone)]
public sealed class MarkerSweepTestsOnSqlite(LoggedOnSqlite server, ITestOutputHelper output) : MarkerSweepTests(server, server.Log, output), IClassFixture<LoggedOnSqlite>;

[Collection(Capture.Alone)]
public sealed class MarkerSweepTestsOnPostgres(LoggedOnPostgres server, ITestOutputHelper output) : MarkerSweepTests(server, server.Log, output), IClassFixture<LoggedOnPostgres>;
