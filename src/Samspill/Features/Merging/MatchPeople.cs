using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Merging;
using Samspill.Domain.People;
using Samspill.Host;

namespace Samspill.Features.Merging;

/// <summary>A likely double, and what somebody has answered.</summary>
public sealed record LikelyDouble(Person Theirs, Person Ours, bool? Same);

/// <summary>Who of the other school is known here.</summary>
/// <param name="Same">By the national id, or because somebody said yes: theirs and ours.</param>
internal sealed record MatchedPeople(IReadOnlyList<(Person Theirs, Person Ours)> Same, IReadOnlyList<LikelyDouble> Likely);

/// <summary>Finds those who are known at both schools. Numbers are compared by this school's keyed index: theirs is decrypted with their key.</summary>
internal static class MatchPeople
{
    public static async Task<Outcome<MatchedPeople>> RunAsync(OpenSchool from, OpenSchool into, SamspillDb theirs, SamspillDb ours, CancellationToken ct)
    {
        var (there, here) = (await PeopleAsync(theirs, ct), await PeopleAsync(ours, ct));
        var match = PeopleMatch.Of(
            [.. there.Values.Select(x => Known(x, x.Person.NationalIdCipher is { } number ? into.Cipher.Index(from.Cipher.Decrypt(number)) : null))],
            [.. here.Values.Select(x => Known(x, x.Person.NationalIdIndex))]);
        if (match.TwoPersons.Count > 0) return MergeRejections.TwoPersons(match.TwoPersons.Take(20).Select(pair => pair.Rows));

        var answers = await ours.DoubleAnswers.AsNoTracking().Where(a => a.From == from.Slug).Select(a => new { a.Theirs, a.Ours, a.Same }).ToDictionaryAsync(a => (a.Theirs, a.Ours), a => a.Same, ct);
        List<PersonPair> same = [.. match.Same, .. match.Likely.Where(pair => answers.GetValueOrDefault((pair.Theirs.Id, pair.Ours.Id)))];
        var twice = same.GroupBy(pair => pair.Ours.Id).Where(g => g.Count() > 1).SelectMany(g => g).Concat(same.GroupBy(pair => pair.Theirs.Id).Where(g => g.Count() > 1).SelectMany(g => g)).ToList();
        if (twice.Count > 0) return MergeRejections.OneForTwo(twice.Take(20).Select(pair => pair.Rows));
        return new MatchedPeople(
            [.. same.Select(pair => (there[pair.Theirs.Id].Person, here[pair.Ours.Id].Person))],
            [.. match.Likely.Select(pair => new LikelyDouble(there[pair.Theirs.Id].Person, here[pair.Ours.Id].Person, answers.TryGetValue((pair.Theirs.Id, pair.Ours.Id), out var answer) ? answer : null))]);
    }

    private static KnownPerson Known((Person Person, string? Staff) known, byte[]? index)
    {
        var person = known.Person;
        return new(person.Id, person.PupilCode ?? person.GuardianCode ?? known.Staff ?? person.Id.Value.ToString(), index is null ? null : Convert.ToHexString(index), person.BirthDate, person.GivenName, person.FamilyName, person.Email, person.Phone);
    }

    /// <summary>Everybody, with the code of the employment.</summary>
    private static async Task<Dictionary<PersonId, (Person Person, string? Staff)>> PeopleAsync(SamspillDb db, CancellationToken ct)
    {
        var staff = (await db.Staff.AsNoTracking().Select(s => new { s.Person, s.Code }).ToListAsync(ct)).ToLookup(s => s.Person, s => s.Code);
        return await db.People.AsNoTracking().ToDictionaryAsync(p => p.Id, p => (p, staff[p.Id].FirstOrDefault()), ct);
    }
}
