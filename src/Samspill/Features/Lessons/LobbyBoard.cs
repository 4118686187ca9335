using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Domain.People;
using Samspill.Features.Shared;

namespace Samspill.Features.Lessons;

/// <summary>What is on at a site for the rest of a day: course or group, room and teacher, never a pupil.</summary>
/// <param name="Teachers">Their names. Everybody reads a screen at the door: a protected one is never on it, whoever opens it.</param>
public sealed record LobbyBoard(string Site, DateOnly Today, TimeOnly Now, IReadOnlyList<LessonLine> Lessons, IReadOnlyDictionary<StaffId, string> Teachers)
{
    public string Name(StaffId teacher) => Teachers[teacher];
}

internal static class LobbyBoards
{
    private const int Most = 300;

    /// <summary>Null when there is no such site.</summary>
    public static async Task<LobbyBoard?> LobbyAsync(this SamspillDb db, SiteId site, DateTime wall, CancellationToken ct)
    {
        if (await db.Sites.Where(s => s.Id == site).Select(s => s.Name).SingleOrDefaultAsync(ct) is not { } name) return null;
        var (today, now) = (DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall));
        var lessons = (await db.Lines(db.Lessons.Where(l => l.Date == today && db.Rooms.Any(r => r.Id == l.Room && r.Site == site))).AsNoTracking().Take(Most).ToListAsync(ct)).FindAll(l => l.End > now);
        var teachers = await db.StaffNamesAsync(lessons.Select(l => l.GivenBy), ct);
        return new LobbyBoard(name, today, now, lessons, teachers.ToDictionary(t => t.Key, t => t.Value.Shield == Protection.None ? $"{t.Value.GivenName} {t.Value.FamilyName}" : Show.None));
    }
}
