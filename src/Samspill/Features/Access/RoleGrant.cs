using Samspill.Domain.Access;

namespace Samspill.Features.Access;

/// <summary>A role somebody has from a day to a day.</summary>
public sealed class RoleGrant
{
    private RoleGrant() { }

    public RoleGrant(Guid account, Role role, DateOnly from, DateOnly? to, string grantedBy, string? county = null) =>
        (Id, Account, Role, From, To, GrantedBy, County) = (Guid.CreateVersion7(), account, role, from, to, grantedBy, county);

    public Guid Id { get; private init; }
    public Guid Account { get; private init; }
    public Role Role { get; private init; }
    public DateOnly From { get; private init; }

    /// <summary>The last day; null until somebody ends it.</summary>
    public DateOnly? To { get; private set; }
    public string GrantedBy { get; private init; } = "";

    /// <summary>At the council: number of the county that an adviser advises.</summary>
    public string? County { get; private init; }

    /// <summary>Ends the grant: it does not hold from this day on.</summary>
    public void End(DateOnly today) => To = today.AddDays(-1);
}
