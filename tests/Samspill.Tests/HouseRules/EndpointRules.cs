using System.Text;
using Samspill.Domain.Access;
using Samspill.Host;
using Samspill.Tests.Features.Access;
using Samspill.Tests.Host;

namespace Samspill.Tests.HouseRules;

/// <summary>Every way in says who may use it, and docs/access.md says the same.</summary>
public sealed class EndpointRules(OnSqlite server) : OnDatabase(server), IClassFixture<OnSqlite>
{
    [Fact]
    public async Task Every_way_in_names_one_permission_or_says_why_it_is_open()
    {
        var doors = await Doors.OfAsync(Server);
        doors.Count.ShouldBeGreaterThan(40);
        doors.Where(IsSilent).ShouldBeEmpty();
        var atCouncil = await Doors.OfAsync(Server, Side.Council);
        atCouncil.Count.ShouldBeGreaterThan(20);
        atCouncil.Where(IsSilent).ShouldBeEmpty();
    }

    [Fact]
    public void A_way_in_that_says_nothing_is_found_out()
    {
        IsSilent(new Door("GET", "/ny-side", null, null, null)).ShouldBeTrue();
        IsSilent(new Door("GET", "/ny-side", null, "no-such-permission", null)).ShouldBeTrue();
        IsSilent(new Door("GET", "/ny-side", null, Can.SeePeople, "both")).ShouldBeTrue();
    }

    [Fact]
    public async Task The_document_lists_every_way_in()
    {
        var path = Path.Combine(Repository.Root, "docs", "access.md");
        var real = Document(await Doors.OfAsync(Server), await Doors.OfAsync(Server, Side.Council));
        if (Environment.GetEnvironmentVariable("SAMSPILL_WRITE_DOCS") is not null) await File.WriteAllTextAsync(path, real);
        var said = await File.ReadAllLinesAsync(path);
        var lines = real.TrimEnd('\n').Split('\n');
        lines.Except(said).ShouldBeEmpty("docs/access.md lacks these (run the tests with SAMSPILL_WRITE_DOCS=1 to have it written, and read what changed)");
        said.Except(lines).ShouldBeEmpty("docs/access.md has these, the program does not");
    }

    private static bool IsSilent(Door door) => door.OpenBecause is { Length: > 0 } ? door.Permission is not null : door.Permission is null || !Can.All.Contains(door.Permission);

    private static string Document(IReadOnlyList<Door> doors, IReadOnlyList<Door> atCouncil)
    {
        var text = new StringBuilder("# Who may do what\n\nWritten from the program and compared with it by a test. What a permission is for stands in `src/Samspill/Host/Can.cs`.\n\n");
        text.Append("## Roles\n\n| permission | roles |\n|---|---|\n");
        foreach (var permission in Can.All.Order(StringComparer.Ordinal)) text.Append($"| {permission} | {string.Join(", ", Enum.GetValues<Role>().Where(role => Can.Of(role).Contains(permission)))} |\n");
        text.Append("\n## Ways in\n\n| method | route | who |\n|---|---|---|\n");
        Append(text, doors);
        text.Append("\n## Ways in at the council\n\nUnder `/council`, where no other exists.\n\n| method | route | who |\n|---|---|---|\n");
        Append(text, atCouncil);
        return text.ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<Door> doors)
    {
        foreach (var door in doors) text.Append($"| {door.Method} | `{door.Pattern}{(door.Handler is null ? "" : "?handler=" + door.Handler)}` | {door.Permission ?? $"everybody: {door.OpenBecause}"} |\n");
    }
}
