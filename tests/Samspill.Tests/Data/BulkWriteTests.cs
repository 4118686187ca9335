using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Tests.Features.Lessons;
using Samspill.Tests.Host;

namespace Samspill.Tests.Data;

/// <summary>Many rows written at once are written as one by one: what somebody else has changed meanwhile is not overwritten.</summary>
public abstract class BulkWriteTests(TestServer server) : Teaching(server)
{
    [Fact]
    public async Task Rows_that_somebody_else_has_changed_are_not_overwritten()
    {
        var week = await WeekAsync();
        List<(Lesson Was, Lesson Is)> later;
        await using (var db = Server.Database())
        {
            later = (await db.Lessons.AsNoTracking().Where(l => l.PlannedDate > TaughtWeek.Friday).ToListAsync()).ConvertAll(l =>
                (l, new Lesson(LessonId.New(), l.Group, l.Date, l.Start.AddMinutes(5), l.Minutes, l.Group == week.Choir ? week.Hall : l.Room, l.Teacher, l.ChangedAt).InsteadOf(l)));
            await using var work = await db.BeginAsync(CancellationToken.None);
            await db.UpdateAsync(later, CancellationToken.None);
            await work.CommitAsync(CancellationToken.None);
        }
        await using (var db = Server.Database())
        {
            foreach (var lesson in await db.Lessons.AsNoTracking().Where(l => l.PlannedDate > TaughtWeek.Friday).ToListAsync())
            {
                var wanted = later.Single(l => l.Is.Id == lesson.Id).Is;
                (lesson.Group, lesson.Date, lesson.Start, lesson.PlannedStart, lesson.Room, lesson.Teacher, lesson.Sequence).ShouldBe((wanted.Group, wanted.Date, wanted.Start, wanted.PlannedStart, wanted.Room, wanted.Teacher, 1));
            }
        }
        await using (var db = Server.Database())
        {
            await using var work = await db.BeginAsync(CancellationToken.None);
            await Should.ThrowAsync<DbUpdateConcurrencyException>(() => db.UpdateAsync(later, CancellationToken.None)); // they are of another version now
        }
    }
}

public sealed class BulkWriteTestsOnSqlite(OnSqlite server) : BulkWriteTests(server), IClassFixture<OnSqlite>;

public sealed class BulkWriteTestsOnPostgres(OnPostgres server) : BulkWriteTests(server), IClassFixture<OnPostgres>;
