using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>The local agreement's rules in versions, changes of positions, and work beside the lessons.</summary>
[DbContext(typeof(SamspillDb)), Migration("0017_workingtime")]
internal sealed class WorkingTimeSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        m.CreateTable("workingtime_rules", t => new
        {
            Id = t.Column<Guid>(),
            Version = t.Column<int>(),
            InForceFrom = t.Column<DateOnly>(),
            AdoptedBy = t.Column<string>(maxLength: 200),
            RecordedAt = t.Column<DateTime>(),
            YearMinutes = t.Column<int>(),
            TeachingMinutes = t.Column<int>(),
            PreparationPerHour = t.Column<int>(),
            ConcertPercent = t.Column<int>(),
            TravelMost = t.Column<int>(),
            CountsIll = t.Column<bool>(),
            CountsOtherCancelled = t.Column<bool>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_workingtime_rules", x => x.Id);
        });
        m.CreateIndex("IX_workingtime_rules_Version", "workingtime_rules", "Version", unique: true);
        m.CreateTable("workingtime_position", t => new
        {
            Staff = t.Column<Guid>(),
            From = t.Column<DateOnly>(),
            Percent = t.Column<int>(),
            By = t.Column<string>(maxLength: 200),
            At = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_workingtime_position", x => new { x.Staff, x.From });
            t.CheckConstraint("ck_workingtime_position_percent", "\"Percent\" BETWEEN 0 AND 150");
            t.ForeignKey("FK_workingtime_position_people_staff_Staff", x => x.Staff, "people_staff", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateTable("workingtime_entry", t => new
        {
            Id = t.Column<Guid>(),
            Staff = t.Column<Guid>(),
            Day = t.Column<DateOnly>(),
            Kind = t.Column<string>(maxLength: 40),
            Minutes = t.Column<int>(),
            Words = t.Column<string>(maxLength: 200),
            By = t.Column<string>(maxLength: 200),
            At = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_workingtime_entry", x => x.Id);
            t.CheckConstraint("ck_workingtime_entry_minutes", "\"Minutes\" BETWEEN 1 AND 1440");
            t.ForeignKey("FK_workingtime_entry_people_staff_Staff", x => x.Staff, "people_staff", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_workingtime_entry_Staff_Day", "workingtime_entry", ["Staff", "Day"]);
        m.CreateIndex("IX_workingtime_entry_Day", "workingtime_entry", "Day");
    }
}
