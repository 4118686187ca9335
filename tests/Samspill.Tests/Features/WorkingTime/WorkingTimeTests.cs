using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Domain.Groups;
using Samspill.Domain.Lessons;
using Samspill.Domain.School;
using Samspill.Domain.WorkingTime;
using Samspill.Features.WorkingTime;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.WorkingTime;

/// <summary>Trine, 80 %, teaches at Midtbyen and at Ila; Vikar takes some of it. It is 5 June 2026.</summary>
public abstract class WorkingTimeTests(TestServer server) : OnDatabase(server)
{
    private static readonly DateOnly Today = new(2026, 6, 5);
    private static readonly DateTimeOffset Now = new(2026, 6, 5, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_year_is_what_the_lessons_and_the_agreement_say_and_everybodys_sums_are_each_ones()
    {
        var (trine, vikar) = await TaughtAsync();
        await using var db = Server.Database();
        var own = (await db.TeacherYearAsync(trine, 2025, Today, CancellationToken.None))!.Work;
        // given 45 + 30; ill: 30 cancelled and 60 that the substitute gave; the pupil was away: 30; unmarked 45; planned 45
        own.Done.Teaching.ShouldBe(45 + 30 + 30);
        own.Done.Preparation.ShouldBe(36 + 24 + 24);
        own.Done.Ill.ShouldBe(30 + 24 + 60 + 48);
        own.Done.Travel.ShouldBe(await MinutesAsync(db));
        own.Unmarked.Teaching.ShouldBe(45);
        own.Foreseen.Teaching.ShouldBe(45);
        own.Weeks.Single(w => w.Monday == new DateOnly(2026, 5, 11)).Done.Teaching.ShouldBe(75);
        own.Owed.ShouldBe(81_000);

        var substitute = (await db.TeacherYearAsync(vikar, 2025, Today, CancellationToken.None))!;
        substitute.Work.Done.ShouldBe(new WorkSum { Teaching = 60, Preparation = 48 });
        var all = (await db.TeacherYearsAsync(2025, Today, CancellationToken.None)).ToDictionary(t => t.Staff, t => t.Work);
        (all[trine].Done, all[trine].Unmarked, all[trine].Foreseen, all[trine].OwedNow).ShouldBe((own.Done, own.Unmarked, own.Foreseen, own.OwedNow));
        all[vikar].Done.ShouldBe(substitute.Work.Done);
    }

    [Fact]
    public async Task B_the_teacher_writes_what_the_lessons_do_not_tell_once_and_takes_it_away()
    {
        using var trine = await Server.SignInAsync(Server.World.Trine);
        var page = await trine.OpenAsync("/arbeidstid");
        KeyValuePair<string, string>[] concert = [new("Kind", "Concert"), new("Day", "2026-06-01"), new("Minutes", "180"), new("Words", "Sommerkonsert")];
        for (var i = 0; i < 2; i++)
        {
            using var written = await trine.SubmitAsync(page, "/arbeidstid", concert);
            written.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
        foreach (var (field, wrong) in new[] { ("Day", "2025-07-31"), ("Day", "i går"), ("Minutes", "0"), ("Minutes", "halvannen"), ("Minutes", ""), ("Words", " "), ("Kind", "Teaching") })
        {
            using var refused = await trine.SubmitAsync("/arbeidstid", [.. concert.Where(c => c.Key != field), new(field, wrong)]);
            refused.StatusCode.ShouldNotBe(HttpStatusCode.SeeOther, $"{field} {wrong}");
            (await Browser.ReadAsync(refused)).QuerySelector("input[name=Words]")!.GetAttribute("value").ShouldBe(field == "Words" ? " " : "Sommerkonsert");
        }
        await using var db = Server.Database();
        (await db.WorkEntries.SingleAsync()).Minutes.ShouldBe(180);
        var staff = await TrineAsync(db);
        (await db.TeacherYearAsync(staff, 2025, Today, CancellationToken.None))!.Work.Done.Concert.ShouldBe(180);

        await db.WorkEntries.ExecuteUpdateAsync(e => e.SetProperty(x => x.Day, new DateOnly(2025, 6, 1)));
        await using (var scope = await Server.ActAsAsync(Server.World.Trine)) // a year that is over stands
            (await scope.ServiceProvider.GetRequiredService<KeepWorkingTime>().RemoveAsync(await db.WorkEntries.Select(e => e.Id).SingleAsync(), CancellationToken.None)).Refused(out _).ShouldBeTrue();
        (await db.WorkEntries.AnyAsync()).ShouldBeTrue();
        await db.WorkEntries.ExecuteUpdateAsync(e => e.SetProperty(x => x.Day, new DateOnly(2026, 6, 1)));

        using (var taken = await trine.SubmitAsync("/arbeidstid", [], "handler=Remove")) taken.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await db.WorkEntries.AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task F_what_is_written_after_going_back_is_kept_beside_the_first()
    {
        using var trine = await Server.SignInAsync(Server.World.Trine);
        var page = await trine.OpenAsync("/arbeidstid");
        KeyValuePair<string, string>[] day = [new("Kind", "Meeting"), new("Day", "2026-06-01")];
        foreach (var (words, minutes) in new[] { ("Personalmøte", "60"), ("Foreldremøte", "90"), ("Foreldremøte", "90") })
        {
            using var written = await trine.SubmitAsync(page, "/arbeidstid", [.. day, new("Words", words), new("Minutes", minutes)]);
            written.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
        await using var db = Server.Database();
        (await db.WorkEntries.OrderBy(e => e.Minutes).Select(e => e.Words).ToListAsync()).ShouldBe(["Personalmøte", "Foreldremøte"]);
        await db.WorkEntries.ExecuteDeleteAsync();
    }

    [Fact]
    public async Task C_a_change_of_the_position_counts_from_its_day()
    {
        StaffId staff;
        await using (var db = Server.Database()) staff = await TrineAsync(db);
        var before = await OwedAsync(staff);
        using var per = await Server.SignInAsync(Server.World.Per);
        var path = $"/arbeidstid/{staff.Value}";
        using (var wrong = await per.SubmitAsync(path, [new("From", "2026-02-01"), new("Percent", "151")])) wrong.StatusCode.ShouldNotBe(HttpStatusCode.SeeOther);
        using (var changed = await per.SubmitAsync(path, [new("From", "2026-02-01"), new("Percent", "40")])) changed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var after = await OwedAsync(staff);
        after.ShouldBeLessThan(before);
        after.ShouldBeGreaterThan(before / 2);
        await using (var db = Server.Database())
        {
            (await db.PositionChanges.OrderBy(c => c.From).Select(c => c.Percent).ToListAsync()).ShouldBe([80, 40]);
            await db.PositionChanges.ExecuteDeleteAsync();
        }
    }

    [Fact]
    public async Task D_a_new_agreement_counts_from_its_day_and_what_was_before_stays()
    {
        var (trine, _) = await TaughtAsync();
        var before = await DoneAsync(trine);
        using var marit = await Server.SignInAsync(Server.World.Marit);
        const string path = "/arbeidstid/regler/ny";
        using (var wrong = await marit.SubmitAsync(path, [new("YearHours", "mye"), new("AdoptedBy", "Rektor"), new("InForceFrom", "2026-05-13")])) wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await marit.OpenAsync(path);
        for (var i = 0; i < 2; i++)
        {
            using var adopted = await marit.SubmitAsync(page, path, [new("YearHours", "1687,5"), new("Preparation", "0"), new("TravelMost", "0"), new("AdoptedBy", "Drøftet 12. mai 2026."), new("InForceFrom", "2026-05-13")]);
            adopted.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
        var after = await DoneAsync(trine);
        after.Teaching.ShouldBe(before.Teaching);
        after.Preparation.ShouldBe(36 + 24); // what was given on 12 May keeps its preparation
        await using var db = Server.Database();
        var rules = await db.WorkRules.SingleAsync();
        (rules.Version, rules.AdoptedBy).ShouldBe((1, "Drøftet 12. mai 2026"));
        using var per = await Server.SignInAsync(Server.World.Per);
        (await per.OpenAsync("/arbeidstid/regler")).QuerySelector("main")!.TextContent.ShouldContain("Drøftet 12. mai 2026");
        (await per.OpenAsync("/arbeidstid/alle?sorter=-saldo&q=trine")).QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        foreach (var (who, file) in new[] { (Server.World.Per, "/arbeidstid/alle?handler=Xlsx"), (Server.World.Per, $"/arbeidstid/{trine.Value}?handler=Xlsx"), (Server.World.Trine, "/arbeidstid?handler=Xlsx") })
        {
            using var browser = await Server.SignInAsync(who);
            using var answer = await browser.GetAsync(file);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", file);
            (await answer.Content.ReadAsByteArrayAsync()).Length.ShouldBeGreaterThan(1000);
        }
        await db.WorkRules.ExecuteDeleteAsync();
    }

    [Fact]
    public async Task E_a_teacher_sees_nobody_elses_hours()
    {
        using var trine = await Server.SignInAsync(Server.World.Trine);
        await using var db = Server.Database();
        foreach (var path in new[] { "/arbeidstid/alle", $"/arbeidstid/{(await TrineAsync(db)).Value}", "/arbeidstid/regler" })
        {
            using var answer = await trine.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        }
        using var per = await Server.SignInAsync(Server.World.Per);
        using var unknown = await per.GetAsync($"/arbeidstid/{Guid.CreateVersion7()}");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<long> OwedAsync(StaffId staff)
    {
        await using var db = Server.Database();
        return (await db.TeacherYearAsync(staff, 2025, Today, CancellationToken.None))!.Work.Owed;
    }

    private async Task<WorkSum> DoneAsync(StaffId staff)
    {
        await using var db = Server.Database();
        return (await db.TeacherYearAsync(staff, 2025, Today, CancellationToken.None))!.Work.Done;
    }

    private static Task<StaffId> TrineAsync(Samspill.Data.SamspillDb db) => db.Staff.Where(s => s.Code == "t001").Select(s => s.Id).SingleAsync();

    /// <summary>By the rule: ten minutes, and two and a half a kilometre.</summary>
    private async Task<long> MinutesAsync(Samspill.Data.SamspillDb db)
    {
        var sites = await db.Sites.ToDictionaryAsync(s => s.Id, s => s.Position!.Value);
        return (long)Math.Round(10 + 2.5 * sites[Server.World.Midtbyen].KilometresTo(sites[Server.World.Ila]));
    }

    /// <summary>12 May: 45 minutes at Midtbyen, then 30 at Ila. Ill on 19 May: one lesson cancelled, one given by the substitute. 20 May: the pupil was away; another was made up for. 26 May: nobody marked it. 9 June: to come.</summary>
    private async Task<(StaffId Trine, StaffId Vikar)> TaughtAsync()
    {
        await using var db = Server.Database();
        var trine = await TrineAsync(db);
        if (await db.Staff.Where(s => s.Code == "t900").Select(s => (StaffId?)s.Id).SingleOrDefaultAsync() is { } known) return (trine, known);
        var person = new Samspill.Domain.People.Person(PersonId.New(), "Vikar", "Vik");
        var vikar = new Samspill.Domain.People.Staff(StaffId.New(), person.Id, "t900");
        vikar.Record(Samspill.Domain.People.StaffRole.Teacher, 20, "piano", null);
        var group = new Group(GroupId.New(), Server.World.Piano, 2025, "Piano", 30);
        var (midtbyen, ila) = (RoomAt(Server.World.Midtbyen, "m1"), RoomAt(Server.World.Ila, "i1"));
        db.AddRange(person, vikar, group, midtbyen, ila);
        db.StaffAbsences.Add(StaffAbsence.Of(trine, new(2026, 5, 19), new(2026, 5, 19), CancelCause.TeacherIll, new(2026, 5, 19), "Trine", Now).Value);
        await db.SaveChangesAsync();

        Lesson At(DateOnly day, int hour, int minutes, Room room) => new(LessonId.New(), group.Id, day, new TimeOnly(hour, 0), minutes, room.Id, trine, Now);
        Lesson[] lessons =
        [
            At(new(2026, 5, 12), 14, 45, midtbyen), At(new(2026, 5, 12), 16, 30, ila), At(new(2026, 5, 19), 14, 30, midtbyen), At(new(2026, 5, 19), 15, 60, midtbyen),
            At(new(2026, 5, 20), 14, 30, midtbyen), At(new(2026, 5, 21), 14, 30, midtbyen), At(new(2026, 5, 26), 14, 45, midtbyen), At(new(2026, 6, 9), 14, 45, midtbyen), At(new(2026, 5, 22), 14, 30, midtbyen),
        ];
        foreach (var given in new[] { 0, 1 }) lessons[given].Give().Refused(out _).ShouldBeFalse();
        lessons[2].Cancel(CancelCause.TeacherIll, Now);
        lessons[3].SubstituteBy(vikar.Id, Now);
        lessons[3].Give();
        lessons[4].Cancel(CancelCause.PupilAway, Now);
        lessons[5].Cancel(CancelCause.PupilAway, Now);
        lessons[5].MakeUp(lessons[6].Id).Refused(out _).ShouldBeFalse();
        lessons[8].Cancel(CancelCause.TeacherAway, Now); // own leave counts for nobody
        db.Lessons.AddRange(lessons);
        await db.SaveChangesAsync();
        return (trine, vikar.Id);
    }

    private static Room RoomAt(SiteId site, string code)
    {
        var room = new Room(RoomId.New(), code);
        room.Record(site, code, null, "");
        return room;
    }
}

public sealed class WorkingTimeTestsOnSqlite(OnSqlite server) : WorkingTimeTests(server), IClassFixture<OnSqlite>;

public sealed class WorkingTimeTestsOnPostgres(OnPostgres server) : WorkingTimeTests(server), IClassFixture<OnPostgres>;
