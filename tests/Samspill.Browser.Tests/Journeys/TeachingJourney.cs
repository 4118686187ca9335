using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Domain.Timetables;
using Samspill.Features.Timetables;
using Samspill.Host;

namespace Samspill.Browser.Tests.Journeys;

/// <summary>From a week that the engine makes to the lessons given, and those that were not.</summary>
public sealed class TeachingJourney(Stage stage)
{
    private const string Teacher = "t001";

    [Fact]
    public async Task The_office_makes_a_week_drags_a_lesson_undoes_it_and_publishes()
    {
        await using var office = await stage.OpenAsync("Per");
        var page = office.Page;
        await office.GoAsync("/timeplan");
        await page.GetByLabel("Sekunder").FillAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lag forslag" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/timeplan/kjoring/"));
        await WorkAsync();
        await office.GoAsync(office.Path);
        await Pictures.TakeAsync(page, "reiser", "uke-1-forslag 1440");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lag utkast av forslaget" }).ClickAsync();
        var plan = new WeekPlanId(Guid.Parse(office.Path.Split('/')[2].Split('?')[0]));

        var lesson = await OneToDragAsync(plan);
        await office.GoAsync($"/timeplan/{plan.Value}?vis=larer&hvem={lesson.Teacher.Value}");
        await Pictures.TakeAsync(page, "reiser", "uke-2-tavle 1440");
        await DragAsync(page, lesson);
        // Either it went, or the board says what is in the way and lets it pass when told to.
        var anyway = page.GetByRole(AriaRole.Button, new() { Name = "Flytt likevel" }).First;
        var undo = page.GetByRole(AriaRole.Button, new() { Name = "Angre" });
        await Assertions.Expect(anyway.Or(page.Locator("[data-board-undo]:enabled"))).ToBeVisibleAsync();
        if (await anyway.IsVisibleAsync()) await anyway.ClickAsync();
        await Assertions.Expect(undo).ToBeEnabledAsync();
        await Pictures.TakeAsync(page, "reiser", "uke-3-dratt 1440");
        (await PlaceAsync(plan, lesson.Group)).ShouldNotBe((lesson.Day, lesson.Start));
        await undo.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Gjør om igjen" })).ToBeEnabledAsync();
        (await PlaceAsync(plan, lesson.Group)).ShouldBe((lesson.Day, lesson.Start));
        (await Sweep.Look.AtAccessAsync(page)).ShouldBeEmpty();

        // The same by keyboard: the lesson's own button opens what can be done with it.
        await page.Locator($"[data-group='{lesson.Group.Value}'] button").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#panel h2")).ToBeVisibleAsync();
        office.TakeComplaints().ShouldAllBe(c => c.Contains("422", StringComparison.Ordinal)); // what is in the way is an answer

        await office.GoAsync("/timeplan");
        await page.Locator("main details.s-menu summary").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Publiser og gi beskjed" }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Uka er publisert");
        await Pictures.TakeAsync(page, "reiser", "uke-4-publisert 1440");
        await using var db = stage.Database();
        (await db.WeekPlans.Where(p => p.State == PlanState.Published).Select(p => p.Id).SingleAsync()).ShouldBe(plan);
    }

    [Fact]
    public async Task A_teacher_runs_the_day_on_a_phone_with_a_bad_line_moves_a_lesson_and_falls_ill()
    {
        await using var trine = await stage.OpenAsync("Trine", 360);
        var page = trine.Page;
        var given = await LessonAsync(before: true);
        await trine.GoAsync($"/i-dag?dag={given.Date:yyyy-MM-dd}&time={given.Id.Value}");
        await Pictures.TakeAsync(page, "reiser", "dag-1-i-dag 360");
        await trine.Context.SetOfflineAsync(true);
        await page.Locator(".s-att button").First.ClickAsync();
        await Assertions.Expect(page.Locator(".s-att button").First).ToHaveAttributeAsync("data-state", "here");
        (await AttendanceAsync(given.Id)).ShouldBeEmpty();
        await Pictures.TakeAsync(page, "reiser", "dag-2-uten-nett 360");
        await trine.Context.SetOfflineAsync(false);
        await Assertions.Expect(page.Locator(".s-att button[data-unsent]")).ToHaveCountAsync(0);
        (await AttendanceAsync(given.Id)).ShouldHaveSingleItem().ShouldBe(Presence.Here);
        await page.GetByLabel("Hva gjorde dere?").FillAsync("Skala i G, to oktaver");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre notatet" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToBeVisibleAsync();
        trine.TakeComplaints().ShouldAllBe(c => c.Contains("ERR_INTERNET_DISCONNECTED", StringComparison.Ordinal));

        var moved = await LessonAsync(before: false);
        await trine.GoAsync($"/time/{moved.Id.Value}");
        await page.GetByLabel("Begynner").First.FillAsync("06:00"); // nobody has opened yet
        await page.GetByRole(AriaRole.Button, new() { Name = "Flytt", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Begynner").First).ToHaveValueAsync("06:00");
        await Pictures.TakeAsync(page, "reiser", "dag-3-flytt-avvist 360");
        (await Sweep.Look.AtAccessAsync(page)).ShouldBeEmpty();
        trine.TakeComplaints();

        await trine.GoAsync($"/syk?fra={moved.Date:yyyy-MM-dd}&til={moved.Date:yyyy-MM-dd}");
        await Pictures.TakeAsync(page, "reiser", "dag-4-syk 360");
        await page.GetByRole(AriaRole.Button, new() { Name = "Meld fra, avlys og si fra til familiene" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("avlyst");
        await using var db = stage.Database();
        (await db.Lessons.SingleAsync(l => l.Id == moved.Id)).State.ShouldBe(LessonState.Cancelled);
        trine.TakeComplaints().ShouldBeEmpty();
    }

    /// <summary>What the clock does once a second.</summary>
    private async Task WorkAsync()
    {
        await using (var db = stage.Database()) await db.TimetableRuns.Where(r => r.Lessons == 0).ExecuteDeleteAsync(); // the sweep's, which has nothing to work on
        await using var scope = stage.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentSchool>().School = stage.School;
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System;
        await scope.ServiceProvider.GetRequiredService<WorkOnRuns>().RunAsync(stage.School, CancellationToken.None);
    }

    /// <summary>A lesson with room below it on the board.</summary>
    private async Task<PlannedLesson> OneToDragAsync(WeekPlanId plan)
    {
        await using var db = stage.Database();
        return await db.PlannedLessons.Where(l => l.Plan == plan && l.Start >= new TimeOnly(14, 0) && l.Start <= new TimeOnly(16, 0) && l.Minutes >= 25).OrderBy(l => l.Day).ThenBy(l => l.Start).FirstAsync();
    }

    private async Task<(DayOfWeek, TimeOnly)> PlaceAsync(WeekPlanId plan, GroupId group)
    {
        await using var db = stage.Database();
        var lesson = await db.PlannedLessons.SingleAsync(l => l.Plan == plan && l.Group == group);
        return (lesson.Day, lesson.Start);
    }

    /// <summary>By the mouse, two hours later the same day.</summary>
    private static async Task DragAsync(IPage page, PlannedLesson lesson)
    {
        var element = page.Locator($"[data-group='{lesson.Group.Value}']").First;
        await element.ScrollIntoViewIfNeededAsync();
        var box = (await element.BoundingBoxAsync())!;
        var (x, y) = (box.X + box.Width / 2, box.Y + Math.Min(box.Height / 2, 10));
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x, y + 40, new() { Steps = 4 });
        await page.Mouse.MoveAsync(x, y + 8 * 18, new() { Steps = 8 }); // a quarter of an hour is 18 pixels
        await page.Mouse.UpAsync();
    }

    private async Task<Lesson> LessonAsync(bool before)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime);
        await using var db = stage.Database();
        var mine = db.Lessons.Where(l => l.State == LessonState.Planned && db.Staff.Any(s => s.Id == (l.Substitute ?? l.Teacher) && s.Code == Teacher));
        return before
            ? await mine.Where(l => l.Date < today && !db.Attendance.Any(a => a.Lesson == l.Id)).OrderByDescending(l => l.Date).ThenBy(l => l.Start).FirstAsync()
            : await mine.Where(l => l.Date > today.AddDays(1)).OrderBy(l => l.Date).ThenBy(l => l.Start).FirstAsync();
    }

    private async Task<List<Presence>> AttendanceAsync(LessonId lesson)
    {
        await using var db = stage.Database();
        return await db.Attendance.Where(a => a.Lesson == lesson).Select(a => a.Presence).ToListAsync();
    }
}
