using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>What the API answered to requests that must be done once, and personal access tokens.</summary>
[DbContext(typeof(SamspillDb)), Migration("0011_api")]
internal sealed class ApiSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        m.CreateTable("api_kept_reply", t => new
        {
            Id = t.Column<Guid>(),
            Account = t.Column<Guid>(),
            Key = t.Column<string>(maxLength: 200),
            Asked = t.Column<byte[]>(),
            At = t.Column<DateTime>(),
            Status = t.Column<int>(),
            Location = t.Column<string>(maxLength: 400, nullable: true),
            Body = t.Column<byte[]>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_api_kept_reply", x => x.Id);
        });
        m.CreateIndex("IX_api_kept_reply_Account_Key", "api_kept_reply", ["Account", "Key"], unique: true);
        m.CreateIndex("IX_api_kept_reply_At", "api_kept_reply", "At");

        m.CreateTable("access_token", t => new
        {
            Id = t.Column<Guid>(),
            Account = t.Column<Guid>(),
            Name = t.Column<string>(maxLength: 60),
            Shown = t.Column<string>(maxLength: 20),
            Hash = t.Column<byte[]>(),
            Scopes = t.Column<string>(maxLength: 400),
            MadeAt = t.Column<DateTime>(),
            LastDay = t.Column<DateOnly>(),
            WithdrawnAt = t.Column<DateTime>(nullable: true),
            LastUsedAt = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_access_token", x => x.Id);
            t.ForeignKey("FK_access_token_AspNetUsers_Account", x => x.Account, "AspNetUsers", "Id", onDelete: ReferentialAction.Cascade);
        });
        m.CreateIndex("IX_access_token_Account", "access_token", "Account");
        m.CreateIndex("IX_access_token_Hash", "access_token", "Hash", unique: true);
    }
}
