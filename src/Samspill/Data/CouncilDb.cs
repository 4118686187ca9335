using Microsoft.EntityFrameworkCore;
using Samspill.Domain.Counties;
using Samspill.Domain.Nation;
using Samspill.Domain.Reporting;
using Samspill.Domain.Strategy;
using Samspill.Features.Access;
using Samspill.Features.Council;
using Samspill.Host;

namespace Samspill.Data;

/// <summary>The council's database: counties, plans and what the council itself does. Figures only; there is no table of persons in it.</summary>
public sealed class CouncilDb(DbContextOptions<CouncilDb> options) : TenantDb(options)
{
    public DbSet<County> Counties => Set<County>();
    public DbSet<Municipality> Municipalities => Set<Municipality>();
    public DbSet<Plan> Plans => Set<Plan>();
    public DbSet<IndicatorAnswer> Answers => Set<IndicatorAnswer>();
    /// <summary>What counts; what was taken back is left out.</summary>
    public DbSet<Activity> Activities => Set<Activity>();
    public DbSet<ActivityChange> ActivityChanges => Set<ActivityChange>();
    public DbSet<Agreement> Agreements => Set<Agreement>();
    public DbSet<GivenReport> Reports => Set<GivenReport>();
    public DbSet<ReportingRound> Rounds => Set<ReportingRound>();
    public DbSet<CountyReport> CountyReports => Set<CountyReport>();
    public DbSet<ReportAnswer> ReportAnswers => Set<ReportAnswer>();
    public DbSet<ReportComment> ReportComments => Set<ReportComment>();
    public DbSet<ReportDelivery> ReportDeliveries => Set<ReportDelivery>();
    public DbSet<SameEvent> SameEvents => Set<SameEvent>();
    public DbSet<JointText> JointTexts => Set<JointText>();
    public DbSet<JointReport> JointReports => Set<JointReport>();
    public DbSet<ReportingSchool> ReportingSchools => Set<ReportingSchool>();
    public DbSet<ReceivedPackage> ReceivedPackages => Set<ReceivedPackage>();
    public DbSet<ReminderMail> ReminderMails => Set<ReminderMail>();
    public DbSet<NationPublication> NationPublications => Set<NationPublication>();

    internal override Side Side => Side.Council;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<UserAccount>().Ignore(a => a.Person);
        builder.Entity<Invitation>().Ignore(i => i.Person);
    }
}
