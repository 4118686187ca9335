using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Messages;
using Samspill.Domain.People;
using Samspill.Gateways.Sms;
using Samspill.Host;

namespace Samspill.Features.Messages;

/// <summary>A page that a message leads to, from the school's root: <c>/kvittering/K7Q-4TD2</c>.</summary>
public sealed record PageLink(string Path);

/// <summary>Writes messages into the caller's transaction; <see cref="SendMessages"/> sends them afterwards.</summary>
/// <remarks>
/// The texts are <c>message.ABOUT.subject</c> and <c>message.ABOUT.body</c>, in the receiver's language; <c>\n</c> in them breaks the line.
/// Facts fill the placeholders: moments are turned to Oslo's time, a <see cref="PageLink"/> becomes a whole address.
/// Nothing is saved here: the caller's save writes the cause and the message together.
/// </remarks>
public sealed class Outbox(SamspillDb db, OpenSchool school, Texts texts, ServerOptions options, TimeProvider clock)
{
    /// <summary>Messages that open a door, or speak for their receiver: nobody else may ever read them.</summary>
    public static readonly IReadOnlySet<string> Secret = new HashSet<string> { "sign-in", "invitation", "guardian-invitation", "survey", "survey-reminder" };

    /// <summary>Tells one person.</summary>
    /// <param name="about">A code that is the middle of the texts' keys: receipt, offer …</param>
    /// <param name="pupil">The pupil it is about. Of a protected one the message says nothing but that there is something to read.</param>
    public void Tell(Person to, string about, Person? pupil, params object[] facts) => Write(to, AddressOf(to), about, pupil, facts);

    /// <summary>Tells one person what cannot wait for the mail to be read: by text message too, where it has both and the school can send both.</summary>
    public void TellAtOnce(Person to, string about, Person? pupil, params object[] facts)
    {
        Tell(to, about, pupil, facts);
        if (options.HasSms && UsableMail(to.Email) is not null && MobileNumber.Of(to.Phone) is { } mobile) Write(to, mobile, about, pupil, facts);
    }

    /// <summary>Tells everybody who may see the pupil on the web: its guardians until it is 18, and from then on itself.</summary>
    public async Task TellFamilyAsync(PersonId pupil, string about, CancellationToken ct, params object[] facts)
    {
        var child = await db.People.SingleAsync(p => p.Id == pupil, ct);
        var receivers = await db.ReceiversAsync(db.People.Where(p => p.Id == pupil).Select(p => p.Id), Oslo.Today(clock), ct);
        foreach (var receiver in receivers[pupil]) Tell(receiver, about, child, facts);
    }

    /// <summary>Tells an address that belongs to nobody the school knows, or that was typed by the one who is told.</summary>
    /// <param name="language">nb, nn or en.</param>
    public void TellAddress(string address, PersonId? to, string language, string about, params object[] facts) =>
        Add(to, null, UsableMail(address), texts.In(language), about, $"message.{about}", facts);

    /// <summary>The texts in the receiver's language.</summary>
    public TextsIn In(Person receiver) => texts.In(Languages.Known(receiver.Language));

    /// <summary>Where a person is told: by mail, else by a text message where the school can send them; null when there is no way.</summary>
    public string? AddressOf(Person person) => AddressOf(person.Email, person.Phone);

    public string? AddressOf(string? email, string? phone) => UsableMail(email) ?? (options.HasSms ? MobileNumber.Of(phone) : null);

    private static string? UsableMail(string? address) => MailAddress.TryCreate(address, out var parsed) && parsed.Address == address?.Trim() ? parsed.Address : null;

    private void Write(Person to, string? address, string about, Person? pupil, object[] facts)
    {
        var text = In(to);
        if (pupil is { Shield: not Protection.None })
            Add(to.Id, pupil.Id, address, text, about, "message.protected", [school.Name, Fact(facts.OfType<PageLink>().FirstOrDefault() ?? new PageLink("/min-side"))]);
        else Add(to.Id, pupil?.Id, address, text, about, $"message.{about}", facts);
    }

    private void Add(PersonId? to, PersonId? pupil, string? address, TextsIn text, string about, string key, object[] facts)
    {
        var told = facts.Select(Fact).ToArray();
        db.Messages.Add(new Message(MessageId.New(), to, pupil, address, text.Language, about, OneLine(text[$"{key}.subject", told]), text[$"{key}.body", told].Replace("\\n", "\n", StringComparison.Ordinal), clock.GetUtcNow()));
    }

    private object Fact(object fact) => fact switch
    {
        DateTimeOffset moment => Oslo.At(moment),
        PageLink link => $"{options.PublicUrl}/{school.Slug}{link.Path}",
        _ => fact,
    };

    private static string OneLine(string subject)
    {
        var line = string.Concat(subject.Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length <= 400 ? line : line[..400];
    }
}
