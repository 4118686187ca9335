namespace Samspill.Formats.SchoolFolders;

/// <summary>What rows of other files refer to by id.</summary>
internal enum Thing { Site, Course, Pupil, Guardian, Staff }

/// <summary>The nine files and their columns, in the order they are written.</summary>
internal static class Sheets
{
    public static Sheet<SiteRow> Sites { get; } = new Sheet<SiteRow>("sites.csv", Thing.Site)
        .Required(s => s.Id, Form.Id)
        .Required(s => s.Name, Form.Name)
        .Required(s => s.Kind, Form.OneOf<SiteKind>())
        .Optional(s => s.District, Form.Name)
        .Optional(s => s.Latitude, Form.Latitude)
        .Optional(s => s.Longitude, Form.Longitude)
        .Unique("id");

    public static Sheet<RoomRow> Rooms { get; } = new Sheet<RoomRow>("rooms.csv")
        .Required(r => r.Id, Form.Id)
        .Required(r => r.Site, Form.IdOf(Thing.Site))
        .Required(r => r.Name, Form.Name)
        .Optional(r => r.Capacity, Form.Whole(0, 100_000))
        .Optional(r => r.Features, Form.Flags)
        .Unique("id");

    public static Sheet<CourseRow> Courses { get; } = new Sheet<CourseRow>("courses.csv", Thing.Course)
        .Required(c => c.Id, Form.Id)
        .Required(c => c.Name, Form.Name)
        .Required(c => c.Discipline, Form.OneOf<Discipline>())
        .Optional(c => c.Subject, Form.Name)
        .Required(c => c.Programme, Form.OneOf<Programme>())
        .Required(c => c.Form, Form.OneOf<CourseForm>())
        .Optional(c => c.Sites, Form.IdsOf(Thing.Site))
        .Optional(c => c.Capacity, Form.Whole(0, 100_000))
        .Optional(c => c.Minimum, Form.Whole(0, 100_000))
        .Optional(c => c.AgeFrom, Form.Whole(0, 120))
        .Optional(c => c.AgeTo, Form.Whole(0, 120))
        .Optional(c => c.LessonMinutes, Form.Whole(0, 1_440))
        .Optional(c => c.WeeksPerYear, Form.Whole(0, 53))
        .Optional(c => c.FeePerTermOre, Form.Kroner, name: "feePerTerm")
        .Optional(c => c.Requires, Form.Flags)
        .Unique("id")
        .Agree("ageTo", c => c.AgeTo < c.AgeFrom ? $"\"{c.AgeTo}\" is below ageFrom" : null);

    public static Sheet<PupilRow> Pupils { get; } = new Sheet<PupilRow>("pupils.csv", Thing.Pupil)
        .Required(p => p.Id, Form.Id)
        .Optional(p => p.NationalId, Form.NationalId)
        .Required(p => p.GivenName, Form.Name)
        .Required(p => p.FamilyName, Form.Name)
        .Required(p => p.BirthDate, Form.Date)
        .Required(p => p.Sex, Form.OneOf<Sex>())
        .Optional(p => p.Address, Form.Text(500))
        .Optional(p => p.PostalCode, Form.Text(20))
        .Required(p => p.Municipality, Form.Municipality)
        .Optional(p => p.School, Form.IdOf(Thing.Site))
        .Optional(p => p.Language, Form.Text(20))
        .Optional(p => p.Protection, Form.OneOf<Protection>())
        .Optional(p => p.Flags, Form.Flags)
        .Unique("id")
        .Unique("nationalId")
        .Agree("nationalId", p => p.NationalId is { } id && !id.Fits(p.BirthDate) ? $"\"{id}\" does not fit birthDate" : null);

    public static Sheet<GuardianRow> Guardians { get; } = new Sheet<GuardianRow>("guardians.csv", Thing.Guardian)
        .Required(g => g.Id, Form.Id)
        .Optional(g => g.NationalId, Form.NationalId)
        .Required(g => g.GivenName, Form.Name)
        .Required(g => g.FamilyName, Form.Name)
        .Optional(g => g.Email, Form.Text(254))
        .Optional(g => g.Phone, Form.Text(40))
        .Unique("id")
        .Unique("nationalId");

    public static Sheet<GuardianshipRow> Guardianships { get; } = new Sheet<GuardianshipRow>("guardianships.csv")
        .Required(g => g.Pupil, Form.IdOf(Thing.Pupil))
        .Required(g => g.Guardian, Form.IdOf(Thing.Guardian))
        .Optional(g => g.Payer, Form.YesNo)
        .Unique("pupil", "guardian");

    public static Sheet<StaffRow> Staff { get; } = new Sheet<StaffRow>("staff.csv", Thing.Staff)
        .Required(s => s.Id, Form.Id)
        .Required(s => s.GivenName, Form.Name)
        .Required(s => s.FamilyName, Form.Name)
        .Optional(s => s.Email, Form.Text(254))
        .Required(s => s.Role, Form.OneOf<StaffRole>())
        .Optional(s => s.PositionPercent, Form.Whole(0, 100))
        .Optional(s => s.Subjects, Form.Flags)
        .Optional(s => s.HomeSite, Form.IdOf(Thing.Site))
        .Unique("id");

    public static Sheet<PlaceRow> Places { get; } = new Sheet<PlaceRow>("places.csv")
        .Required(p => p.Pupil, Form.IdOf(Thing.Pupil))
        .Required(p => p.Course, Form.IdOf(Thing.Course))
        .Required(p => p.From, Form.Date)
        .Optional(p => p.To, Form.Date)
        .Optional(p => p.Teacher, Form.IdOf(Thing.Staff))
        .Unique("pupil", "course", "from")
        .Agree("to", p => p.To < p.From ? $"\"{Form.Date.Write(p.To.Value)}\" is before from" : null);

    public static Sheet<ApplicationRow> Applications { get; } = new Sheet<ApplicationRow>("applications.csv")
        .Required(a => a.Id, Form.Id)
        .Required(a => a.Pupil, Form.IdOf(Thing.Pupil))
        .Required(a => a.Course, Form.IdOf(Thing.Course))
        .Required(a => a.Rank, Form.Whole(1, 1_000))
        .Required(a => a.AppliedAt, Form.Instant)
        .Optional(a => a.Flags, Form.Flags)
        .Unique("id")
        .Unique("pupil", "course");

    /// <summary>All columns of all files.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> AllColumns { get; } = new[]
    {
        Names(Sites), Names(Rooms), Names(Courses), Names(Pupils), Names(Guardians), Names(Guardianships), Names(Staff), Names(Places), Names(Applications),
    }.ToDictionary();

    public static IReadOnlyDictionary<string, int> Count(SchoolFolder folder) => new Dictionary<string, int>
    {
        [Sites.File] = folder.Sites.Count, [Rooms.File] = folder.Rooms.Count, [Courses.File] = folder.Courses.Count, [Pupils.File] = folder.Pupils.Count, [Guardians.File] = folder.Guardians.Count,
        [Guardianships.File] = folder.Guardianships.Count, [Staff.File] = folder.Staff.Count, [Places.File] = folder.Places.Count, [Applications.File] = folder.Applications.Count,
    };

    private static KeyValuePair<string, IReadOnlySet<string>> Names<TRow>(Sheet<TRow> sheet) where TRow : Row, new() =>
        new(sheet.File, sheet.Columns.Select(column => column.Name).ToHashSet());

    public static Sheet<TRow> Of<TRow>() where TRow : Row, new() => (Sheet<TRow>)(
        typeof(TRow) == typeof(SiteRow) ? Sites
        : typeof(TRow) == typeof(RoomRow) ? Rooms
        : typeof(TRow) == typeof(CourseRow) ? Courses
        : typeof(TRow) == typeof(PupilRow) ? Pupils
        : typeof(TRow) == typeof(GuardianRow) ? Guardians
        : typeof(TRow) == typeof(GuardianshipRow) ? Guardianships
        : typeof(TRow) == typeof(StaffRow) ? Staff
        : typeof(TRow) == typeof(PlaceRow) ? Places
        : (object)Applications);

    public static string FileOf(Thing thing) => thing switch
    {
        Thing.Site => "sites.csv",
        Thing.Course => "courses.csv",
        Thing.Pupil => "pupils.csv",
        Thing.Guardian => "guardians.csv",
        _ => "staff.csv",
    };
}
