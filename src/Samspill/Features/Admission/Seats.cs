using Microsoft.EntityFrameworkCore;
using Samspill.Data;

namespace Samspill.Features.Admission;

/// <summary>The seats of a course, counted by the database in the transaction of what gives or frees them.</summary>
/// <remarks>Look and change are one statement, so two who want the last seat cannot both see it free; the table's CHECK is the last wall.</remarks>
internal static class Seats
{
    /// <summary>Holds free seats for open offers. False, and nothing held, when there are fewer.</summary>
    public static async Task<bool> HoldSeatsAsync(this SamspillDb db, CourseId course, int seats, CancellationToken ct) =>
        await db.Courses.Where(c => c.Id == course && c.Taken + c.Held + seats <= c.Capacity)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.Held, x => x.Held + seats), ct) == 1;

    /// <summary>Takes a free seat without an offer. False when there is none.</summary>
    public static async Task<bool> TakeFreeSeatAsync(this SamspillDb db, CourseId course, CancellationToken ct) =>
        await db.Courses.Where(c => c.Id == course && c.Taken + c.Held < c.Capacity).ExecuteUpdateAsync(c => c.SetProperty(x => x.Taken, x => x.Taken + 1), ct) == 1;

    /// <summary>A held seat becomes taken: the offer was accepted.</summary>
    public static Task TakeHeldSeatAsync(this SamspillDb db, CourseId course, CancellationToken ct) =>
        db.Courses.Where(c => c.Id == course)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.Held, x => x.Held - 1).SetProperty(x => x.Taken, x => x.Taken + 1), ct);

    /// <summary>Held seats become free: offers were declined, lapsed or withdrawn.</summary>
    public static Task FreeHeldSeatsAsync(this SamspillDb db, CourseId course, int seats, CancellationToken ct) =>
        db.Courses.Where(c => c.Id == course).ExecuteUpdateAsync(c => c.SetProperty(x => x.Held, x => x.Held - seats), ct);

    /// <summary>Taken seats become free: places ended.</summary>
    public static Task FreeTakenSeatsAsync(this SamspillDb db, CourseId course, int seats, CancellationToken ct) =>
        db.Courses.Where(c => c.Id == course).ExecuteUpdateAsync(c => c.SetProperty(x => x.Taken, x => x.Taken - seats), ct);
}
