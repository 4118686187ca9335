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
        message.Property(m => m.Language).HasMaxLength(2);
        message.Property(m => m.About).HasMaxLength(40);
        message.Property(m => m.Subject).HasMaxLength(400);
        message.Property(m => m.Fault).HasMaxLength(1000);
        message.HasIndex(m => new { m.State, m.DueAt });
        message.HasIndex(m => m.To);
        message.HasIndex(m => m.CreatedAt);
    }
}
