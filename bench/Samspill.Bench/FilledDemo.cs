using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Host;

namespace Samspill.Bench;

/// <summary>A new demo lays out its year and its history while it is in use already; what is measured is a school that has them.</summary>
internal static class FilledDemo
{
    /// <summary>Until nothing has come for more than a minute: both jobs run each minute.</summary>
    public static async Task WaitAsync(Storage storage)
    {
        var schools = new Schools(storage, TimeProvider.System);
        await schools.OpenAllAsync(CancellationToken.None);
        for (var before = -1; ;)
        {
            await using var db = schools.Find("trondheim")!.Database(Actor.System, TimeProvider.System);
            var now = await db.Lessons.CountAsync();
            if (now == before) return;
            before = now;
            await Task.Delay(TimeSpan.FromSeconds(65));
        }
    }
}
