using Microsoft.Extensions.DependencyInjection;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.People;
using Samspill.Features.Admission;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Admission;

/// <summary>A course of its own and those who wait for it, the first waiting longest; so that tests do not meet each other's queues.</summary>
internal sealed record Scene(TestServer Server, CourseId Course, IReadOnlyList<PersonId> Pupils, IReadOnlyList<ApplicationId> Waiting)
{
    public static async Task<Scene> MakeAsync(TestServer server, int seats, int waiting)
    {
        await using var db = server.Database();
        var code = $"c{Guid.CreateVersion7():N}";
        var course = new Course(CourseId.New(), code);
        course.Record(new CourseFacts($"Fløyte {code[^4..]}", Discipline.Music, "fløyte", Programme.Core, TeachingForm.Individual, [server.World.Ila], seats, 0, 6, 19, 20, 36, null, ""));
        course.Publish();
        db.Courses.Add(course);
        var people = Enumerable.Range(0, waiting).Select(i =>
        {
            var person = new Person(PersonId.New(), $"Barn{i}", "Fløyte");
            person.RecordPupil($"{code}-{i}", new PupilFacts(new DateOnly(2016, 1, 1), Sex.F, null, null, "5001", server.World.Ila, "nb", Protection.None, ""));
            return person;
        }).ToList();
        db.People.AddRange(people);
        foreach (var person in people) db.Guardianships.Add(new Guardianship(person.Id, server.World.Nina.Person, null, online: true));
        await db.SaveChangesAsync();
        var now = server.Clock.GetUtcNow();
        var applications = people.Select((p, i) => new Application(ApplicationId.New(), $"{code}-{i}", p.Id, course.Id, null, 1, 1, now.AddDays(i - 400), "")).ToList();
        db.Applications.AddRange(applications);
        await db.SaveChangesAsync();
        return new Scene(server, course.Id, [.. people.Select(p => p.Id)], [.. applications.Select(a => a.Id)]);
    }

    /// <summary>Fills the free seats, as the office's key does, and gives the open offers in the order they were made.</summary>
    public async Task<IReadOnlyList<Offer>> FillAsync()
    {
        await DoAsync<FillVacancies, int>(Server.World.Per, fill => fill.RunAsync([Course], CancellationToken.None));
        return await OpenOffersAsync();
    }

    public async Task<IReadOnlyList<Offer>> OpenOffersAsync()
    {
        await using var db = Server.Database();
        return await db.Offers.Where(o => o.Course == Course && o.Status == OfferStatus.Open).OrderBy(o => o.Id).ToListAsync();
    }

    /// <summary>Runs a use case on behalf of somebody, in a scope of its own.</summary>
    public async Task<Outcome<T>> DoAsync<TUseCase, T>(Member member, Func<TUseCase, Task<Outcome<T>>> act) where TUseCase : notnull where T : notnull
    {
        await using var scope = await Server.ActAsAsync(member);
        return await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    /// <summary>What the course says of itself, and what really is: they must agree.</summary>
    public async Task<(int Taken, int Held, int Capacity)> SeatsAsync()
    {
        await using var db = Server.Database();
        var course = await db.Courses.SingleAsync(c => c.Id == Course);
        (await db.Places.CountAsync(p => p.Course == Course && p.State == PlaceState.Live)).ShouldBe(course.Taken);
        (await db.Offers.CountAsync(o => o.Course == Course && o.Status == OfferStatus.Open)).ShouldBe(course.Held);
        return (course.Taken, course.Held, course.Capacity ?? 0);
    }

    public async Task<Application> ApplicationAsync(int index)
    {
        await using var db = Server.Database();
        return await db.Applications.SingleAsync(a => a.Id == Waiting[index]);
    }

    /// <summary>How many messages of this kind the families of the scene have been sent.</summary>
    public async Task<int> ToldAsync(string about)
    {
        await using var db = Server.Database();
        return (await db.Messages.Where(m => m.About == about && m.Pupil != null).Select(m => m.Pupil!.Value).ToListAsync()).Count(Pupils.Contains);
    }
}
