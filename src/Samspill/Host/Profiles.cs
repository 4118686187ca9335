using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace Samspill.Host;

/// <summary>What every page shows of a school.</summary>
public sealed record ProfileLine(string Name, string Place, IReadOnlyList<string> Address);

/// <summary>The schools' profiles, read at most twice a minute each; forgotten at once by the node that changes one.</summary>
public sealed class Profiles(TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (ProfileLine Line, DateTimeOffset Until)> known = new();

    public async ValueTask<ProfileLine> OfAsync(OpenSchool school)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(school.Slug, out var cached) && now < cached.Until) return cached.Line;
        await using var db = school.Database(Actor.System, clock);
        var profile = await db.Profile.AsNoTracking().SingleOrDefaultAsync();
        var name = profile?.Name ?? school.Name;
        var line = new ProfileLine(name, PlaceOf(name), [.. new[] { profile?.Address, profile?.Phone, profile?.Email }.OfType<string>()]);
        known[school.Slug] = (line, now + Fresh);
        return line;
    }

    public void Forget(OpenSchool school) => known.TryRemove(school.Slug, out _);

    /// <summary>"Trondheim kommunale kulturskole" is Trondheim beside the mark.</summary>
    private static string PlaceOf(string name) => name.Split(' ')[0];
}
