using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Gsi;
using Samspill.Domain.Lessons;
using Samspill.Domain.People;
using Samspill.Domain.School;
using Samspill.Host;

namespace Samspill.Features.Gsi;

/// <summary>Who and what the form counts on a day, as conditions that the database counts by. The lists behind the figures are made of the same.</summary>
/// <remarks>
/// A place tells its whole history by its first and last day. An application tells only its last change: one that has left the queue after the day
/// is taken to have waited on it. Lessons and positions in the school year are as they stand now.
/// </remarks>
internal sealed class CountedOn(SamspillDb db, DateOnly date)
{
    private readonly DateOnly day = date;
    private readonly DateTimeOffset end = Oslo.StartOf(date.AddDays(1));
    private readonly DateOnly firstDay = new(SchoolYear.Of(date), 8, 1);
    private readonly DateOnly lastDay = SchoolYear.LastDayOf(SchoolYear.Of(date));

    /// <summary>Born on this day or later, one turns at most 5 in the year.</summary>
    public DateOnly UnderFrom { get; } = new(date.Year - 5, 1, 1);

    /// <summary>Born on this day or later, one turns at most 15 in the year.</summary>
    public DateOnly InFrom { get; } = new(date.Year - 15, 1, 1);

    /// <summary>Places that make somebody a pupil: begun, not ended before the day, and of a term or longer.</summary>
    public IQueryable<Place> Places =>
        from p in db.Places
        join c in db.Courses on p.Course equals c.Id
        where c.Form != TeachingForm.ShortCourse && p.From <= day && (p.To == null || p.To >= day)
        select p;

    /// <summary>Places in short courses in the school year of the day.</summary>
    public IQueryable<Place> ShortPlaces =>
        from p in db.Places
        join c in db.Courses on p.Course equals c.Id
        where c.Form == TeachingForm.ShortCourse && p.From <= lastDay && (p.To == null || p.To >= firstDay)
        select p;

    /// <summary>Applications for a course of a term or longer that were received by the day and waited on it.</summary>
    public IQueryable<Application> Waiting =>
        from a in db.Applications
        join c in db.Courses on a.Course equals c.Id
        where c.Form != TeachingForm.ShortCourse && a.AppliedAt < end && (a.State == ApplicationState.Waiting || a.State == ApplicationState.Offered || a.StateAt >= end)
        select a;

    /// <summary>Lessons of the school year that were given, or are to be.</summary>
    public IQueryable<Lesson> Lessons => db.Lessons.Where(l => l.Date >= firstDay && l.Date <= lastDay && l.State != LessonState.Cancelled);

    /// <summary>Those with a place that counts.</summary>
    public IQueryable<Person> Pupils
    {
        get
        {
            var places = Places.Select(p => p.Pupil);
            return db.People.Where(p => places.Contains(p.Id));
        }
    }

    /// <summary>Those who wait and have no place that counts.</summary>
    public IQueryable<Person> WaitingPeople
    {
        get
        {
            var (places, waiting) = (Places.Select(p => p.Pupil), Waiting.Select(a => a.Pupil));
            return db.People.Where(p => waiting.Contains(p.Id) && !places.Contains(p.Id)); // a set made once, not a search for each person
        }
    }

    /// <summary>Of these, those of a stage.</summary>
    public IQueryable<Person> OfStage(IQueryable<Person> people, GsiStage stage)
    {
        var (under, inside) = (UnderFrom, InFrom);
        return stage switch
        {
            GsiStage.Under => people.Where(p => p.BirthDate >= under),
            GsiStage.In => people.Where(p => p.BirthDate >= inside && p.BirthDate < under),
            _ => people.Where(p => p.BirthDate == null || p.BirthDate < inside),
        };
    }
}
