using System.ComponentModel;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Catalogue;
using Samspill.Domain.School;
using Samspill.Features.Api;
using Samspill.Host;

namespace Samspill.Features.Yearly;

/// <summary>Who goes on in a course next year, and where one may move up to.</summary>
/// <param name="Next">The calendar year in which the new school year begins.</param>
public sealed record LevelItem(string Course, int Next, IReadOnlyList<LevelPupil> Pupils, IReadOnlyList<CourseAfter> MayMoveTo);

/// <summary>A pupil of the course. Of a protected one only the row is shown, to those who are no handlers.</summary>
/// <param name="Next">The course whose place follows.</param>
/// <param name="MayMove">Goes on, and has answered if the yearly question is open.</param>
public sealed record LevelPupil(Guid Place, string Name, DateOnly From, DateOnly? To, string? Next, bool MayMove, bool OnLeave);

/// <summary>Moves pupils up.</summary>
public sealed record MoveUpRequest([property: Description("The id of the next course.")] string To, [property: Description("Ids of their places; at most 500.")] IReadOnlyList<Guid> Places);

/// <summary>How many places were set to end.</summary>
public sealed record YearTurned(int SchoolYear, int Ended);

/// <summary>The turn of the school year over REST: what it means, and the acts.</summary>
internal static class TurnApi
{
    public static void MapTurnApi(this WebApplication app)
    {
        app.MapGet("/api/v1/courses/{code}/moving-up", LevelAsync).RequireAuthorization(Can.RunAdmission).WithTags("Year").WithName("GetMovingUp").WithSummary("Who goes on in a course next year, and where they may move up to").Produces<LevelItem>();
        app.MapPost("/api/v1/courses/{code}/moving-up", MoveAsync).RequireAuthorization(Can.RunAdmission).OnceOnly().WithTags("Year").WithName("MoveUp").WithSummary("Move pupils up to the next course").Produces<MovedUp>();
        app.MapGet("/api/v1/school-year-turn", async ([AsParameters] PageOf page, TurnYear turn, CancellationToken ct) => page.Of(await turn.PreviewAsync(ct)))
            .RequireAuthorization(Can.RunAdmission).WithTags("Year").WithName("PreviewYearTurn").WithSummary("What the turn of the school year means, course by course");
        app.MapPost("/api/v1/school-year-turn", async (TurnYear turn, CancellationToken ct) => Results.Ok(new YearTurned(turn.Next, await turn.RunAsync(ct))))
            .RequireAuthorization(Can.RunAdmission).OnceOnly().WithTags("Year").WithName("TurnYear").WithSummary("Turn the school year").Produces<YearTurned>();
    }

    private static async Task<IResult> LevelAsync(string code, SamspillDb db, Disclosure disclosure, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Code == code, ct) is not { } course) return Results.NotFound();
        var today = Oslo.Today(clock);
        var next = SchoolYear.Of(today) + 1;
        var lastDay = SchoolYear.LastDayOf(next - 1);
        var pupils = (await db.LevelLinesAsync(course.Id, lastDay, today, ct)).ConvertAll(l => new LevelPupil(l.Place.Value, disclosure.Name(l.Pupil), l.From, l.To, l.Next, l.MayMove(lastDay), l.OnLeave));
        await db.SaveChangesAsync(ct); // looks at protected people are noted
        return Results.Ok(new LevelItem(code, next, pupils, await db.CoursesAfterAsync(course, lastDay, ct)));
    }

    private static async Task<IResult> MoveAsync(string code, MoveUpRequest request, MoveUp move, Texts texts, CancellationToken ct)
    {
        var places = request.Places.Distinct().Take(LevelLines.Most + 1).Select(p => new PlaceId(p)).ToList();
        if (places.Count > LevelLines.Most) return new Rejection("move-up.too-many", LevelLines.Most) { Field = "places" }.Problem(texts);
        return (await move.RunAsync(code, request.To, places, ct)).Refused(out var why, out var moved) ? (why with { Field = why.Code == "move-up.nobody" ? "places" : "to" }).Problem(texts) : Results.Ok(moved);
    }
}
