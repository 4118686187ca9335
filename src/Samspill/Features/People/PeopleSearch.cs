using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.People;
using Samspill.Host;

namespace Samspill.Features.People;

/// <summary>A person in the list.</summary>
public sealed record PersonRow(PersonId Id, string GivenName, string FamilyName, Protection Shield, DateOnly? BirthDate, string? School, string? Email, string? Phone, bool IsPupil, bool IsGuardian, bool IsStaff)
{
    public PersonLine Line => new(Id, GivenName, FamilyName, Shield);
}

/// <summary>Finds people by a part of a name, a telephone number, a receipt, a code or an e-mail address.</summary>
internal static partial class PeopleSearch
{
    /// <summary>
    /// Those who answer to the words. A protected person answers to nothing except for a handler: a search for its name is a search for nobody.
    /// Without words everybody is there, the protected last and in no order of their names.
    /// </summary>
    public static async Task<(IReadOnlyList<PersonRow> Rows, int Total)> SearchAsync(this SamspillDb db, Actor actor, string? words, int page, int size, CancellationToken ct)
    {
        var all = actor.May(Can.SeeProtected);
        var people = db.People.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(words))
        {
            if (!all) people = people.Where(p => p.Shield == Protection.None);
            people = Matching(db, people, words.Trim().ToLowerInvariant());
        }
        var ordered = all ? people.OrderBy(p => EF.Functions.Collate(p.FamilyName, "norsk")) : people.OrderBy(p => p.Shield == Protection.None ? 0 : 1).ThenBy(p => EF.Functions.Collate(p.Shield == Protection.None ? p.FamilyName : "", "norsk"));
        var rows = await ordered.ThenBy(p => EF.Functions.Collate(all || p.Shield == Protection.None ? p.GivenName : "", "norsk")).ThenBy(p => p.Id)
            .Skip((page - 1) * size).Take(size)
            .Select(p => new PersonRow(p.Id, p.GivenName, p.FamilyName, p.Shield, p.BirthDate, db.Sites.Where(s => s.Id == p.School).Select(s => s.Name).FirstOrDefault(),
                p.Email, p.Phone, p.PupilCode != null, p.GuardianCode != null, db.Staff.Any(s => s.Person == p.Id))).ToListAsync(ct);
        return (rows, await people.CountAsync(ct));
    }

    private static IQueryable<Person> Matching(SamspillDb db, IQueryable<Person> people, string words)
    {
        if (words.Contains('@', StringComparison.Ordinal)) return people.Where(p => p.Email != null && p.Email.ToLower().Contains(words));
        if (ReceiptForm().IsMatch(words))
        {
            var receipt = words.ToUpperInvariant();
            return people.Where(p => db.Submissions.Any(s => s.Receipt == receipt && (s.Applicant == p.Id || db.Applications.Any(a => a.Submission == s.Id && a.Pupil == p.Id))));
        }
        var digits = string.Concat(words.Where(char.IsAsciiDigit));
        if (digits.Length >= 4 && words.All(c => char.IsAsciiDigit(c) || c is ' ' or '+' or '-' or '(' or ')'))
        {
            var number = digits.Length == 10 && digits.StartsWith("47", StringComparison.Ordinal) ? digits[2..] : digits;
            return people.Where(p => p.Phone != null && p.Phone.Replace(" ", "").Contains(number));
        }
        if (words.Any(char.IsAsciiDigit))
            return people.Where(p => p.PupilCode == words || p.GuardianCode == words || p.GuardianCode == words.ToUpper() || db.Staff.Any(s => s.Person == p.Id && s.Code == words) || db.Applications.Any(a => a.Pupil == p.Id && a.Code == words));
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6)) people = people.Where(p => p.SearchName.Contains(word));
        return people;
    }

    [GeneratedRegex("^[a-z0-9]{3}-[a-z0-9]{4}$", RegexOptions.NonBacktracking)]
    private static partial Regex ReceiptForm();
}
