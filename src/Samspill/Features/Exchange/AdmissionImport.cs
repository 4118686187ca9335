using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.People;
using Samspill.Formats.SchoolFolders;

namespace Samspill.Features.Exchange;

/// <summary>Places and applications of a school folder. What another school decided stands; what our rules would not have allowed is remarked.</summary>
internal sealed class AdmissionImport(SchoolNow now, ImportDesk desk, RowIds ids, RowOf tell, DateOnly today)
{
    private readonly Dictionary<(PersonId Pupil, CourseId Course), string> waiting =
        now.Applications.All.Values.Where(a => a.IsLive).ToDictionary(a => (a.Pupil, a.Course), a => a.Code);

    public void Plan()
    {
        var folder = desk.Reading.Folder;
        desk.Take("places.csv", folder.Places, Find, tell.Place, Add, (place, row) => place.Correct(row.To, now.Staff.Find(row.Teacher)?.Id, today));
        CheckLivePlaces(folder.Places);
        CheckSeats(folder.Places);
        desk.Take("applications.csv", [.. folder.Applications.Select(row => row with { AppliedAt = Kept(row.AppliedAt) })], row => now.Applications.Find(row.Id), tell.Application, Add,
            (application, row) => application.Correct(row.Rank, row.Flags?.ToString() ?? ""), Fits, settled: application => !application.IsLive);
    }

    private PersonId Pupil(string code) => now.Pupils.GetValueOrDefault(code)?.Id ?? default;

    private CourseId Course(string code) => now.Courses.Find(code)?.Id ?? default;

    private Place? Find(PlaceRow row) => now.Places.Find((Pupil(row.Pupil), Course(row.Course), row.From));

    private void Add(PlaceRow row) =>
        now.Places.Add(new Place(new PlaceId(ids.Next()), Pupil(row.Pupil), Course(row.Course), row.From, row.To, now.Staff.Find(row.Teacher)?.Id, offer: null, today));

    private void CheckLivePlaces(IReadOnlyList<PlaceRow> rows)
    {
        var live = now.Places.All.Values.Where(p => p.State == PlaceState.Live).GroupBy(p => (p.Pupil, p.Course))
            .Where(g => g.Count() > 1 && g.Key is var (pupil, course) && pupil != default && course != default).Select(g => g.Key).ToHashSet();
        if (live.Count == 0) return;
        foreach (var row in rows.Where(row => live.Contains((Pupil(row.Pupil), Course(row.Course))) && Find(row) is { State: PlaceState.Live }))
            desk.Fault("places.csv", row.Line, "pupil, course", $"\"{row.Pupil} {row.Course}\" has two places that have not ended");
    }

    /// <summary>More places than seats may stand, but not beside an open offer of a seat.</summary>
    private void CheckSeats(IReadOnlyList<PlaceRow> rows)
    {
        var taken = now.Places.All.Values.Where(p => p.State == PlaceState.Live).CountBy(p => p.Course).ToDictionary();
        foreach (var course in now.Courses.All.Values.Where(c => c.Held > 0 && taken.GetValueOrDefault(c.Id) + c.Held > (c.Capacity ?? 0)))
        {
            var (file, line) = desk.Reading.Folder.Courses.FirstOrDefault(r => r.Id == course.Code) is { } own ? ("courses.csv", own.Line)
                : ("places.csv", rows.FirstOrDefault(r => r.Course == course.Code)?.Line ?? 0);
            desk.Fault(file, line, null, $"leaves course \"{course.Code}\" with {taken.GetValueOrDefault(course.Id)} places and {course.Held} open offers on {course.Capacity ?? 0} seats");
        }
    }

    /// <summary>A moment is known to the microsecond, as the database keeps it.</summary>
    private static DateTimeOffset Kept(DateTimeOffset moment) => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMicrosecond));

    private void Fits(ApplicationRow row, Application? known)
    {
        var wish = (Pupil(row.Pupil), Course(row.Course));
        if (wish.Item1 == default || wish.Item2 == default) return; // a row with a fault that is told
        if (known is null)
        {
            if (waiting.TryGetValue(wish, out var code)) desk.Fault("applications.csv", row.Line, "pupil, course", $"\"{row.Pupil} {row.Course}\" is application \"{code}\" already");
        }
        else if ((known.Pupil, known.Course) != wish)
        {
            desk.Fault("applications.csv", row.Line, "id", $"\"{row.Id}\" is another pupil's or for another course at the school");
        }
        else if (known.IsLive && known.AppliedAt != row.AppliedAt)
        {
            desk.Fault("applications.csv", row.Line, "appliedAt", "is another moment than the school has; what was received is never changed");
        }
    }

    private void Add(ApplicationRow row)
    {
        var application = new Application(new ApplicationId(ids.Next()), row.Id, Pupil(row.Pupil), Course(row.Course), submission: null, row.Rank, wants: 1, row.AppliedAt, row.Flags?.ToString() ?? "");
        now.Applications.Add(application);
        waiting[(application.Pupil, application.Course)] = application.Code;
    }
}
