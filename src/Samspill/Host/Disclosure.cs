using Samspill.Data;
using Samspill.Domain.People;

namespace Samspill.Host;

/// <summary>As much of a person as a list needs before it asks the gate what may be shown.</summary>
public sealed record PersonLine(PersonId Id, string GivenName, string FamilyName, Protection Shield)
{
    public static PersonLine Of(Person person) => new(person.Id, person.GivenName, person.FamilyName, person.Shield);
}

/// <summary>The one gate that decides what of a person may be shown to whom: every list, page, export, search, message and log goes through it.</summary>
/// <remarks>A protected address protects the name too. In the school's own lists the row stays, masked; outsiders get no row at all (their queries leave it out).</remarks>
public sealed class Disclosure(Actor actor, SamspillDb db, Texts texts)
{
    private readonly HashSet<PersonId> noted = [];

    /// <summary>What stands instead of a protected name.</summary>
    public string Mask => texts["disclosure.masked"];

    /// <summary>Whether this actor may see who the person is and where.</summary>
    public bool Opens(PersonId person, Protection shield) => shield == Protection.None || actor.IsFamilyOf(person) || actor.May(Can.SeeProtected);

    /// <summary>The name to show. Notes the look when a handler sees a protected one: save afterwards.</summary>
    public string Name(PersonLine person) => Show(person.Id, person.Shield, $"{person.GivenName} {person.FamilyName}") ?? texts["disclosure.masked"];

    /// <summary>The name on what many look at, such as a board that is left open: a protected one is never there, whoever looks.</summary>
    public string OpenName(PersonLine person) => person.Shield == Protection.None ? $"{person.GivenName} {person.FamilyName}" : Mask;

    /// <summary>The given name, for the family's own pages.</summary>
    public string GivenName(PersonLine person) => Show(person.Id, person.Shield, person.GivenName) ?? texts["disclosure.masked"];

    /// <summary>Anything else about the person; null when it may not be shown.</summary>
    public string? Show(PersonId person, Protection shield, string? value)
    {
        if (!Opens(person, shield)) return null;
        if (shield != Protection.None && !actor.IsFamilyOf(person) && noted.Add(person)) db.Note("looked", $"Person {person.Value}", "protected");
        return value;
    }
}
