using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>Messages to be sent.</summary>
[DbContext(typeof(SamspillDb)), Migration("0006_messages")]
internal sealed class MessagesSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        m.CreateTable("messages_message", t => new
        {
            Id = t.Column<Guid>(),
            To = t.Column<Guid>(nullable: true),
            Pupil = t.Column<Guid>(nullable: true),
            Address = t.Column<string>(maxLength: 254, nullable: true),
            Language = t.Column<string>(maxLength: 2),
            About = t.Column<string>(maxLength: 40),
            Subject = t.Column<string>(maxLength: 400),
            Body = t.Column<string>(),
            CreatedAt = t.Column<DateTime>(),
            State = t.Column<string>(maxLength: 40),
            Attempts = t.Column<int>(),
            DueAt = t.Column<DateTime>(),
            SentAt = t.Column<DateTime>(nullable: true),
            Fault = t.Column<string>(maxLength: 1000, nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_messages_message", x => x.Id);
        });
        m.CreateIndex("IX_messages_message_CreatedAt", "messages_message", "CreatedAt");
        m.CreateIndex("IX_messages_message_State_DueAt", "messages_message", ["State", "DueAt"]);
        m.CreateIndex("IX_messages_message_To", "messages_message", "To");
    }
}
