using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samspill.Domain.Messages;
using Samspill.Features.Audit;

namespace Samspill.Features.Messages;

internal sealed class MessageTable : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> message)
    {
        message.ToTable("messages_message");
        message.NotAudited();
        message.Property(m => m.Address).HasMaxLength(254);
        message.Property(m => m.Inbox).HasMaxLength(254);
        message.Property(m => m.Language).HasMaxLength(2);
        message.Property(m => m.About).HasMaxLength(40);
        message.Property(m => m.Subject).HasMaxLength(400);
        message.Property(m => m.Fault).HasMaxLength(1000);
        message.Ignore(m => m.Channel);
        message.HasIndex(m => new { m.State, m.DueAt });
        message.HasIndex(m => m.To);
        message.HasIndex(m => m.CreatedAt);
        message.HasIndex(m => new { m.Inbox, m.SentAt });
        message.HasIndex(m => new { m.Bulk, m.To }).IsUnique();
    }
}

internal sealed class ContactTable : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> contact)
    {
        contact.ToTable("messages_contact");
        contact.NotAudited();
        contact.HasKey(c => c.Inbox);
        contact.Property(c => c.Inbox).HasMaxLength(254);
        contact.Property(c => c.DeadWhy).HasMaxLength(1000);
        contact.HasIndex(c => c.DeadSince);
    }
}

internal sealed class BulkMessageTable : IEntityTypeConfiguration<BulkMessage>
{
    public void Configure(EntityTypeBuilder<BulkMessage> bulk)
    {
        bulk.ToTable("messages_bulk");
        bulk.Property(b => b.Language).HasMaxLength(2);
        bulk.Property(b => b.Subject).HasMaxLength(400);
        bulk.Property(b => b.By).HasMaxLength(200);
        bulk.HasIndex(b => b.At);
        bulk.HasIndex(b => b.State);
    }
}

internal sealed class MessageSettingsTable : IEntityTypeConfiguration<MessageSettings>
{
    public void Configure(EntityTypeBuilder<MessageSettings> settings)
    {
        settings.ToTable("messages_settings", t => t.HasCheckConstraint("ck_messages_settings_one", "\"Id\" = 1"));
        settings.Property(s => s.Id).ValueGeneratedNever();
    }
}
