using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.People;
using Samspill.Host;

namespace Samspill.Features.Exchange;

/// <summary>The lists that the office takes out as CSV. Everything of a person goes through <see cref="Disclosure"/>: a protected person's row stays, masked.</summary>
public sealed class OfficeLists(SamspillDb db, Disclosure disclosure, Texts texts)
{
    /// <summary>The lists, by the name in their address.</summary>
    public static readonly IReadOnlyList<string> Names = ["elever", "plasser", "venteliste", "foresatte", "tilbud"];

    /// <summary>The columns' names in the reader's language.</summary>
    public IReadOnlyList<string> Header(string list) => [.. Columns(list).Select(column => texts[$"export.column.{column}"])];

    /// <summary>The rows, one after the other, as they are read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such list.</exception>
    public IAsyncEnumerable<IReadOnlyList<string>> Rows(string list) => list switch
    {
        "elever" => Pupils(), "plasser" => Places(), "venteliste" => Waiting(), "foresatte" => Guardians(), "tilbud" => Courses(), _ => throw new ArgumentOutOfRangeException(nameof(list)),
    };

    private static string[] Columns(string list) => list switch
    {
        "elever" => ["code", "name", "born", "municipality", "address", "postal-code", "school", "places"],
        "plasser" => ["course", "code", "name", "born", "from", "to", "teacher"],
        "venteliste" => ["course", "application", "name", "born", "rank", "applied", "state"],
        "foresatte" => ["pupil", "guardian", "email", "phone"],
        "tilbud" => ["code", "course", "seats", "taken", "held", "waiting", "fee"],
        _ => throw new ArgumentOutOfRangeException(nameof(list)),
    };

    private async IAsyncEnumerable<IReadOnlyList<string>> Pupils()
    {
        var rows = db.People.AsNoTracking().Where(p => p.PupilCode != null).OrderBy(p => p.SearchName).ThenBy(p => p.Id).Select(p => new
        {
            Person = p, School = db.Sites.Where(s => s.Id == p.School).Select(s => s.Name).FirstOrDefault(),
            Places = db.Places.Count(x => x.Pupil == p.Id && x.State == PlaceState.Live),
        });
        await foreach (var row in rows.AsAsyncEnumerable())
        {
            var person = row.Person;
            yield return [person.PupilCode!, Name(person), Of(person, Date(person.BirthDate)), Of(person, person.Municipality), Of(person, person.Address), Of(person, person.PostalCode), Of(person, row.School), Number(row.Places)];
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> Places()
    {
        var rows = from place in db.Places.AsNoTracking()
                   where place.State == PlaceState.Live
                   join person in db.People on place.Pupil equals person.Id
                   join course in db.Courses on place.Course equals course.Id
                   orderby course.Code, person.SearchName, place.Id
                   select new { Place = place, Person = person, Course = course.Name, Teacher = db.Staff.Where(s => s.Id == place.Teacher).Select(s => db.People.First(p => p.Id == s.Person)).FirstOrDefault() };
        await foreach (var row in rows.AsAsyncEnumerable())
            yield return [row.Course, row.Person.PupilCode ?? "", Name(row.Person), Of(row.Person, Date(row.Person.BirthDate)), Date(row.Place.From), Date(row.Place.To), row.Teacher is { } teacher ? Name(teacher) : ""];
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> Waiting()
    {
        var rows = from wish in db.Applications.AsNoTracking()
                   where wish.State == ApplicationState.Waiting || wish.State == ApplicationState.Offered
                   join person in db.People on wish.Pupil equals person.Id
                   join course in db.Courses on wish.Course equals course.Id
                   orderby course.Code, wish.AppliedAt, wish.Id
                   select new { Wish = wish, Person = person, Course = course.Name };
        await foreach (var row in rows.AsAsyncEnumerable())
            yield return [row.Course, row.Wish.Code, Name(row.Person), Of(row.Person, Date(row.Person.BirthDate)), Number(row.Wish.Rank), Oslo.At(row.Wish.AppliedAt).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), texts[$"export.state.{row.Wish.State.ToString().ToLowerInvariant()}"]];
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> Guardians()
    {
        var rows = from guardianship in db.Guardianships.AsNoTracking()
                   join pupil in db.People on guardianship.Pupil equals pupil.Id
                   join guardian in db.People on guardianship.Guardian equals guardian.Id
                   orderby pupil.SearchName, pupil.Id, guardian.Id
                   select new { Pupil = pupil, Guardian = guardian };
        await foreach (var (pupil, guardian) in rows.AsAsyncEnumerable().Select(row => (row.Pupil, row.Guardian)))
        {
            var open = disclosure.Opens(pupil.Id, pupil.Shield) && disclosure.Opens(guardian.Id, guardian.Shield);
            yield return [Name(pupil), open ? Name(guardian) : texts["disclosure.masked"], open ? Of(guardian, guardian.Email) : "", open ? Of(guardian, guardian.Phone) : ""];
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> Courses()
    {
        var rows = db.Courses.AsNoTracking().OrderBy(c => c.Code).Select(c => new { Course = c, Waiting = db.Applications.Count(a => a.Course == c.Id && a.State == ApplicationState.Waiting) });
        await foreach (var row in rows.AsAsyncEnumerable())
        {
            var course = row.Course;
            yield return [course.Code, course.Name, course.Capacity is { } seats ? Number(seats) : "", Number(course.Taken), Number(course.Held), Number(row.Waiting), course.FeePerTerm is { } fee ? (fee.Ore / 100m).ToString("0.00", CultureInfo.InvariantCulture) : ""];
        }
    }

    private string Name(Person person) => disclosure.Name(PersonLine.Of(person));

    private string Of(Person person, string? value) => disclosure.Show(person.Id, person.Shield, value) ?? "";

    private static string Date(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
