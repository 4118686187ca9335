using Samspill.Domain.People;
using Samspill.Formats;
using Samspill.Formats.SchoolFolders;
using Samspill.Host;
using Protection = Samspill.Domain.People.Protection;
using Rows = Samspill.Formats.SchoolFolders;

namespace Samspill.Features.Exchange;

/// <summary>Pupils, guardians, guardianships and staff of a school folder: one person a human being, and protection for the whole household.</summary>
internal sealed class PeopleImport(SchoolNow now, ImportDesk desk, RowIds ids, RowOf tell, FieldCipher cipher, bool demo, DateOnly today)
{
    private readonly Dictionary<string, Person> byNumber = now.People.All.Values.Where(p => p.NationalIdIndex is not null).ToDictionary(p => Convert.ToHexString(p.NationalIdIndex!));
    private readonly HashSet<PersonId> namedByPupils = [];
    private readonly List<(PersonId Pupil, PersonId Guardian, bool? Payer)> newGuardianships = [];

    public void Plan()
    {
        var folder = desk.Reading.Folder;
        desk.Take("pupils.csv", [.. folder.Pupils.Select(WithProtection)], row => now.Pupils.GetValueOrDefault(row.Id), tell.Pupil, Add, Correct, Fits);
        desk.Take("guardians.csv", folder.Guardians, row => now.Guardians.GetValueOrDefault(row.Id), tell.Guardian, Add, Correct, Fits);
        desk.Take("guardianships.csv", folder.Guardianships, Find, tell.Guardianship, Add, (guardianship, row) => guardianship.Pays(row.Payer), Fits);
        desk.Take("staff.csv", folder.Staff, row => now.Staff.Find(row.Id), tell.Staff, Add, Record);
        Shield();
        foreach (var (pupil, guardian, payer) in newGuardianships)
            now.Guardianships.Add(new Guardianship(pupil, guardian, payer, online: now.People.Find(pupil)?.Shield == Protection.None));
        RemarkPupilsAlone();
    }

    /// <summary>A row that says nothing of protection never lifts one.</summary>
    private PupilRow WithProtection(PupilRow row) => row.Protection is not null ? row
        : row with { Protection = (Rows.Protection)((now.Pupils.GetValueOrDefault(row.Id) ?? Owner(row.NationalId))?.Protection ?? Protection.None) };

    private void Fits(PupilRow row, Person? pupil)
    {
        if (!IsFreeFor("pupils.csv", row.Line, row.NationalId, pupil, owner => owner.PupilCode is { } code ? $"pupil \"{code}\"" : null, row.GivenName, row.FamilyName)) return;
        var person = pupil ?? Owner(row.NationalId);
        if (person is not null) namedByPupils.Add(person.Id);
    }

    private void Add(PupilRow row)
    {
        var person = Known(row.NationalId) ?? NewPerson(row.GivenName, row.FamilyName);
        now.Pupils[row.Id] = person;
        namedByPupils.Add(person.Id);
        Correct(person, row);
    }

    private void Correct(Person person, PupilRow row)
    {
        Name(person, row.GivenName, row.FamilyName);
        person.RecordPupil(row.Id, new(row.BirthDate, (Domain.People.Sex)row.Sex, row.Address, row.PostalCode, row.Municipality, now.Sites.Find(row.School)?.Id, row.Language,
            (Protection)row.Protection!.Value, row.Flags?.ToString() ?? ""));
        Identify(person, row.NationalId);
    }

    private void Fits(GuardianRow row, Person? guardian)
    {
        if (!IsFreeFor("guardians.csv", row.Line, row.NationalId, guardian, owner => owner.GuardianCode is { } code ? $"guardian \"{code}\"" : null, row.GivenName, row.FamilyName)) return;
        if ((guardian ?? Owner(row.NationalId)) is { } person && namedByPupils.Contains(person.Id) && !HasName(person, row.GivenName, row.FamilyName))
            desk.Fault("guardians.csv", row.Line, "givenName, familyName", $"\"{row.GivenName} {row.FamilyName}\" is not what pupil \"{person.PupilCode}\" is called, who is the same person");
    }

    private void Add(GuardianRow row)
    {
        var person = Known(row.NationalId) ?? NewPerson(row.GivenName, row.FamilyName);
        now.Guardians[row.Id] = person;
        Correct(person, row);
    }

    private void Correct(Person person, GuardianRow row)
    {
        Name(person, row.GivenName, row.FamilyName);
        person.RecordGuardian(row.Id, row.Email, row.Phone);
        Identify(person, row.NationalId);
    }

    private Guardianship? Find(GuardianshipRow row) =>
        now.Pupils.GetValueOrDefault(row.Pupil) is { } pupil && now.Guardians.GetValueOrDefault(row.Guardian) is { } guardian ? now.Guardianships.Find((pupil.Id, guardian.Id)) : null;

    private void Fits(GuardianshipRow row, Guardianship? known)
    {
        if (now.Pupils.GetValueOrDefault(row.Pupil) is { } pupil && pupil == now.Guardians.GetValueOrDefault(row.Guardian))
            desk.Fault("guardianships.csv", row.Line, "guardian", $"\"{row.Guardian}\" is the same person as pupil \"{row.Pupil}\"");
    }

    private void Add(GuardianshipRow row)
    {
        if (now.Pupils.GetValueOrDefault(row.Pupil) is { } pupil && now.Guardians.GetValueOrDefault(row.Guardian) is { } guardian) newGuardianships.Add((pupil.Id, guardian.Id, row.Payer));
    }

    private void Add(StaffRow row)
    {
        var staff = new Staff(new StaffId(ids.Next()), NewPerson(row.GivenName, row.FamilyName).Id, row.Id);
        now.Staff.Add(staff);
        Record(staff, row);
    }

    private void Record(Staff staff, StaffRow row)
    {
        var person = now.People.Find(staff.Person)!;
        Change(person);
        Name(person, row.GivenName, row.FamilyName);
        person.Reach(row.Email, person.Phone);
        staff.Record((Domain.People.StaffRole)row.Role, row.PositionPercent, row.Subjects?.ToString() ?? "", now.Sites.Find(row.HomeSite)?.Id);
    }

    /// <summary>Whether nobody else has the number: the same number is the same person when the names agree, and a fault when not.</summary>
    private bool IsFreeFor(string file, int line, NationalId? number, Person? person, Func<Person, string?> sameKind, string givenName, string familyName)
    {
        if (number is not { } id) return true;
        if (demo && !id.IsSynthetic) desk.Fault(file, line, "nationalId", $"\"{id}\" is no synthetic number; a demo takes no others");
        else if (Owner(id) is not { } owner || owner == person) return true;
        else if (sameKind(owner) is { } other) desk.Fault(file, line, "nationalId", $"\"{id}\" belongs to {other}");
        else if (!HasName(owner, givenName, familyName)) desk.Fault(file, line, "nationalId", $"\"{id}\" belongs to somebody with another name");
        else if (person is not null) desk.Fault(file, line, "nationalId", $"\"{id}\" belongs to somebody who is at the school already, as another person");
        else return true;
        return false;
    }

    /// <summary>Somebody with the number who becomes a pupil or guardian too.</summary>
    private Person? Known(NationalId? number)
    {
        var person = Owner(number);
        if (person is not null) Change(person);
        return person;
    }

    private void Change(Person person)
    {
        if (!now.People.IsAdded(person)) desk.Changing(person);
    }

    private Person? Owner(NationalId? number) => number is { } id ? byNumber.GetValueOrDefault(Convert.ToHexString(cipher.Index(id.Digits))) : null;

    private void Identify(Person person, NationalId? number)
    {
        if (person.NationalIdIndex is { } before && (number is null || !before.AsSpan().SequenceEqual(cipher.Index(number.Value.Digits)))) byNumber.Remove(Convert.ToHexString(before));
        if (number is not { } id)
        {
            person.Identify(null, null);
            return;
        }
        var index = cipher.Index(id.Digits);
        person.Identify(cipher.Encrypt(id.Digits), index);
        byNumber[Convert.ToHexString(index)] = person;
    }

    private Person NewPerson(string givenName, string familyName)
    {
        var person = new Person(new PersonId(ids.Next()), givenName, familyName);
        now.People.Add(person);
        return person;
    }

    private static void Name(Person person, string givenName, string familyName)
    {
        if (person.GivenName != givenName || person.FamilyName != familyName) person.Rename(givenName, familyName);
    }

    private static bool HasName(Person person, string givenName, string familyName) =>
        string.Equals(person.GivenName, givenName, StringComparison.OrdinalIgnoreCase) && string.Equals(person.FamilyName, familyName, StringComparison.OrdinalIgnoreCase);

    private void Shield()
    {
        var shields = Household.Shields(
            now.People.All.Values.Select(p => KeyValuePair.Create(p.Id, p.Protection)),
            [.. now.Guardianships.All.Keys, .. newGuardianships.Select(g => (g.Pupil, g.Guardian))]);
        foreach (var person in now.People.All.Values)
        {
            var shield = shields.GetValueOrDefault(person.Id);
            if (person.Shield == shield) continue;
            Change(person);
            person.ShieldAs(shield);
        }
    }

    private void RemarkPupilsAlone()
    {
        var cared = now.Guardianships.All.Keys.Select(g => g.Pupil).ToHashSet();
        foreach (var row in desk.Reading.Folder.Pupils)
        {
            if (row.BirthDate.AddYears(18) > today && now.Pupils.GetValueOrDefault(row.Id) is { } pupil && !cared.Contains(pupil.Id))
                desk.Remark("pupils.csv", row.Line, "under 18 without a guardian");
        }
    }
}
