using Samspill.Domain.Catalogue;
using Samspill.Domain.School;
using Samspill.Formats.SchoolFolders;
using Course = Samspill.Domain.Catalogue.Course;
using Site = Samspill.Domain.School.Site;

namespace Samspill.Features.Exchange;

/// <summary>Sites, rooms and courses of a school folder.</summary>
internal sealed class CatalogueImport(SchoolNow now, ImportDesk desk, RowIds ids, RowOf tell)
{
    public void Plan()
    {
        var folder = desk.Reading.Folder;
        desk.Take("sites.csv", folder.Sites, row => now.Sites.Find(row.Id), tell.Site,
            row => now.Sites.Add(Record(new Site(new SiteId(ids.Next()), row.Id), row)), (site, row) => Record(site, row));
        desk.Take("rooms.csv", folder.Rooms, row => now.Rooms.Find(row.Id), tell.Room,
            row => now.Rooms.Add(Record(new Room(new RoomId(ids.Next()), row.Id), row)), (room, row) => Record(room, row));
        desk.Take("courses.csv", folder.Courses, row => now.Courses.Find(row.Id), tell.Course, Add, (course, row) => course.Correct(Facts(row)), NoSiteTwice);
    }

    public SiteId? Site(string? code) => now.Sites.Find(code)?.Id;

    private static Site Record(Site site, SiteRow row)
    {
        site.Record(row.Name, (Domain.School.SiteKind)row.Kind, row.District, row.Latitude, row.Longitude);
        return site;
    }

    private Room Record(Room room, RoomRow row)
    {
        room.Record(Site(row.Site) ?? default, row.Name, row.Capacity, row.Features?.ToString() ?? "");
        return room;
    }

    private void Add(CourseRow row)
    {
        var course = new Course(new CourseId(ids.Next()), row.Id);
        course.Correct(Facts(row));
        if (course.Publish().Refused(out _)) desk.Remark("courses.csv", row.Line, "taught at no site, so it comes in as a draft");
        now.Courses.Add(course);
    }

    private void NoSiteTwice(CourseRow row, Course? course)
    {
        if (row.Sites is { } sites && sites.Distinct(StringComparer.Ordinal).Count() < sites.Count) desk.Fault("courses.csv", row.Line, "sites", $"\"{sites}\" names a site twice");
    }

    private CourseFacts Facts(CourseRow row) => new(
        row.Name, (Domain.Catalogue.Discipline)row.Discipline, row.Subject, (Domain.Catalogue.Programme)row.Programme, (TeachingForm)row.Form,
        [.. (row.Sites ?? []).Select(Site).OfType<SiteId>()],
        row.Capacity, row.Minimum, row.AgeFrom, row.AgeTo, row.LessonMinutes, row.WeeksPerYear, row.FeePerTermOre is { } ore ? new Money(ore) : null, row.Requires?.ToString() ?? "");
}
