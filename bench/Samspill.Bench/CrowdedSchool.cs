using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Samspill.Data;
using Samspill.Domain.Access;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.People;
using Samspill.Domain.School;
using Samspill.Domain.Shared;
using Samspill.Features.Access;
using Samspill.Host;

namespace Samspill.Bench;

/// <summary>A family: its guardian is signed in already.</summary>
/// <param name="Cookie">The cookie that signing in would have given.</param>
/// <param name="Token">An access token of the guardian.</param>
internal sealed record Family(Guid Account, Guid Child, string Cookie, string Token);

/// <summary>A school made for a load: as many families as are wanted, each a guardian and a child, and courses to apply for.</summary>
internal sealed class CrowdedSchool(Storage storage)
{
    public const string Slug = "rush";
    public const int CourseCount = 40;

    public Storage Storage => storage;
    public IReadOnlyList<Family> Families { get; private set; } = [];

    public static string CourseCode(int number) => $"kurs-{number % CourseCount}";

    /// <summary>Makes it. The program must not serve the folder meanwhile.</summary>
    /// <param name="cookies">Whether families are to be signed in in a browser; else they have only tokens.</param>
    public static async Task<CrowdedSchool> MakeAsync(Storage storage, int families, bool cookies)
    {
        var school = new CrowdedSchool(storage);
        var schools = new Schools(storage, TimeProvider.System);
        await using var app = Server.Build(new ServerOptions(storage, "http://127.0.0.1:0", Secure: false, Demo: false) { Jobs = false }, schools);
        await schools.OpenAllAsync(CancellationToken.None);
        var open = (await schools.CreateAsync(new HostedSchool(Slug, "Rushet kulturskole", "5001", Demo: false), CancellationToken.None)).Value;
        await FillCatalogueAsync(open);
        var made = new List<Family>(families);
        for (var from = 0; from < families; from += 500) made.AddRange(await AddAsync(app, open, from, Math.Min(500, families - from), cookies));
        school.Families = made;
        return school;
    }

    /// <summary>A look at what is stored, when nothing serves it or beside what does.</summary>
    public async Task<T> LookAsync<T>(Func<SamspillDb, Task<T>> look)
    {
        var schools = new Schools(storage, TimeProvider.System);
        await schools.OpenAllAsync(CancellationToken.None);
        await using var db = schools.Find(Slug)!.Database(Actor.System, TimeProvider.System);
        db.AuditRows = false;
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(5));
        return await look(db);
    }

    private static async Task FillCatalogueAsync(OpenSchool school)
    {
        await using var db = school.Database(Actor.System, TimeProvider.System);
        var site = new Site(SiteId.New(), "midtbyen");
        site.Record("Midtbyen", SiteKind.Centre, "Midtbyen", 63.43, 10.40);
        db.Sites.Add(site);
        await db.SaveChangesAsync();
        for (var i = 0; i < CourseCount; i++)
        {
            var course = new Course(CourseId.New(), CourseCode(i));
            course.Record(new CourseFacts($"Kurs {i}", Discipline.Music, "piano", Programme.Core, TeachingForm.Individual, [site.Id], 10, 0, 6, 19, 20, 36, new Money(147000), ""));
            course.Publish();
            db.Courses.Add(course);
        }
        var (now, today) = (TimeProvider.System.GetUtcNow(), Oslo.Today(TimeProvider.System));
        db.RuleSets.Add(new RuleSet(RuleSetId.New(), 1, today.AddYears(-1), "Bystyret", now.AddYears(-1), AdmissionRules.Default));
        await db.SaveChangesAsync();
    }

    private static async Task<IEnumerable<Family>> AddAsync(WebApplication app, OpenSchool school, int from, int count, bool cookies)
    {
        await using var db = school.Database(Actor.System, TimeProvider.System);
        db.AuditRows = false;
        var (now, today) = (TimeProvider.System.GetUtcNow(), Oslo.Today(TimeProvider.System));
        var made = new List<(Domain.People.Person Child, UserAccount Account, string Token)>();
        for (var i = from; i < from + count; i++)
        {
            var guardian = new Domain.People.Person(PersonId.New(), "Voksen", $"Nummer{i}");
            guardian.RecordGuardian($"g{i}", $"voksen{i}@example.org", null);
            var child = new Domain.People.Person(PersonId.New(), "Barn", $"Nummer{i}");
            child.RecordPupil($"p{i}", new PupilFacts(new DateOnly(today.Year - 10, 3, 14), Sex.X, null, "7010", "5001", null, "nb", Protection.None, ""));
            var account = new UserAccount { UserName = $"voksen{i}", NormalizedUserName = $"VOKSEN{i}", Email = $"voksen{i}@example.org", NormalizedEmail = $"VOKSEN{i}@EXAMPLE.ORG", DisplayName = "Voksen", Person = guardian.Id, SecurityStamp = Guid.CreateVersion7().ToString("N") };
            var (token, secret) = AccessToken.Make(account.Id, "rush", ["family.read", "family.write"], now, today.AddDays(7));
            db.People.AddRange(guardian, child);
            db.Users.Add(account);
            db.AccessTokens.Add(token);
            db.Guardianships.Add(new Guardianship(child.Id, guardian.Id, payer: true, online: true));
            made.Add((child, account, secret));
        }
        await db.SaveChangesAsync();
        var families = new List<Family>(count);
        foreach (var (child, account, token) in made) families.Add(new Family(account.Id, child.Id.Value, cookies ? await TicketAsync(app, school, account) : "", token));
        return families;
    }

    /// <summary>The cookie that signing in would give: made with the installation's own keys, because the product has no door for load.</summary>
    private static async Task<string> TicketAsync(WebApplication app, OpenSchool school, UserAccount account)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentSchool>().School = school;
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System;
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<UserAccount>>().CreateAsync(account);
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim("school", Slug));
        var options = app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var properties = new AuthenticationProperties { IssuedUtc = TimeProvider.System.GetUtcNow(), ExpiresUtc = TimeProvider.System.GetUtcNow().AddHours(10) };
        return $"{options.Cookie.Name}={WebUtility.UrlEncode(options.TicketDataFormat.Protect(new AuthenticationTicket(principal, properties, IdentityConstants.ApplicationScheme)))}";
    }
}
