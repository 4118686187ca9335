using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>Identities at providers, their sessions, and which providers the school has switched on.</summary>
[DbContext(typeof(SamspillDb)), Migration("0009_sign_in")]
internal sealed class SignInSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        m.CreateTable("access_provider", t => new
        {
            Name = t.Column<string>(maxLength: 40),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_access_provider", x => x.Name);
        });
        m.CreateTable("access_identity", t => new
        {
            Id = t.Column<Guid>(),
            Issuer = t.Column<string>(maxLength: 200),
            Subject = t.Column<string>(maxLength: 255),
            Account = t.Column<Guid>(),
            Label = t.Column<string>(maxLength: 200, nullable: true),
            Since = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_access_identity", x => x.Id);
            t.ForeignKey("FK_access_identity_AspNetUsers_Account", x => x.Account, "AspNetUsers", "Id", onDelete: ReferentialAction.Cascade);
        });
        m.CreateTable("access_provider_session", t => new
        {
            Id = t.Column<Guid>(),
            Identity = t.Column<Guid>(),
            SidIndex = t.Column<byte[]>(nullable: true),
            StartedAt = t.Column<DateTime>(),
            ExpiresAt = t.Column<DateTime>(),
            EndedAt = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_access_provider_session", x => x.Id);
            t.ForeignKey("FK_access_provider_session_access_identity_Identity", x => x.Identity, "access_identity", "Id", onDelete: ReferentialAction.Cascade);
        });
        m.CreateIndex("IX_access_identity_Account", "access_identity", "Account");
        m.CreateIndex("IX_access_identity_Issuer_Subject", "access_identity", ["Issuer", "Subject"], unique: true);
        m.CreateIndex("IX_access_provider_session_ExpiresAt", "access_provider_session", "ExpiresAt");
        m.CreateIndex("IX_access_provider_session_Identity", "access_provider_session", "Identity");
        m.CreateIndex("IX_access_provider_session_SidIndex", "access_provider_session", "SidIndex");
    }
}

/// <summary>Logout tokens that have been taken: one provider speaks to the whole installation.</summary>
[DbContext(typeof(HostDb)), Migration("0009_sign_in_host")]
internal sealed class SignInHostSchema : Migration
{
    protected override void Up(MigrationBuilder m) => m.CreateTable("host_used_logout_token", t => new
    {
        Hash = t.Column<byte[]>(),
        Until = t.Column<DateTime>(),
    }, constraints: t =>
    {
        t.PrimaryKey("PK_host_used_logout_token", x => x.Hash);
    });
}
