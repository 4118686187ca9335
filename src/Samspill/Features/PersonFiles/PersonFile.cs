using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Messages;
using Samspill.Domain.People;
using Samspill.Features.People;
using Samspill.Host;

namespace Samspill.Features.PersonFiles;

/// <summary>A guardian or a ward of the person.</summary>
public sealed record Relative(PersonLine Person, bool Online, bool? Payer, string? Phone, string? Email, DateOnly? BirthDate);

/// <summary>Another pupil with a guardian in common, or at the same address.</summary>
/// <param name="Shares">That guardian, the first of several; null when only the address is the same.</param>
/// <param name="Places">How many places it has.</param>
public sealed record Sibling(PersonLine Person, DateOnly? BirthDate, PersonLine? Shares, int Places);

public sealed record PlaceLine(string CourseCode, string Course, DateOnly From, DateOnly? To, PlaceState State, PersonLine? Teacher);

public sealed record ApplicationLine(ApplicationId Id, string CourseCode, string Course, int Rank, DateTimeOffset AppliedAt, ApplicationState State, string? Receipt);

public sealed record OfferLine(string Course, DateTimeOffset MadeAt, DateTimeOffset AnswerBy, OfferStatus Status);

public sealed record MessageLine(string Subject, DateTimeOffset CreatedAt, MessageState State);

/// <summary>What the school has of a person besides the person: each list the newest, and no longer than a page holds.</summary>
public sealed record PersonFile(
    IReadOnlyList<Relative> Guardians, IReadOnlyList<Relative> Wards, IReadOnlyList<Sibling> Siblings, IReadOnlyList<PlaceLine> Places,
    IReadOnlyList<ApplicationLine> Applications, IReadOnlyList<OfferLine> Offers, IReadOnlyList<MessageLine> Messages);

internal static class PersonFileQuery
{
    private const int Most = 50;

    public static async Task<PersonFile> FileOfAsync(this SamspillDb db, PersonId id, CancellationToken ct) => new(
        await db.Guardianships.AsNoTracking().Where(g => g.Pupil == id).Join(db.People, g => g.Guardian, p => p.Id, (g, p) => new { g, p }).OrderBy(x => x.p.Id).Take(Most)
            .Select(x => new Relative(new PersonLine(x.p.Id, x.p.GivenName, x.p.FamilyName, x.p.Shield), x.g.Online, x.g.Payer, x.p.Phone, x.p.Email, x.p.BirthDate)).ToListAsync(ct),
        await db.Guardianships.AsNoTracking().Where(g => g.Guardian == id).Join(db.People, g => g.Pupil, p => p.Id, (g, p) => new { g, p }).OrderBy(x => x.p.BirthDate).ThenBy(x => x.p.Id).Take(Most)
            .Select(x => new Relative(new PersonLine(x.p.Id, x.p.GivenName, x.p.FamilyName, x.p.Shield), x.g.Online, x.g.Payer, x.p.Phone, x.p.Email, x.p.BirthDate)).ToListAsync(ct),
        [.. (await (from own in db.Guardianships
                    where own.Pupil == id
                    join other in db.Guardianships on own.Guardian equals other.Guardian
                    where other.Pupil != id
                    join p in db.People on other.Pupil equals p.Id
                    join g in db.People on own.Guardian equals g.Id
                    orderby p.BirthDate, p.Id, g.Id
                    select new Sibling(new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield), p.BirthDate, new PersonLine(g.Id, g.GivenName, g.FamilyName, g.Shield), db.Places.Count(x => x.Pupil == p.Id && x.State == PlaceState.Live)))
            .Take(Most).ToListAsync(ct)).Concat(await db.AtSameAddressAsync(id, ct)).DistinctBy(s => s.Person.Id)],
        await db.Places.AsNoTracking().Where(p => p.Pupil == id).Join(db.Courses, p => p.Course, c => c.Id, (p, c) => new { p, c }).OrderByDescending(x => x.p.From).ThenBy(x => x.p.Id).Take(Most)
            .Select(x => new PlaceLine(x.c.Code, x.c.Name, x.p.From, x.p.To, x.p.State,
                db.Staff.Where(s => s.Id == x.p.Teacher).Join(db.People, s => s.Person, t => t.Id, (s, t) => new PersonLine(t.Id, t.GivenName, t.FamilyName, t.Shield)).FirstOrDefault())).ToListAsync(ct),
        await db.Applications.AsNoTracking().Where(a => a.Pupil == id).Join(db.Courses, a => a.Course, c => c.Id, (a, c) => new { a, c }).OrderBy(x => x.a.State).ThenBy(x => x.a.Rank).ThenBy(x => x.a.Id).Take(Most)
            .Select(x => new ApplicationLine(x.a.Id, x.c.Code, x.c.Name, x.a.Rank, x.a.AppliedAt, x.a.State, db.Submissions.Where(s => s.Id == x.a.Submission).Select(s => s.Receipt).FirstOrDefault())).ToListAsync(ct),
        await db.Offers.AsNoTracking().Where(o => o.Pupil == id).Join(db.Courses, o => o.Course, c => c.Id, (o, c) => new { o, c }).OrderByDescending(x => x.o.MadeAt).ThenBy(x => x.o.Id).Take(Most)
            .Select(x => new OfferLine(x.c.Name, x.o.MadeAt, x.o.AnswerBy, x.o.Status)).ToListAsync(ct),
        await db.Messages.AsNoTracking().Where(m => m.To == id || m.Pupil == id).OrderByDescending(m => m.CreatedAt).ThenBy(m => m.Id).Take(20)
            .Select(m => new MessageLine(m.Subject, m.CreatedAt, m.State)).ToListAsync(ct));

    /// <summary>Other pupils at the pupil's address: two households may share no guardian that the school knows. Protected people are nobody's neighbours.</summary>
    private static Task<List<Sibling>> AtSameAddressAsync(this SamspillDb db, PersonId id, CancellationToken ct) =>
        (from own in db.People
         where own.Id == id && own.PupilCode != null && own.Address != null && own.Address != "" && own.Shield == Protection.None
         join p in db.People on new { own.Address, own.PostalCode } equals new { p.Address, p.PostalCode }
         where p.Id != id && p.PupilCode != null && p.Shield == Protection.None
         orderby p.BirthDate, p.Id
         select new Sibling(new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield), p.BirthDate, null, db.Places.Count(x => x.Pupil == p.Id && x.State == PlaceState.Live))).Take(10).ToListAsync(ct);
}
