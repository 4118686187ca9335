using System.Text;
using Samspill.Formats.SchoolFolders;

namespace Samspill.Formats.Tests.SchoolFolders;

/// <summary>School folders in memory: file name to text, and a small one without a fault.</summary>
internal static class Folders
{
    public static FolderReading Read(IReadOnlyDictionary<string, string> files) =>
        Read(files.ToDictionary(file => file.Key, file => Encoding.UTF8.GetBytes(file.Value)));

    public static FolderReading Read(IReadOnlyDictionary<string, byte[]> files) =>
        SchoolFolderReader.Read(files.ToDictionary(file => file.Key, file => (Func<Stream>)(() => new MemoryStream(file.Value))));

    public static FolderReading Read(string name, string text) => Read(new Dictionary<string, string> { [name] = text });

    public static FolderReading Read(string name, byte[] bytes) => Read(new Dictionary<string, byte[]> { [name] = bytes });

    public static Dictionary<string, string> Write(SchoolFolder folder)
    {
        var streams = new Dictionary<string, MemoryStream>();
        SchoolFolderWriter.Write(folder, name => streams[name] = new());
        return streams.ToDictionary(file => file.Key, file => Encoding.UTF8.GetString(file.Value.ToArray()));
    }

    public static string[] Told(this IEnumerable<Fault> faults) => [.. faults.Select(fault => fault.ToString())];

    public static NationalId Number(string digits) =>
        NationalId.TryParse(digits, out var id, out _) ? id : throw new ArgumentException("No national id.", nameof(digits));

    public static SchoolFolder Small { get; } = new()
    {
        Sites = [new() { Id = "01", Name = "Huseby", Kind = SiteKind.Centre, District = "Heimdal", Latitude = 63.3673, Longitude = 10.3567 }, new() { Id = "02", Name = "Åsveien; \"skole\"", Kind = SiteKind.LowerSecondary }],
        Rooms = [new() { Id = "r1", Site = "01", Name = "Sal", Capacity = 30, Features = ["stage", "piano"] }],
        Courses =
        [
            new()
            {
                Id = "piano", Name = "Piano", Discipline = Discipline.VisualArt, Subject = "piano", Programme = Programme.Core, Form = CourseForm.ShortCourse, Sites = ["02", "01"],
                Capacity = 10, Minimum = 0, AgeFrom = 6, AgeTo = 19, LessonMinutes = 20, WeeksPerYear = 36, FeePerTermOre = 147050, Requires = ["audition"],
            },
        ],
        Pupils =
        [
            new()
            {
                Id = "007", NationalId = Number("14831250047"), GivenName = "Máret", FamilyName = "Øverås", BirthDate = new(2012, 3, 14), Sex = Sex.F, Address = "Gata 1,\r\nH0101", PostalCode = "0150",
                Municipality = "0301", School = "02", Language = "nn", Protection = Protection.StrictlyConfidential, Flags = ["newlyArrived", "specialNeeds"],
            },
        ],
        Guardians = [new() { Id = "g1", NationalId = Number("17858000076"), GivenName = "Kari", FamilyName = "Øverås", Email = "kari@example.org", Phone = "+47 40 00 00 00" }],
        Guardianships = [new() { Pupil = "007", Guardian = "g1", Payer = true }],
        Staff = [new() { Id = "t1", GivenName = "Per", FamilyName = "=Lærer", Email = "per@example.org", Role = StaffRole.Teacher, PositionPercent = 60, Subjects = ["piano"], HomeSite = "01" }],
        Places = [new() { Pupil = "007", Course = "piano", From = new(2025, 8, 15), To = new(2026, 6, 19), Teacher = "t1" }],
        Applications = [new() { Id = "a1", Pupil = "007", Course = "piano", Rank = 1, AppliedAt = new(2026, 3, 14, 9, 30, 0, TimeSpan.FromHours(2)), Flags = ["sibling"] }],
    };
}
