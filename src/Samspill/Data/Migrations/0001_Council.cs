using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>The council: its accounts and record, counties and municipalities, plans, and what counties do. No table of persons.</summary>
[DbContext(typeof(CouncilDb)), Migration("0001_council")]
internal sealed class CouncilSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        if (m.ActiveProvider!.EndsWith("PostgreSQL", StringComparison.Ordinal)) m.Sql("CREATE COLLATION norsk (provider = icu, locale = 'nb-NO-x-icu', deterministic = true)");
        CreateAccounts(m);
        AuditSchema.Create(m);
        CreateCountry(m);
        CreateStrategy(m);
    }

    private static void CreateAccounts(MigrationBuilder m)
    {
        m.CreateTable("access_invitation", t => new
        {
            Id = t.Column<Guid>(),
            TokenHash = t.Column<byte[]>(),
            Name = t.Column<string>(maxLength: 200),
            Email = t.Column<string>(maxLength: 254, nullable: true),
            Role = t.Column<string>(maxLength: 40),
            Account = t.Column<Guid>(nullable: true),
            InvitedBy = t.Column<string>(maxLength: 200),
            CreatedAt = t.Column<DateTime>(),
            ExpiresAt = t.Column<DateTime>(),
            UsedAt = t.Column<DateTime>(nullable: true),
            County = t.Column<string>(maxLength: 2, nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_access_invitation", x => x.Id);
        });
        m.CreateTable("AspNetUsers", t => new
        {
            Id = t.Column<Guid>(),
            DisplayName = t.Column<string>(maxLength: 200),
            UserName = t.Column<string>(maxLength: 256, nullable: true),
            NormalizedUserName = t.Column<string>(maxLength: 256, nullable: true),
            Email = t.Column<string>(maxLength: 256, nullable: true),
            NormalizedEmail = t.Column<string>(maxLength: 256, nullable: true),
            EmailConfirmed = t.Column<bool>(),
            PasswordHash = t.Column<string>(nullable: true),
            SecurityStamp = t.Column<string>(nullable: true),
            ConcurrencyStamp = t.Column<string>(nullable: true),
            PhoneNumber = t.Column<string>(maxLength: 256, nullable: true),
            PhoneNumberConfirmed = t.Column<bool>(),
            TwoFactorEnabled = t.Column<bool>(),
            LockoutEnd = t.Column<DateTime>(nullable: true),
            LockoutEnabled = t.Column<bool>(),
            AccessFailedCount = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_AspNetUsers", x => x.Id);
        });
        m.CreateTable("access_grant", t => new
        {
            Id = t.Column<Guid>(),
            Account = t.Column<Guid>(),
            Role = t.Column<string>(maxLength: 40),
            From = t.Column<DateOnly>(),
            To = t.Column<DateOnly>(nullable: true),
            GrantedBy = t.Column<string>(maxLength: 200),
            County = t.Column<string>(maxLength: 2, nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_access_grant", x => x.Id);
            t.ForeignKey("FK_access_grant_AspNetUsers_Account", x => x.Account, "AspNetUsers", "Id", onDelete: ReferentialAction.Cascade);
        });
        AccessSchema.CreateWaysIn(m);
        AccessSchema.CreateKeptForms(m);
        m.CreateIndex("IX_access_grant_Account", "access_grant", "Account");
        m.CreateIndex("IX_access_invitation_TokenHash", "access_invitation", "TokenHash", unique: true);
    }

    private static void CreateCountry(MigrationBuilder m)
    {
        m.CreateTable("country_county", t => new
        {
            Number = t.Column<string>(maxLength: 2),
            Name = t.Column<string>(maxLength: 100),
            First = t.Column<int>(),
            Last = t.Column<int>(nullable: true),
            Into = t.Column<string>(maxLength: 2, nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_country_county", x => x.Number);
        });
        m.CreateTable("country_municipality", t => new
        {
            Number = t.Column<string>(maxLength: 4),
            Name = t.Column<string>(maxLength: 100),
            County = t.Column<string>(maxLength: 2),
            Latitude = t.Column<double>(),
            Longitude = t.Column<double>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_country_municipality", x => x.Number);
            t.ForeignKey("FK_country_municipality_country_county_County", x => x.County, "country_county", "Number", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_country_municipality_County", "country_municipality", "County");
    }

    private static void CreateStrategy(MigrationBuilder m)
    {
        m.CreateTable("strategy_plan", t => new
        {
            Id = t.Column<Guid>(),
            Name = t.Column<string>(maxLength: 200),
            From = t.Column<DateOnly>(),
            To = t.Column<DateOnly>(),
            Version = t.Column<int>(),
            County = t.Column<string>(maxLength: 2, nullable: true),
            Under = t.Column<Guid>(nullable: true),
            State = t.Column<string>(maxLength: 40),
            Areas = t.Column<string>(),
            Revision = t.Column<int>(),
            MadeBy = t.Column<string>(maxLength: 200),
            MadeAt = t.Column<DateTime>(),
            AdoptedBy = t.Column<string>(maxLength: 200, nullable: true),
            AdoptedOn = t.Column<DateOnly>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_strategy_plan", x => x.Id);
            t.CheckConstraint("ck_strategy_plan_adopted", "(\"State\" = 'Adopted') = (\"AdoptedOn\" IS NOT NULL)");
            t.CheckConstraint("ck_strategy_plan_forward", "\"From\" < \"To\"");
            t.CheckConstraint("ck_strategy_plan_under", "(\"County\" IS NULL) = (\"Under\" IS NULL)");
            t.ForeignKey("FK_strategy_plan_country_county_County", x => x.County, "country_county", "Number", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_strategy_plan_strategy_plan_Under", x => x.Under, "strategy_plan", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_strategy_plan_County", "strategy_plan", "County");
        m.CreateIndex("IX_strategy_plan_Under", "strategy_plan", "Under");
        m.CreateIndex("IX_strategy_plan_nation", "strategy_plan", ["From", "To", "Version"], unique: true, filter: "\"County\" IS NULL");
        m.CreateIndex("IX_strategy_plan_county_version", "strategy_plan", ["County", "From", "To", "Version"], unique: true, filter: "\"County\" IS NOT NULL");
        m.CreateTable("strategy_answer", t => new
        {
            Id = t.Column<Guid>(),
            Indicator = t.Column<Guid>(),
            On = t.Column<DateOnly>(),
            Value = t.Column<string>(maxLength: 40),
            By = t.Column<string>(maxLength: 200),
            At = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_strategy_answer", x => x.Id);
        });
        m.CreateIndex("IX_strategy_answer_Indicator_At", "strategy_answer", ["Indicator", "At"]);
        m.CreateTable("strategy_activity", t => new
        {
            Id = t.Column<Guid>(),
            County = t.Column<string>(maxLength: 2),
            Kind = t.Column<string>(maxLength: 40),
            Position = t.Column<int>(),
            From = t.Column<DateOnly>(nullable: true),
            To = t.Column<DateOnly>(nullable: true),
            Every = t.Column<string>(maxLength: 40, nullable: true),
            Recurs = t.Column<string>(maxLength: 500, nullable: true),
            Years = t.Column<string>(),
            Planned = t.Column<bool>(),
            Facts = t.Column<string>(),
            Attended = t.Column<string>(),
            Municipalities = t.Column<string>(),
            Measures = t.Column<string>(),
            Cost = t.Column<long>(nullable: true),
            LoggedBy = t.Column<string>(maxLength: 200),
            LoggedAt = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_strategy_activity", x => x.Id);
            t.CheckConstraint("ck_strategy_activity_forward", "\"From\" <= \"To\"");
            t.ForeignKey("FK_strategy_activity_country_county_County", x => x.County, "country_county", "Number", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_strategy_activity_County_From", "strategy_activity", ["County", "From"]);
        m.CreateTable("strategy_report", t => new
        {
            Plan = t.Column<Guid>(),
            About = t.Column<string>(maxLength: 4000),
            Due = t.Column<DateOnly>(),
            For = t.Column<string>(maxLength: 200),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_strategy_report", x => x.Plan);
            t.ForeignKey("FK_strategy_report_strategy_plan_Plan", x => x.Plan, "strategy_plan", "Id", onDelete: ReferentialAction.Restrict);
        });
    }
}

/// <summary>Whether the installation has a council.</summary>
[DbContext(typeof(HostDb)), Migration("0019_council_host")]
internal sealed class CouncilHostSchema : Migration
{
    protected override void Up(MigrationBuilder m) => m.CreateTable("host_council", t => new
    {
        Id = t.Column<int>(),
        Name = t.Column<string>(maxLength: 200),
        Demo = t.Column<bool>(),
    }, constraints: t =>
    {
        t.PrimaryKey("PK_host_council", x => x.Id);
        t.CheckConstraint("ck_host_council_one", "\"Id\" = 1");
    });
}
