using Microsoft.EntityFrameworkCore;
using Samspill.Domain.Counties;
using Samspill.Domain.Strategy;
using Samspill.Features.Access;
using Samspill.Host;

namespace Samspill.Data;

/// <summary>The council's database: counties, plans and what the council itself does. Figures only; there is no table of persons in it.</summary>
public sealed class CouncilDb(DbContextOptions<CouncilDb> options) : TenantDb(options)
{
    public DbSet<County> Counties => Set<County>();
    public DbSet<Municipality> Municipalities => Set<Municipality>();
    public DbSet<Plan> Plans => Set<Plan>();
    public DbSet<IndicatorAnswer> Answers => Set<IndicatorAnswer>();
    public DbSet<Activity> Activities => Set<Activity>();
    public DbSet<GivenReport> Reports => Set<GivenReport>();

    internal override Side Side => Side.Council;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<UserAccount>().Ignore(a => a.Person);
        builder.Entity<Invitation>().Ignore(i => i.Person);
    }
}
