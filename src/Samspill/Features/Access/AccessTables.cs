using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samspill.Features.Audit;
using Samspill.Host;

namespace Samspill.Features.Access;

[At(Side.Both)]
internal sealed class UserAccountTable : IEntityTypeConfiguration<UserAccount>
{
    public void Configure(EntityTypeBuilder<UserAccount> account)
    {
        account.Property(a => a.DisplayName).HasMaxLength(200);
        account.Property(a => a.Language).HasMaxLength(2);
    }
}

[At(Side.Both)]
internal sealed class RoleGrantTable : IEntityTypeConfiguration<RoleGrant>
{
    public void Configure(EntityTypeBuilder<RoleGrant> grant)
    {
        grant.ToTable("access_grant");
        grant.HasOne<UserAccount>().WithMany().HasForeignKey(g => g.Account).OnDelete(DeleteBehavior.Cascade);
        grant.Property(g => g.GrantedBy).HasMaxLength(200);
        grant.Property(g => g.County).HasMaxLength(2);
        grant.HasIndex(g => g.Account);
    }
}

[At(Side.Both)]
internal sealed class InvitationTable : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.ToTable("access_invitation");
        invitation.Property(i => i.Name).HasMaxLength(200);
        invitation.Property(i => i.Email).HasMaxLength(254);
        invitation.Property(i => i.InvitedBy).HasMaxLength(200);
        invitation.Property(i => i.County).HasMaxLength(2);
        invitation.HasIndex(i => i.TokenHash).IsUnique();
        invitation.Property(i => i.UsedAt).IsConcurrencyToken();
    }
}

internal sealed class SignInCodeTable : IEntityTypeConfiguration<SignInCode>
{
    public void Configure(EntityTypeBuilder<SignInCode> code)
    {
        code.ToTable("access_sign_in_code");
        code.Property(c => c.Email).HasMaxLength(254);
        code.Property(c => c.Tries).IsConcurrencyToken();
        code.Property(c => c.UsedAt).IsConcurrencyToken();
        code.HasIndex(c => c.Email);
    }
}

internal sealed class AccessTokenTable : IEntityTypeConfiguration<AccessToken>
{
    public void Configure(EntityTypeBuilder<AccessToken> token)
    {
        token.ToTable("access_token");
        token.HasOne<UserAccount>().WithMany().HasForeignKey(t => t.Account).OnDelete(DeleteBehavior.Cascade);
        token.Property(t => t.Name).HasMaxLength(AccessToken.NameLength);
        token.Property(t => t.Shown).HasMaxLength(20);
        token.Property(t => t.Scopes).HasMaxLength(400);
        token.HasIndex(t => t.Account);
        token.HasIndex(t => t.Hash).IsUnique();
    }
}

[At(Side.Both)]
internal sealed class KeptFormTable : IEntityTypeConfiguration<KeptForm>
{
    public void Configure(EntityTypeBuilder<KeptForm> kept)
    {
        kept.ToTable("access_kept_form");
        kept.NotAudited();
        kept.Property(k => k.Id).ValueGeneratedNever();
        kept.Property(k => k.Address).HasMaxLength(2000);
        kept.HasIndex(k => k.ExpiresAt);
    }
}

internal sealed class LinkedIdentityTable : IEntityTypeConfiguration<LinkedIdentity>
{
    public void Configure(EntityTypeBuilder<LinkedIdentity> identity)
    {
        identity.ToTable("access_identity");
        identity.Property(i => i.Id).ValueGeneratedNever();
        identity.Property(i => i.Issuer).HasMaxLength(200);
        identity.Property(i => i.Subject).HasMaxLength(255);
        identity.Property(i => i.Label).HasMaxLength(200);
        identity.HasOne<UserAccount>().WithMany().HasForeignKey(i => i.Account).OnDelete(DeleteBehavior.Cascade);
        identity.HasIndex(i => new { i.Issuer, i.Subject }).IsUnique();
        identity.HasIndex(i => i.Account);
    }
}

internal sealed class ProviderSessionTable : IEntityTypeConfiguration<ProviderSession>
{
    public void Configure(EntityTypeBuilder<ProviderSession> session)
    {
        session.ToTable("access_provider_session");
        session.NotAudited();
        session.Property(s => s.Id).ValueGeneratedNever();
        session.HasOne<LinkedIdentity>().WithMany().HasForeignKey(s => s.Identity).OnDelete(DeleteBehavior.Cascade);
        session.HasIndex(s => s.Identity);
        session.HasIndex(s => s.SidIndex);
        session.HasIndex(s => s.ExpiresAt);
    }
}

internal sealed class OpenProviderTable : IEntityTypeConfiguration<OpenProvider>
{
    public void Configure(EntityTypeBuilder<OpenProvider> provider)
    {
        provider.ToTable("access_provider");
        provider.HasKey(p => p.Name);
        provider.Property(p => p.Name).HasMaxLength(40);
    }
}
