using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.People;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>Finds or makes the account of a person, and signs it in.</summary>
public sealed class Accounts(OwnDb own, UserManager<UserAccount> users, SignInManager<UserAccount> signIn, TimeProvider clock)
{
    /// <summary>The school's; the council knows no persons.</summary>
    private SamspillDb School => (SamspillDb)own.Db;

    /// <summary>The account of a person the school knows; made at the first sign-in. One per person, whatever races.</summary>
    public async Task<UserAccount> OfAsync(PersonId person, CancellationToken ct)
    {
        if (await FindAsync(person, ct) is { } known) return known;
        var who = await School.People.AsNoTracking().SingleAsync(p => p.Id == person, ct);
        var account = new UserAccount { Person = person, DisplayName = $"{who.GivenName} {who.FamilyName}", Email = who.Email };
        account.UserName = account.Id.ToString("N");
        try
        {
            Assured(await users.CreateAsync(account));
            return account;
        }
        catch (DbUpdateException taken)
        {
            School.ChangeTracker.Clear();
            return await FindAsync(person, ct) ?? throw new InvalidOperationException("The account could not be made.", taken);
        }
    }

    /// <summary>A new guardian whose address is proven. The address is the account's name, so that two tabs make one person.</summary>
    public async Task<UserAccount> RegisterAsync(Newcomer newcomer, string email, CancellationToken ct)
    {
        var person = new Person(PersonId.New(), newcomer.GivenName, newcomer.FamilyName);
        person.Rename(newcomer.GivenName, newcomer.FamilyName);
        person.RecordGuardian($"F-{RandomNumberGenerator.GetString("23456789ABCDEFGHJKMNPQRSTVWXYZ", 10)}", email, newcomer.Phone);
        person.Speak(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
        var account = new UserAccount { Person = person.Id, DisplayName = $"{newcomer.GivenName} {newcomer.FamilyName}", Email = email, UserName = email, EmailConfirmed = true };
        try
        {
            await using var work = await School.BeginAsync(ct);
            School.People.Add(person);
            Assured(await users.CreateAsync(account));
            await work.CommitAsync(ct);
            return account;
        }
        catch (DbUpdateException taken)
        {
            School.ChangeTracker.Clear();
            return await School.Users.SingleOrDefaultAsync(u => u.UserName == email && u.Email == email, ct) ?? throw new InvalidOperationException("The account could not be made.", taken);
        }
    }

    /// <summary>Signs in, notes it, and says where this person's own pages begin.</summary>
    /// <param name="session">The session at a provider that the ticket ends with.</param>
    public async Task<string> SignInAsync(UserAccount account, string how, CancellationToken ct, Guid? session = null)
    {
        var actor = await SigningIn.FindActorAsync(own.Db, account.Id, Oslo.Today(clock), ct);
        own.Db.ActAs(actor);
        account.Language = Languages.Known(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
        own.Db.Note("signed-in", $"UserAccount {account.Id}", how);
        await own.Db.SaveChangesAsync(ct);
        await signIn.SignInWithClaimsAsync(account, isPersistent: false, session is { } id ? [new Claim(TicketOfAccount.Session, id.ToString())] : []);
        return FaceOfSchool.HomeOf(actor);
    }

    private Task<UserAccount?> FindAsync(PersonId person, CancellationToken ct) => School.Users.SingleOrDefaultAsync(u => u.Person == person, ct);

    private static void Assured(IdentityResult made)
    {
        if (!made.Succeeded) throw new DbUpdateException(string.Join(' ', made.Errors.Select(e => e.Code)));
    }
}
