using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samspill.Data;
using Samspill.Features.Access;
using Samspill.Features.Audit;
using Samspill.Host;

namespace Samspill.Features.Council;

/// <summary>The mail of a day to an adviser. Written before it is sent: who wrote it sends it.</summary>
public sealed class ReminderMail
{
    private ReminderMail() { }

    public ReminderMail(Guid account, DateOnly day, IReadOnlyList<string> told, DateTimeOffset now) => (Account, Day, Told, ClaimedAt) = (account, day, told, now);

    public Guid Account { get; private init; }
    public DateOnly Day { get; private init; }

    /// <summary>Keys of all that it says.</summary>
    public IReadOnlyList<string> Told { get; private init; } = [];
    public DateTimeOffset ClaimedAt { get; private init; }

    /// <summary>When the mail server took it, or refused it for good; null while it is being sent.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

    public void Settle(DateTimeOffset now) => SettledAt = now;
}

[At(Side.Council)]
internal sealed class ReminderMailTable : IEntityTypeConfiguration<ReminderMail>
{
    public void Configure(EntityTypeBuilder<ReminderMail> mail)
    {
        mail.ToTable("council_reminder");
        mail.NotAudited();
        mail.HasKey(m => new { m.Account, m.Day });
        mail.Property(m => m.Told).HasConversion(AsJson.Of<IReadOnlyList<string>>(), AsJson.Same<IReadOnlyList<string>>());
        mail.HasOne<UserAccount>().WithMany().HasForeignKey(m => m.Account).OnDelete(DeleteBehavior.Cascade);
        mail.HasIndex(m => m.ClaimedAt).HasFilter("\"SettledAt\" IS NULL");
    }
}
