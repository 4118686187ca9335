using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.People;
using Samspill.Domain.School;
using Samspill.Features.Messages;
using Samspill.Host;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Access;

/// <summary>Plants strings that stand nowhere else in a child and its guardian, and searches everything that comes out for them.</summary>
internal sealed class Sweep(TestServer server)
{
    public static readonly Marker Given = new("Xylofæna"), Family = new("Qvarkenbørg"), Street = new("Zemblaveien 77"), School = new("Wåxlebakken skole");
    private static readonly Marker GuardianName = new("Wrzesznåk"), GuardianPhone = new("49913577"), GuardianEmail = new("zpqwrz@example.org");
    public static readonly Marker[] OfChild = [Given, Family, Street, School];
    public static readonly Marker[] All = [.. OfChild, GuardianName, GuardianPhone, GuardianEmail];

    /// <summary>Lists of sites name every site; that the child goes there is what they must not say.</summary>
    private static readonly string[] MayNameSites = ["/steder", "/import", "/eksport", "/katalog", "/skolen", "/sok-for", "/rekkevidde"];

    /// <summary>Every page that can be opened, as everybody who may not see the child; then the files that the program wrote.</summary>
    public async Task<(int Surfaces, List<string> Found)> RunAsync(Targets targets, params Member[] maySee)
    {
        var doors = (await Doors.OfAsync(server)).Where(d => d.Method == "GET" && (!d.HasParameter || Targets.KindOf(d.Pattern) is not null)).ToList();
        var addresses = doors.SelectMany(d => d.HasParameter ? Enum.GetValues<Whose>().Select(w => targets.Address(d.Pattern, w))
            : [d.Pattern, .. new[] { "xylof", "qvark", "4991", "zpqwrz@", "zembla", "p-skjult" }.Select(q => $"{d.Pattern}?q={q}")]).Distinct().ToList();
        var surfaces = 0;
        var found = new List<string>();
        foreach (var who in new Member?[] { null }.Concat(server.World.AtSchool).Where(m => m is null || !maySee.Contains(m)))
        {
            using var browser = who is null ? server.Visit() : await server.SignInAsync(who);
            foreach (var address in addresses)
            {
                surfaces++;
                using var answer = await browser.GetAsync(address);
                Look(found, $"{who?.Name ?? "anonymous"} {address}", [.. await answer.Content.ReadAsByteArrayAsync(), .. Encoding.UTF8.GetBytes(answer.Headers.ToString() + answer.Content.Headers)],
                    MayNameSites.Any(p => address.StartsWith(p, StringComparison.Ordinal)) ? All.Where(m => m != School) : All);
            }
        }
        await using (var scope = await server.ActAsSystemAsync())
            await scope.ServiceProvider.GetRequiredService<SendMessages>().RunAsync(server.Schools.Find(World.School)!, CancellationToken.None);
        foreach (var file in Directory.EnumerateFiles(server.Folder, "*", SearchOption.AllDirectories).Where(f => !Path.GetFileName(f).Contains(".db", StringComparison.Ordinal)))
        {
            surfaces++;
            Look(found, Path.GetRelativePath(server.Folder, file), [.. await File.ReadAllBytesAsync(file), .. Encoding.UTF8.GetBytes(file)], OfChild); // the guardian's address stands on the letter to the guardian
        }
        return (surfaces, found);
    }

    private static void Look(List<string> found, string where, byte[] bytes, IEnumerable<Marker> markers) =>
        found.AddRange(markers.Where(m => m.IsIn(bytes)).Select(m => $"{where}: {m.Word}"));

    /// <summary>Plants the strings, and a place with a teacher, an application, an offer and messages for the child.</summary>
    public async Task<Targets> PlantAsync(Protection grade)
    {
        var world = server.World;
        await using (var db = server.Database())
        {
            var site = await db.Sites.SingleOrDefaultAsync(s => s.Name == School.Word);
            if (site is null)
            {
                site = new Site(SiteId.New(), "waxle");
                site.Record(School.Word, SiteKind.Primary, "Østbyen", null, null);
                db.Sites.Add(site);
                await db.SaveChangesAsync();
            }
            var child = await db.People.SingleAsync(p => p.Id == world.Skjult);
            child.Rename(Given.Word, Family.Word);
            child.RecordPupil("p-skjult", new PupilFacts(new DateOnly(2017, 5, 17), Sex.F, Street.Word, "7048", "5001", site.Id, "nb", grade, ""));
            child.ShieldAs(grade);
            var guardian = await db.People.SingleAsync(p => p.Id == world.Hemmelig.Person);
            guardian.Rename("Hemmelig", GuardianName.Word);
            guardian.Reach(GuardianEmail.Word, GuardianPhone.Word);
            guardian.ShieldAs(grade);
            var teacher = await db.Staff.SingleAsync(s => s.Code == "t001");
            if (!await db.Places.AnyAsync(p => p.Pupil == world.Skjult))
            {
                db.Places.Add(new Place(PlaceId.New(), world.Skjult, world.Choir, new DateOnly(2025, 8, 15), null, teacher.Id, null, Oslo.Today(server.Clock)));
                await db.SaveChangesAsync();
                await db.Courses.Where(c => c.Id == world.Choir).ExecuteUpdateAsync(c => c.SetProperty(x => x.Taken, x => x.Taken + 1));
            }
            await db.SaveChangesAsync();
        }
        return await Targets.OfAsync(server);
    }
}
