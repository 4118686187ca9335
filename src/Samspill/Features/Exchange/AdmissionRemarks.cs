using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Formats.SchoolFolders;

namespace Samspill.Features.Exchange;

/// <summary>Counts the rows that stand, but that the school's own rules would not have allowed.</summary>
internal sealed class AdmissionRemarks(SchoolNow now, ImportDesk desk, AdmissionRules rules, DateOnly today)
{
    public void Tell()
    {
        var live = desk.Reading.Folder.Places.Select(row => (Row: row, Place: Find(row))).Where(p => p.Place is { State: PlaceState.Live }).ToList();
        var places = now.Places.All.Values.Where(p => p.State == PlaceState.Live).ToList();
        var held = places.CountBy(p => p.Pupil).ToDictionary();
        var taken = places.CountBy(p => p.Course).ToDictionary();
        foreach (var (row, place) in live)
        {
            var course = now.Courses.Find(row.Course)!;
            if (held[place!.Pupil] > rules.MaxPlacesPerPupil) Places(row, $"more than {rules.MaxPlacesPerPupil} places for one pupil");
            if (!IsOfAge(row.Pupil, course, row.From.Year)) Places(row, "outside the ages of the course");
            if (course.Capacity is { } seats && taken[course.Id]-- > seats) Places(row, "more places than the course has seats");
        }

        var heldCourses = places.Select(p => (p.Pupil, p.Course)).ToHashSet();
        var wishes = now.Applications.All.Values.Where(a => a.IsLive).CountBy(a => a.Pupil).ToDictionary();
        foreach (var row in desk.Reading.Folder.Applications)
        {
            if (now.Applications.Find(row.Id) is not { IsLive: true } wish || now.Courses.Find(row.Course) is not { } course) continue;
            if (wishes[wish.Pupil] > rules.MaxWishes) Wishes(row, $"more than {rules.MaxWishes} wishes waiting for one pupil");
            if (heldCourses.Contains((wish.Pupil, wish.Course))) Wishes(row, "the pupil has a place on the course");
            if (!IsOfAge(row.Pupil, course, today.Year)) Wishes(row, "outside the ages of the course");
            if (!HasFlags(row, course)) Wishes(row, "without what the course requires");
        }
    }

    private Place? Find(PlaceRow row) =>
        now.Pupils.GetValueOrDefault(row.Pupil) is { } pupil && now.Courses.Find(row.Course) is { } course ? now.Places.Find((pupil.Id, course.Id, row.From)) : null;

    private bool IsOfAge(string pupil, Course course, int year) =>
        now.Pupils.GetValueOrDefault(pupil)?.TurnsIn(year) is not { } turns || !(turns < course.AgeFrom || turns > course.AgeTo);

    private bool HasFlags(ApplicationRow row, Course course) =>
        course.Requires.Length == 0
        || course.Requires.Split(' ').All(flag => row.Flags?.Contains(flag, StringComparer.Ordinal) == true || now.Pupils.GetValueOrDefault(row.Pupil)?.FlagWords.Contains(flag, StringComparer.Ordinal) == true);

    private void Places(PlaceRow row, string what) => desk.Remark("places.csv", row.Line, what);

    private void Wishes(ApplicationRow row, string what) => desk.Remark("applications.csv", row.Line, what);
}
