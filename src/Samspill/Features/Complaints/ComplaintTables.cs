using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samspill.Domain.Admission;
using Samspill.Domain.Complaints;
using Samspill.Domain.People;

namespace Samspill.Features.Complaints;

internal sealed class ComplaintTable : IEntityTypeConfiguration<Complaint>
{
    public void Configure(EntityTypeBuilder<Complaint> complaint)
    {
        complaint.ToTable("complaints_complaint");
        complaint.Property(c => c.Code).HasMaxLength(20);
        complaint.Property(c => c.ByName).HasMaxLength(200);
        complaint.Property(c => c.State).IsConcurrencyToken();
        complaint.HasIndex(c => c.Code).IsUnique();
        complaint.HasIndex(c => c.Application).IsUnique().HasFilter("\"State\" IN ('Open','SentOn')");
        complaint.HasIndex(c => new { c.State, c.ReceivedAt });
        complaint.HasOne<Application>().WithMany().HasForeignKey(c => c.Application).OnDelete(DeleteBehavior.Restrict);
        complaint.HasOne<Run>().WithMany().HasForeignKey(c => c.Run).OnDelete(DeleteBehavior.Restrict);
        complaint.HasIndex(c => c.Run);
        complaint.HasOne<Person>().WithMany().HasForeignKey(c => c.Pupil).OnDelete(DeleteBehavior.Restrict);
        complaint.HasIndex(c => c.Pupil);
    }
}

internal sealed class ComplaintAnswerTable : IEntityTypeConfiguration<ComplaintAnswer>
{
    public void Configure(EntityTypeBuilder<ComplaintAnswer> answer)
    {
        answer.ToTable("complaints_answer");
        answer.HasKey(a => new { a.Complaint, a.Number });
        answer.Property(a => a.Correction).HasMaxLength(2000);
        answer.Property(a => a.By).HasMaxLength(200);
        answer.HasOne<Complaint>().WithMany().HasForeignKey(a => a.Complaint).OnDelete(DeleteBehavior.Restrict);
    }
}
