using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Gsi;
using Samspill.Domain.People;
using Samspill.Host;

namespace Samspill.Features.Gsi;

/// <summary>Somebody who is counted in a figure: as a pupil, or for one place or one wish.</summary>
public sealed class CountedPerson
{
    public PersonId Id { get; init; }
    public string GivenName { get; init; } = "";
    public string FamilyName { get; init; } = "";
    public Protection Shield { get; init; }
    public DateOnly? BirthDate { get; init; }
    public string? Municipality { get; init; }

    /// <summary>What the place or the wish is for; null when the person is counted once.</summary>
    public string? Course { get; init; }

    public PersonLine Line => new(Id, GivenName, FamilyName, Shield);
}

/// <summary>The lists behind the figures.</summary>
internal static class GsiLists
{
    /// <summary>The lines that a figure is counted by: its own, or those that it adds up.</summary>
    public static IReadOnlyList<GsiLine> PartsOf(this GsiForm form, GsiLine line) => line.Sum is null ? [line] : [.. line.Sum.Select(part => form.Find(part)).OfType<GsiLine>()];

    /// <summary>Whether there is a list behind a line's figure: not where something in it is typed.</summary>
    public static bool HasList(this GsiForm form, GsiLine line) =>
        form.PartsOf(line) is [var first, ..] parts && first.Counts is "stage" or "places" or "others" or "short" or "hours" or "staff" && parts.All(p => p.Counts == first.Counts);

    /// <summary>Those who are counted in a figure; null for one that counts no pupils.</summary>
    /// <remarks>The protected stand last, in no order of their names, for all but their handlers.</remarks>
    public static IQueryable<CountedPerson>? BehindGsi(this SamspillDb db, Actor actor, GsiState state, GsiLine line, string column)
    {
        var (counted, parts) = (new CountedOn(db, state.Report.Date), state.Form.PartsOf(line));
        if (parts[0].Counts == "places")
        {
            var of = parts.SelectMany(p => GsiReport.DisciplinesOf(state.Form, p)).ToList();
            return column == "waiting"
                ? Sorted(from a in counted.Waiting
                         join c in db.Courses on a.Course equals c.Id
                         where of.Contains(c.Discipline)
                         join p in db.People on a.Pupil equals p.Id
                         select new CountedPerson { Id = p.Id, GivenName = p.GivenName, FamilyName = p.FamilyName, Shield = p.Shield, BirthDate = p.BirthDate, Municipality = p.Municipality, Course = c.Name }, actor)
                : Sorted(from x in counted.Places
                         join c in db.Courses on x.Course equals c.Id
                         where of.Contains(c.Discipline)
                         join p in db.People on x.Pupil equals p.Id
                         select new CountedPerson { Id = p.Id, GivenName = p.GivenName, FamilyName = p.FamilyName, Shield = p.Shield, BirthDate = p.BirthDate, Municipality = p.Municipality, Course = c.Name }, actor);
        }
        if (line.Counts == "short") return Sorted(Persons(ShortPupils(db, counted.ShortPlaces)), actor);
        if (line.Counts == "others") return Sorted(Persons(Others(db, counted, state, line, column)), actor);
        if (parts[0].Counts != "stage") return null;
        var all = column == "waiting" ? counted.WaitingPeople : counted.Pupils;
        var stage = line.Sum is null ? counted.OfStage(all, Enum.Parse<GsiStage>(line.Of, ignoreCase: true)) : all; // the sum is of all stages
        return Sorted(Persons(column switch { "boys" => stage.Where(p => p.Sex == Sex.M), "girls" => stage.Where(p => p.Sex == Sex.F), _ => stage }), actor);
    }

    private static IQueryable<Person> ShortPupils(SamspillDb db, IQueryable<Place> places) => db.People.Where(p => places.Any(x => x.Pupil == p.Id));

    private static IQueryable<Person> Others(SamspillDb db, CountedOn counted, GsiState state, GsiLine line, string column)
    {
        var asked = (line.Of == "service") == (state.Said.Operation != Operation.Own);
        var people = column == "schoolAge" ? counted.OfStage(counted.Pupils, GsiStage.In) : counted.Pupils;
        return people.Where(p => asked && p.Municipality != null && p.Municipality != "" && !db.Profile.Any(s => s.Municipality == p.Municipality));
    }

    private static IQueryable<CountedPerson> Persons(IQueryable<Person> people) => people.Select(p => new CountedPerson
    {
        Id = p.Id, GivenName = p.GivenName, FamilyName = p.FamilyName, Shield = p.Shield, BirthDate = p.BirthDate, Municipality = p.Municipality, Course = null,
    });

    private static IQueryable<CountedPerson> Sorted(IQueryable<CountedPerson> people, Actor actor)
    {
        var all = actor.May(Can.SeeProtected);
        return people.OrderBy(p => all || p.Shield == Protection.None ? 0 : 1)
            .ThenBy(p => EF.Functions.Collate(all || p.Shield == Protection.None ? p.FamilyName : "", "norsk")).ThenBy(p => EF.Functions.Collate(all || p.Shield == Protection.None ? p.GivenName : "", "norsk"))
            .ThenBy(p => p.Id).ThenBy(p => p.Course);
    }
}
