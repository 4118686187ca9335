using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samspill.Domain.Counties;
using Samspill.Domain.Nation;
using Samspill.Domain.Statistics;
using Samspill.Host;

namespace Samspill.Features.Nation;

[At(Side.Council)]
internal sealed class ReportingSchoolTable : IEntityTypeConfiguration<ReportingSchool>
{
    public void Configure(EntityTypeBuilder<ReportingSchool> school)
    {
        school.ToTable("nation_school");
        school.HasKey(s => s.Municipality);
        school.Property(s => s.Municipality).HasMaxLength(4);
        school.Property(s => s.Name).HasMaxLength(200);
        school.Property(s => s.Address).HasMaxLength(StatisticsReceiver.AddressLength);
        school.Property(s => s.By).HasMaxLength(200);
        school.Property(s => s.Answer).HasMaxLength(60);
        school.HasOne<Municipality>().WithMany().HasForeignKey(s => s.Municipality).OnDelete(DeleteBehavior.Restrict);
    }
}

[At(Side.Council)]
internal sealed class ReceivedPackageTable : IEntityTypeConfiguration<ReceivedPackage>
{
    public void Configure(EntityTypeBuilder<ReceivedPackage> package)
    {
        package.ToTable("nation_package");
        package.HasKey(p => new { p.Municipality, p.Number });
        package.Property(p => p.Municipality).HasMaxLength(4);
        package.Property(p => p.Number).ValueGeneratedNever();
        package.HasOne<ReportingSchool>().WithMany().HasForeignKey(p => p.Municipality).OnDelete(DeleteBehavior.Restrict);
        package.HasIndex(p => p.Year);
    }
}

[At(Side.Council)]
internal sealed class NationPublicationTable : IEntityTypeConfiguration<NationPublication>
{
    public void Configure(EntityTypeBuilder<NationPublication> publication)
    {
        publication.ToTable("nation_publication");
        publication.Property(p => p.Id).ValueGeneratedNever();
        publication.Property(p => p.By).HasMaxLength(200);
        publication.HasIndex(p => new { p.Year, p.Version }).IsUnique();
    }
}
