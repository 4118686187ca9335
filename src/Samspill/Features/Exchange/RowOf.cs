using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.People;
using Samspill.Domain.School;
using Samspill.Formats;
using Samspill.Formats.SchoolFolders;
using Samspill.Host;
using Rows = Samspill.Formats.SchoolFolders;

namespace Samspill.Features.Exchange;

/// <summary>Tells what the school has as rows of the school folder: what an export writes, and what an import compares with.</summary>
/// <remarks>The enums of domain and format have the same members in the same order; a test holds them together.</remarks>
internal sealed class RowOf(SchoolNow now, FieldCipher cipher)
{
    public SiteRow Site(Site site) => new()
    {
        Id = site.Code, Name = site.Name, Kind = (Rows.SiteKind)site.Kind, District = site.District, Latitude = site.Latitude, Longitude = site.Longitude,
    };

    public RoomRow Room(Room room) => new() { Id = room.Code, Site = now.SiteCodes[room.Site], Name = room.Name, Capacity = room.Capacity, Features = Words(room.Features) };

    public CourseRow Course(Course course) => new()
    {
        Id = course.Code, Name = course.Name, Discipline = (Rows.Discipline)course.Discipline, Subject = course.Subject, Programme = (Rows.Programme)course.Programme,
        Form = (CourseForm)course.Form, Sites = course.Sites.Count == 0 ? null : Rows.Words.Of([.. course.Sites.OrderBy(s => s.Position).Select(s => now.SiteCodes[s.Site])]),
        Capacity = course.Capacity, Minimum = course.Minimum, AgeFrom = course.AgeFrom, AgeTo = course.AgeTo, LessonMinutes = course.LessonMinutes,
        WeeksPerYear = course.WeeksPerYear, FeePerTermOre = course.FeePerTerm?.Ore, Requires = Words(course.Requires),
    };

    public PupilRow Pupil(Person person) => new()
    {
        Id = person.PupilCode!, NationalId = Number(person), GivenName = person.GivenName, FamilyName = person.FamilyName,
        BirthDate = person.BirthDate!.Value, Sex = (Rows.Sex)person.Sex!.Value, Address = person.Address, PostalCode = person.PostalCode, Municipality = person.Municipality!,
        School = person.School is { } school ? now.SiteCodes[school] : null, Language = person.Language,
        Protection = (Rows.Protection)person.Protection, Flags = Words(person.Flags),
    };

    public GuardianRow Guardian(Person person) => new()
    {
        Id = person.GuardianCode!, NationalId = Number(person), GivenName = person.GivenName, FamilyName = person.FamilyName, Email = person.Email, Phone = person.Phone,
    };

    public GuardianshipRow Guardianship(Guardianship guardianship) => new()
    {
        Pupil = now.People.Find(guardianship.Pupil)!.PupilCode!, Guardian = now.People.Find(guardianship.Guardian)!.GuardianCode!, Payer = guardianship.Payer,
    };

    public StaffRow Staff(Staff staff)
    {
        var person = now.People.Find(staff.Person)!;
        return new()
        {
            Id = staff.Code, GivenName = person.GivenName, FamilyName = person.FamilyName, Email = person.Email, Role = (Rows.StaffRole)staff.Role,
            PositionPercent = staff.PositionPercent, Subjects = Words(staff.Subjects), HomeSite = staff.HomeSite is { } site ? now.SiteCodes[site] : null,
        };
    }

    public PlaceRow Place(Place place) => new()
    {
        Pupil = now.People.Find(place.Pupil)!.PupilCode!, Course = now.CourseCodes[place.Course], From = place.From, To = place.To,
        Teacher = place.Teacher is { } teacher ? now.StaffCodes[teacher] : null,
    };

    public ApplicationRow Application(Application application) => new()
    {
        Id = application.Code, Pupil = now.People.Find(application.Pupil)!.PupilCode!, Course = now.CourseCodes[application.Course], Rank = application.Rank,
        AppliedAt = application.AppliedAt.ToOffset(TimeSpan.FromMinutes(application.AppliedOffset)), Flags = Words(application.Flags),
    };

    private NationalId? Number(Person person) =>
        person.NationalIdCipher is { } sealedNumber && NationalId.TryParse(cipher.Decrypt(sealedNumber), out var number, out _) ? number : null;

    private static Words? Words(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words ? Rows.Words.Of(words) : null;
}
