using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>What is known of addresses, bulk messages, and how the school sends.</summary>
[DbContext(typeof(SamspillDb)), Migration("0014_messages")]
internal sealed class BulkMessagesSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        m.AddColumn<string>("Inbox", "messages_message", maxLength: 254, nullable: true);
        m.AddColumn<Guid>("Bulk", "messages_message", nullable: true);
        m.CreateIndex("IX_messages_message_Inbox_SentAt", "messages_message", ["Inbox", "SentAt"]);
        m.CreateIndex("IX_messages_message_Bulk_To", "messages_message", ["Bulk", "To"], unique: true);
        m.CreateTable("messages_contact", t => new
        {
            Inbox = t.Column<string>(maxLength: 254),
            KnownSince = t.Column<DateTime>(),
            ConfirmedAt = t.Column<DateTime>(nullable: true),
            DeadSince = t.Column<DateTime>(nullable: true),
            DeadWhy = t.Column<string>(maxLength: 1000, nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_messages_contact", x => x.Inbox);
        });
        m.CreateIndex("IX_messages_contact_DeadSince", "messages_contact", "DeadSince");
        m.CreateTable("messages_bulk", t => new
        {
            Id = t.Column<Guid>(),
            Audience = t.Column<string>(maxLength: 40),
            Course = t.Column<Guid>(nullable: true),
            Language = t.Column<string>(maxLength: 2),
            Subject = t.Column<string>(maxLength: 400),
            Body = t.Column<string>(),
            Receivers = t.Column<int>(),
            Unreached = t.Column<int>(),
            At = t.Column<DateTime>(),
            By = t.Column<string>(maxLength: 200),
            State = t.Column<string>(maxLength: 40),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_messages_bulk", x => x.Id);
        });
        m.CreateIndex("IX_messages_bulk_At", "messages_bulk", "At");
        m.CreateIndex("IX_messages_bulk_State", "messages_bulk", "State");
        m.CreateTable("messages_settings", t => new
        {
            Id = t.Column<int>(),
            ContactMonths = t.Column<int>(),
            PerMinute = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_messages_settings", x => x.Id);
            t.CheckConstraint("ck_messages_settings_one", "\"Id\" = 1");
        });
    }
}
