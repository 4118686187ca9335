using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>Loans of rooms, and what a site's owner asks of those who use them.</summary>
[DbContext(typeof(SamspillDb)), Migration("0018_rooms")]
internal sealed class RoomsSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        m.CreateTable("rooms_loan", t => new
        {
            Id = t.Column<Guid>(),
            Room = t.Column<Guid>(),
            Date = t.Column<DateOnly>(),
            From = t.Column<TimeOnly>(),
            To = t.Column<TimeOnly>(),
            Purpose = t.Column<string>(maxLength: 200),
            Account = t.Column<Guid>(),
            Person = t.Column<Guid>(nullable: true),
            AskedAt = t.Column<DateTime>(),
            State = t.Column<string>(maxLength: 40),
            Answer = t.Column<string>(maxLength: 500),
            AnsweredAt = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_rooms_loan", x => x.Id);
            t.CheckConstraint("ck_rooms_loan_forward", "\"From\" < \"To\"");
            t.ForeignKey("FK_rooms_loan_school_room_Room", x => x.Room, "school_room", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_rooms_loan_Room_Date", "rooms_loan", ["Room", "Date"]);
        m.CreateIndex("IX_rooms_loan_State_Date", "rooms_loan", ["State", "Date"]);
        m.CreateIndex("IX_rooms_loan_Account_Date", "rooms_loan", ["Account", "Date"]);
        m.CreateTable("rooms_terms", t => new
        {
            Site = t.Column<Guid>(),
            Words = t.Column<string>(maxLength: 2000),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_rooms_terms", x => x.Site);
            t.ForeignKey("FK_rooms_terms_school_site_Site", x => x.Site, "school_site", "Id", onDelete: ReferentialAction.Restrict);
        });
    }
}
