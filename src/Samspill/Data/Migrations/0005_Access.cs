using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Samspill.Data;

/// <summary>Accounts, passkeys, roles, invitations and one-time codes.</summary>
[DbContext(typeof(SamspillDb)), Migration("0005_access")]
internal sealed class AccessSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        m.CreateTable("access_invitation", t => new
        {
            Id = t.Column<Guid>(),
            TokenHash = t.Column<byte[]>(),
            Name = t.Column<string>(maxLength: 200),
            Email = t.Column<string>(maxLength: 254, nullable: true),
            Role = t.Column<string>(maxLength: 40),
            Account = t.Column<Guid>(nullable: true),
            Person = t.Column<Guid>(nullable: true),
            InvitedBy = t.Column<string>(maxLength: 200),
            CreatedAt = t.Column<DateTime>(),
            ExpiresAt = t.Column<DateTime>(),
            UsedAt = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_access_invitation", x => x.Id);
        });
        CreateKeptForms(m);
        m.CreateTable("access_sign_in_code", t => new
        {
            Id = t.Column<Guid>(),
            Email = t.Column<string>(maxLength: 254),
            CodeHash = t.Column<byte[]>(),
            ExpiresAt = t.Column<DateTime>(),
            Tries = t.Column<int>(),
            UsedAt = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_access_sign_in_code", x => x.Id);
        });
        m.CreateTable("AspNetUsers", t => new
        {
            Id = t.Column<Guid>(),
            Person = t.Column<Guid>(nullable: true),
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
        }, constraints: t =>
        {
            t.PrimaryKey("PK_access_grant", x => x.Id);
            t.ForeignKey("FK_access_grant_AspNetUsers_Account", x => x.Account, "AspNetUsers", "Id", onDelete: ReferentialAction.Cascade);
        });
        CreateWaysIn(m);
        m.CreateIndex("IX_access_grant_Account", "access_grant", "Account");
        m.CreateIndex("IX_access_invitation_TokenHash", "access_invitation", "TokenHash", unique: true);
        m.CreateIndex("IX_access_sign_in_code_Email", "access_sign_in_code", "Email");
        m.CreateIndex("IX_AspNetUsers_Person", "AspNetUsers", "Person", unique: true);
    }

    /// <summary>What an account signs in with; the same at the council.</summary>
    internal static void CreateWaysIn(MigrationBuilder m)
    {
        m.CreateTable("AspNetUserClaims", t => new
        {
            Id = t.Column<int>().Annotation("Sqlite:Autoincrement", true).Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
            UserId = t.Column<Guid>(),
            ClaimType = t.Column<string>(nullable: true),
            ClaimValue = t.Column<string>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_AspNetUserClaims", x => x.Id);
            t.ForeignKey("FK_AspNetUserClaims_AspNetUsers_UserId", x => x.UserId, "AspNetUsers", "Id", onDelete: ReferentialAction.Cascade);
        });
        m.CreateTable("AspNetUserLogins", t => new
        {
            LoginProvider = t.Column<string>(maxLength: 128),
            ProviderKey = t.Column<string>(maxLength: 128),
            ProviderDisplayName = t.Column<string>(nullable: true),
            UserId = t.Column<Guid>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_AspNetUserLogins", x => new { x.LoginProvider, x.ProviderKey });
            t.ForeignKey("FK_AspNetUserLogins_AspNetUsers_UserId", x => x.UserId, "AspNetUsers", "Id", onDelete: ReferentialAction.Cascade);
        });
        m.CreateTable("AspNetUserPasskeys", t => new
        {
            CredentialId = t.Column<byte[]>(maxLength: 1024),
            UserId = t.Column<Guid>(),
            Data = t.Column<string>(type: m.ActiveProvider!.EndsWith("PostgreSQL", StringComparison.Ordinal) ? "jsonb" : "TEXT"),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_AspNetUserPasskeys", x => x.CredentialId);
            t.ForeignKey("FK_AspNetUserPasskeys_AspNetUsers_UserId", x => x.UserId, "AspNetUsers", "Id", onDelete: ReferentialAction.Cascade);
        });
        m.CreateTable("AspNetUserTokens", t => new
        {
            UserId = t.Column<Guid>(),
            LoginProvider = t.Column<string>(maxLength: 128),
            Name = t.Column<string>(maxLength: 128),
            Value = t.Column<string>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_AspNetUserTokens", x => new { x.UserId, x.LoginProvider, x.Name });
            t.ForeignKey("FK_AspNetUserTokens_AspNetUsers_UserId", x => x.UserId, "AspNetUsers", "Id", onDelete: ReferentialAction.Cascade);
        });
        m.CreateIndex("IX_AspNetUserClaims_UserId", "AspNetUserClaims", "UserId");
        m.CreateIndex("IX_AspNetUserLogins_UserId", "AspNetUserLogins", "UserId");
        m.CreateIndex("IX_AspNetUserPasskeys_UserId", "AspNetUserPasskeys", "UserId");
        m.CreateIndex("EmailIndex", "AspNetUsers", "NormalizedEmail");
        m.CreateIndex("UserNameIndex", "AspNetUsers", "NormalizedUserName", unique: true);
    }

    /// <summary>Forms over a sign-in; the same at the council.</summary>
    internal static void CreateKeptForms(MigrationBuilder m)
    {
        m.CreateTable("access_kept_form", t => new
        {
            Id = t.Column<byte[]>(),
            Address = t.Column<string>(maxLength: 2000),
            Fields = t.Column<byte[]>(),
            ExpiresAt = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_access_kept_form", x => x.Id);
        });
        m.CreateIndex("IX_access_kept_form_ExpiresAt", "access_kept_form", "ExpiresAt");
    }
}
