using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Families;
using Samspill.Domain.People;
using Samspill.Features.Messages;
using Samspill.Host;

namespace Samspill.Features.Families;

/// <summary>A guardian that the office adds to a child.</summary>
/// <param name="Known">Somebody the school knows already; null for somebody new.</param>
public sealed record NewGuardian(PersonId? Known, string GivenName, string FamilyName, string Email, string? Phone, GuardianAccess Access);

/// <summary>Somebody the school knows with the same e-mail address.</summary>
public sealed record KnownGuardian(PersonId Id, string Name);

/// <summary>The office adds a guardian, says what custody allows, and who pays; a guardian may take the payment on itself.</summary>
public sealed class ChangeGuardians(SamspillDb db, Actor actor, Outbox outbox)
{
    /// <summary>Who has this e-mail address and could be meant. Protected people are not found.</summary>
    public async Task<IReadOnlyList<KnownGuardian>> KnownAsync(string email, PersonId pupil, CancellationToken ct) =>
        await db.People.Where(p => p.Email == email && p.Id != pupil && p.Shield == Protection.None).OrderBy(p => p.Id).Take(10).Select(p => new KnownGuardian(p.Id, p.GivenName + " " + p.FamilyName)).ToListAsync(ct);

    /// <summary>Adds a guardian and tells it. Twice is harmless.</summary>
    public async Task<Outcome<Done>> AddAsync(PersonId id, NewGuardian told, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await PupilAsync(id, ct) is not { } pupil) return PersonRejections.NotFound;
        var person = told.Known is { } known ? await db.People.SingleOrDefaultAsync(p => p.Id == known && p.Id != id && p.Shield == Protection.None, ct) : New(told, pupil);
        if (person is null) return PersonRejections.NotFound;
        if (await db.Guardianships.AnyAsync(g => g.Pupil == id && g.Guardian == person.Id, ct)) return new Done();
        if (pupil.Shield != Protection.None && told.Known is not null) return GuardianInvitationRejections.Protected; // it would cover a whole other household
        if (person.GuardianCode is null) person.RecordGuardian($"F-{RandomNumberGenerator.GetString("23456789ABCDEFGHJKMNPQRSTVWXYZ", 10)}", person.Email, person.Phone);
        var guardianship = new Guardianship(id, person.Id, payer: null, online: false);
        if (pupil.Shield == Protection.None) guardianship.Allow(told.Access); // of a protected child the handler opens the web afterwards
        db.Guardianships.Add(guardianship);
        if (guardianship.Access != GuardianAccess.None) outbox.Tell(person, guardianship.SeesOnly ? "guardian-added-sees" : "guardian-added", pupil, pupil.GivenName, new PageLink("/min-side"));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>Records what custody allows a guardian.</summary>
    public async Task<Outcome<Done>> AllowAsync(PersonId pupil, PersonId guardian, GuardianAccess access, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await PupilAsync(pupil, ct) is null || await db.Guardianships.SingleOrDefaultAsync(g => g.Pupil == pupil && g.Guardian == guardian, ct) is not { } guardianship) return PersonRejections.NotFound;
        guardianship.Allow(access);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>One guardian of the child pays from now. The office chooses anybody; a guardian who acts for the child only itself. Those concerned are told.</summary>
    public async Task<Outcome<Done>> PayAsync(PersonId id, PersonId guardian, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        var own = actor.Person == guardian && actor.Wards.Contains(id);
        if (!own && await PupilAsync(id, ct) is null) return PersonRejections.NotFound;
        var all = await db.Guardianships.Where(g => g.Pupil == id).OrderBy(g => g.Guardian).ToListAsync(ct);
        if (all.Find(g => g.Guardian == guardian) is not { } payer) return PersonRejections.NotFound;
        if (payer.Payer == true && all.TrueForAll(g => g == payer || g.Payer != true)) return new Done();
        var concerned = all.Where(g => g.Payer == true || g == payer).Select(g => g.Guardian).ToList();
        foreach (var other in all) other.Pays(other == payer);
        var pupil = await db.People.SingleAsync(p => p.Id == id, ct);
        var name = await db.People.Where(p => p.Id == guardian).Select(p => p.GivenName + " " + p.FamilyName).SingleAsync(ct);
        foreach (var person in await db.People.Where(p => concerned.Contains(p.Id)).OrderBy(p => p.Id).ToListAsync(ct))
            outbox.Tell(person, person.Id == guardian ? "payer-you" : "payer-other", pupil, pupil.GivenName, name, new PageLink("/min-side/foresatte"));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>A pupil that the office may change the family of; a protected one only its handlers.</summary>
    private Task<Person?> PupilAsync(PersonId id, CancellationToken ct)
    {
        var (office, handler) = (actor.May(Can.EditPeople), actor.May(Can.SeeProtected));
        return db.People.SingleOrDefaultAsync(p => p.Id == id && p.PupilCode != null && office && (handler || p.Shield == Protection.None), ct);
    }

    private Person New(NewGuardian told, Person pupil)
    {
        var person = new Person(PersonId.New(), told.GivenName, told.FamilyName);
        person.Reach(told.Email, told.Phone);
        person.Speak(Languages.Known(pupil.Language));
        person.ShieldAs(pupil.Shield);
        db.People.Add(person);
        return person;
    }
}
