using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>Counties' agreements; what was said of an activity before it was corrected or taken back.</summary>
[DbContext(typeof(CouncilDb)), Migration("0009_agreements")]
internal sealed class AgreementSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        m.AddColumn<DateTime>("WithdrawnAt", "strategy_activity", nullable: true);
        m.AddColumn<Guid>("Agreement", "strategy_activity", nullable: true);
        m.CreateIndex("IX_strategy_activity_Agreement", "strategy_activity", "Agreement");
        m.CreateTable("strategy_activity_change", t => new
        {
            Id = t.Column<Guid>(),
            Activity = t.Column<Guid>(),
            Number = t.Column<int>(),
            Withdraws = t.Column<bool>(),
            Reason = t.Column<string>(maxLength: 500),
            Was = t.Column<string>(),
            By = t.Column<string>(maxLength: 200),
            At = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_strategy_activity_change", x => x.Id);
            t.ForeignKey("FK_strategy_activity_change_strategy_activity_Activity", x => x.Activity, "strategy_activity", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_strategy_activity_change_Activity_Number", "strategy_activity_change", ["Activity", "Number"], unique: true);
        m.CreateTable("strategy_agreement", t => new
        {
            Id = t.Column<Guid>(),
            County = t.Column<string>(maxLength: 2),
            Name = t.Column<string>(maxLength: 200),
            Parties = t.Column<string>(),
            From = t.Column<DateOnly>(),
            To = t.Column<DateOnly>(nullable: true),
            ReviewMonths = t.Column<int>(),
            Measures = t.Column<string>(),
            Responsible = t.Column<string>(maxLength: 200),
            ReviewedOn = t.Column<DateOnly>(nullable: true),
            Revision = t.Column<int>(),
            MadeBy = t.Column<string>(maxLength: 200),
            MadeAt = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_strategy_agreement", x => x.Id);
            t.CheckConstraint("ck_strategy_agreement_forward", "\"From\" < \"To\"");
            t.ForeignKey("FK_strategy_agreement_country_county_County", x => x.County, "country_county", "Number", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_strategy_agreement_County", "strategy_agreement", "County");
    }
}
