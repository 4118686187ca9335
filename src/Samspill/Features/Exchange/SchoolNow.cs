using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.People;
using Samspill.Domain.School;

namespace Samspill.Features.Exchange;

/// <summary>All that the school has of what a school folder tells, read once, and found by the codes that folders use.</summary>
internal sealed class SchoolNow
{
    private SchoolNow(IReadOnlyList<Site> sites, IReadOnlyList<Room> rooms, IReadOnlyList<Course> courses, IReadOnlyList<Person> people, IReadOnlyList<Staff> staff)
    {
        (Sites, Rooms, Courses) = (new(sites, s => s.Code), new(rooms, r => r.Code), new(courses, c => c.Code));
        (People, Staff) = (new(people, p => p.Id), new(staff, s => s.Code));
        Pupils = people.Where(p => p.PupilCode is not null).ToDictionary(p => p.PupilCode!);
        Guardians = people.Where(p => p.GuardianCode is not null).ToDictionary(p => p.GuardianCode!);
        SiteCodes = sites.ToDictionary(s => s.Id, s => s.Code);
        CourseCodes = courses.ToDictionary(c => c.Id, c => c.Code);
        StaffCodes = staff.ToDictionary(s => s.Id, s => s.Code);
    }

    public Shelf<string, Site> Sites { get; }
    public Shelf<string, Room> Rooms { get; }
    public Shelf<string, Course> Courses { get; }
    public Shelf<PersonId, Person> People { get; }
    public Dictionary<string, Person> Pupils { get; }
    public Dictionary<string, Person> Guardians { get; }
    public Shelf<string, Staff> Staff { get; }
    public Shelf<(PersonId Pupil, PersonId Guardian), Guardianship> Guardianships { get; private init; } = new([], g => (g.Pupil, g.Guardian));
    public Shelf<(PersonId Pupil, CourseId Course, DateOnly From), Place> Places { get; private init; } = new([], p => (p.Pupil, p.Course, p.From));
    public Shelf<string, Application> Applications { get; private init; } = new([], a => a.Code);

    /// <summary>Codes of what the school had before an import.</summary>
    public IReadOnlyDictionary<SiteId, string> SiteCodes { get; }
    public IReadOnlyDictionary<CourseId, string> CourseCodes { get; }
    public IReadOnlyDictionary<StaffId, string> StaffCodes { get; }

    public static SchoolNow Empty => new([], [], [], [], []);

    /// <summary>Reads the school. Nothing is tracked: most of it will not change.</summary>
    public static async Task<SchoolNow> LoadAsync(SamspillDb db, CancellationToken ct)
    {
        Task<List<T>> All<T>(IQueryable<T> things) where T : class => things.AsNoTracking().ToListAsync(ct);
        return new(
            await All(db.Sites.OrderBy(s => s.Id)), await All(db.Rooms.OrderBy(r => r.Id)),
            await All(db.Courses.Include(c => c.Sites.OrderBy(s => s.Position)).OrderBy(c => c.Id)),
            await All(db.People.OrderBy(p => p.Id)), await All(db.Staff.OrderBy(s => s.Id)))
        {
            Guardianships = new(await All(db.Guardianships.OrderBy(g => g.Pupil).ThenBy(g => g.Guardian)), g => (g.Pupil, g.Guardian)),
            Places = new(await All(db.Places.OrderBy(p => p.Id)), p => (p.Pupil, p.Course, p.From)),
            Applications = new(await All(db.Applications.OrderBy(a => a.Id)), a => a.Code),
        };
    }
}
