using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>The council's mails that remind, and the language they are written in.</summary>
[DbContext(typeof(CouncilDb)), Migration("0027_reminders")]
internal sealed class RemindersSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        m.AddColumn<string>("Language", "AspNetUsers", maxLength: 2, nullable: true);
        m.CreateTable("council_reminder", t => new
        {
            Account = t.Column<Guid>(),
            Day = t.Column<DateOnly>(),
            Told = t.Column<string>(),
            ClaimedAt = t.Column<DateTime>(),
            SettledAt = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_council_reminder", x => new { x.Account, x.Day });
            t.ForeignKey("FK_council_reminder_AspNetUsers_Account", x => x.Account, "AspNetUsers", "Id", onDelete: ReferentialAction.Cascade);
        });
        m.CreateIndex("IX_council_reminder_ClaimedAt", "council_reminder", "ClaimedAt", filter: "\"SettledAt\" IS NULL");
    }
}
