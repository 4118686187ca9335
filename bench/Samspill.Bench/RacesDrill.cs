using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Shared;
using Samspill.Features.Admission;
using Samspill.Host;

namespace Samspill.Bench;

/// <summary>Many at once want the one free seat of a course: first it is offered by all, then all say yes. One place comes of it, never two.</summary>
internal static class RacesDrill
{
    private sealed record Raced(int Offers, int Places, int Held, int Taken, int Losers);

    /// <returns>0 nothing oversold; 1 something was; 2 void: nothing was proven.</returns>
    public static async Task<int> RunAsync(TextWriter output, Sizes sizes)
    {
        var (races, clients) = (sizes.Of("--races", 1000), sizes.Of("--clients", 32));
        output.WriteLine(Machine.Line());
        var worst = -1;
        if (sizes.On is "both" or "sqlite")
        {
            using var folder = new TempFolder();
            worst = Math.Max(worst, await OnAsync(output, "SQLite", new Storage(folder.Path, null), races, clients));
        }
        if (sizes.On is "both" or "postgresql")
        {
            if (PostgresDatabases.TestServer is { } server)
            {
                using var folder = new TempFolder();
                await using var databases = new PostgresDatabases(server);
                worst = Math.Max(worst, await OnAsync(output, "PostgreSQL", new Storage(folder.Path, databases.Connection), races, clients));
            }
            else output.WriteLine("PostgreSQL: SAMSPILL_TEST_POSTGRES names no server, left out");
        }
        return worst < 0 ? 2 : worst;
    }

    private static async Task<int> OnAsync(TextWriter output, string engine, Storage storage, int races, int clients)
    {
        var crowd = await CrowdedSchool.MakeAsync(storage, clients, cookies: false);
        var schools = new Schools(storage, TimeProvider.System);
        await using var app = Server.Build(new ServerOptions(storage, "http://127.0.0.1:0", Secure: false, Demo: false) { Jobs = false }, schools);
        await schools.OpenAllAsync(CancellationToken.None);
        var school = schools.Find(CrowdedSchool.Slug)!;

        var canary = 0;
        for (var race = 0; race < 20; race++) if (await CanaryAsync(school, clients, race) > 1) canary++;
        var (oversold, unsold, losers, ran) = (0, 0, 0, 0);
        for (; ran < races; ran++)
        {
            var raced = await RaceAsync(app, school, crowd, clients, ran);
            if (raced.Offers > 1 || raced.Places > 1 || raced.Held + raced.Taken > 1) oversold++;
            if (raced.Places != 1) unsold++;
            losers += raced.Losers;
        }
        Line(output, $"{engine}: canary, the same race without a lock: {canary} of 20 oversold; losers in the real races {losers}");
        if (canary == 0 || losers == 0 || unsold > oversold)
        {
            Line(output, $"races {engine}: VOID ({(canary == 0 ? "the canary was not seen" : losers == 0 ? "nobody lost, so nobody raced" : $"{unsold} seats went to nobody")})");
            return 2;
        }
        Line(output, $"races {engine}: {ran} races x {clients} clients for one seat, oversold {oversold} (canary {canary} of 20)");
        return oversold == 0 ? 0 : 1;
    }

    private static async Task<Raced> RaceAsync(WebApplication app, OpenSchool school, CrowdedSchool crowd, int clients, int number)
    {
        var course = await OpenCourseAsync(school, crowd, clients, number);
        using var start = new Barrier(clients);
        var offered = await TogetherAsync(clients, start, async _ =>
        {
            await using var scope = await ActAsync(app, school, null);
            return (await scope.ServiceProvider.GetRequiredService<FillVacancies>().RunAsync([course], CancellationToken.None)).Value;
        });
        await using var db = school.Database(Actor.System, TimeProvider.System);
        var offers = await db.Offers.Where(o => o.Course == course).Select(o => new { o.Id, o.Pupil }).ToListAsync();
        if (offers.Count > 0)
        {
            var account = crowd.Families.First(f => f.Child == offers[0].Pupil.Value).Account;
            await TogetherAsync(clients, start, async _ =>
            {
                await using var scope = await ActAsync(app, school, account);
                return (await scope.ServiceProvider.GetRequiredService<AcceptOffer>().RunAsync(offers[0].Id, CancellationToken.None)).Refused(out var _) ? 0 : 1;
            });
        }
        var seats = await db.Courses.AsNoTracking().Where(c => c.Id == course).Select(c => new { c.Held, c.Taken }).SingleAsync();
        return new(offers.Count, await db.Places.CountAsync(p => p.Course == course), seats.Held, seats.Taken, offered.Count(made => made == 0));
    }

    private static async Task<CourseId> OpenCourseAsync(OpenSchool school, CrowdedSchool crowd, int clients, int number)
    {
        await using var db = school.Database(Actor.System, TimeProvider.System);
        db.AuditRows = false;
        var site = await db.Sites.Select(s => s.Id).FirstAsync();
        var course = new Course(CourseId.New(), $"lop-{number}");
        course.Record(new CourseFacts($"Løp {number}", Discipline.Music, "piano", Programme.Core, TeachingForm.Individual, [site], 1, 0, 6, 19, 20, 36, new Money(147000), ""));
        course.Publish();
        db.Courses.Add(course);
        await db.SaveChangesAsync();
        var now = TimeProvider.System.GetUtcNow();
        db.Applications.AddRange(crowd.Families.Take(clients).Select((f, i) => new Application(Domain.Shared.ApplicationId.New(), $"{number}-{i}", new PersonId(f.Child), course.Id, null, 1, 1, now.AddMinutes(-i), "")));
        await db.SaveChangesAsync();
        // Yesterday's winner may win again: what the rules say of places held before is not what is raced for.
        await db.Places.Where(p => p.State == PlaceState.Live).ExecuteUpdateAsync(set => set.SetProperty(p => p.State, PlaceState.Ended));
        return course.Id;
    }

    /// <summary>Look, then write, with nothing held in between: what the product must not do. The same clients, the same database, the same count.</summary>
    private static async Task<int> CanaryAsync(OpenSchool school, int clients, int number)
    {
        await using var db = school.Database(Actor.System, TimeProvider.System);
        await db.Database.ExecuteSqlRawAsync("CREATE TABLE IF NOT EXISTS drill_taken (race integer, client integer)");
        using var start = new Barrier(clients);
        await TogetherAsync(clients, start, async client =>
        {
            await using var mine = school.Database(Actor.System, TimeProvider.System);
            if (await mine.Database.SqlQuery<int>($"SELECT CAST(count(*) AS integer) AS \"Value\" FROM drill_taken WHERE race = {number}").SingleAsync() > 0) return 0;
            return await mine.Database.ExecuteSqlAsync($"INSERT INTO drill_taken VALUES ({number}, {client})");
        });
        return await db.Database.SqlQuery<int>($"SELECT CAST(count(*) AS integer) AS \"Value\" FROM drill_taken WHERE race = {number}").SingleAsync();
    }

    /// <summary>All at the same moment, each on a thread of its own.</summary>
    private static Task<int[]> TogetherAsync(int clients, Barrier start, Func<int, Task<int>> run) => Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Factory.StartNew(() =>
    {
        start.SignalAndWait();
        return run(client);
    }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));

    private static async Task<AsyncServiceScope> ActAsync(WebApplication app, OpenSchool school, Guid? account)
    {
        var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentSchool>().School = school;
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System;
        if (account is not { } who) return scope;
        var db = scope.ServiceProvider.GetRequiredService<SamspillDb>();
        var actor = await SigningIn.FindActorAsync(db, who, Oslo.Today(TimeProvider.System), CancellationToken.None);
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = actor;
        db.ActAs(actor);
        return scope;
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
