using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>Schools that become one: who has said so, what was answered about doubles, and what was done.</summary>
[DbContext(typeof(SamspillDb)), Migration("0024_merging")]
internal sealed class MergingSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        m.CreateTable("merging_handover", t => new
        {
            Id = t.Column<int>(),
            Into = t.Column<string>(maxLength: 40),
            Name = t.Column<string>(maxLength: 200),
            Date = t.Column<DateOnly>(),
            By = t.Column<string>(maxLength: 200),
            At = t.Column<DateTime>(),
            ClosedAt = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_merging_handover", x => x.Id);
            t.CheckConstraint("ck_merging_handover_one", "\"Id\" = 1");
        });
        m.CreateTable("merging_offer", t => new
        {
            From = t.Column<string>(maxLength: 40),
            Name = t.Column<string>(maxLength: 200),
            Date = t.Column<DateOnly>(),
            By = t.Column<string>(maxLength: 200),
            At = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_merging_offer", x => x.From);
        });
        m.CreateTable("merging_merge", t => new
        {
            From = t.Column<string>(maxLength: 40),
            Name = t.Column<string>(maxLength: 200),
            Municipality = t.Column<string>(maxLength: 4),
            Date = t.Column<DateOnly>(),
            By = t.Column<string>(maxLength: 200),
            At = t.Column<DateTime>(),
            Report = t.Column<string>(),
            Statistics = t.Column<string>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_merging_merge", x => x.From);
        });
        m.CreateTable("merging_answer", t => new
        {
            From = t.Column<string>(maxLength: 40),
            Theirs = t.Column<Guid>(),
            Ours = t.Column<Guid>(),
            Same = t.Column<bool>(),
            By = t.Column<string>(maxLength: 200),
            At = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_merging_answer", x => new { x.From, x.Theirs, x.Ours });
        });
    }
}
