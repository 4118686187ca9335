using Samspill.Domain.Access;

namespace Samspill.Host;

/// <summary>Who acts in this request or command, and what that person is to the school, or the council, right now.</summary>
/// <param name="Children">Pupils this person may see on the web, itself included when it is a pupil.</param>
public sealed record Actor(Guid? Account, PersonId? Person, StaffId? Staff, string Name, IReadOnlySet<Role> Roles, IReadOnlyList<PersonId> Children)
{
    public static readonly Actor Anonymous = new(null, null, null, "anonymous", new HashSet<Role>(), []);

    /// <summary>The program itself: clock jobs and commands.</summary>
    public static readonly Actor System = new(null, null, null, "system", new HashSet<Role>(), []);

    /// <summary>An operator at the command line.</summary>
    public static Actor Operator => System with { Name = "operator" };

    /// <summary>Of the children, those this person only sees: custody allows no more.</summary>
    public IReadOnlySet<PersonId> SeenOnly { get; init; } = new HashSet<PersonId>();

    /// <summary>Pupils this person may act for: apply, answer, give up.</summary>
    public IReadOnlyList<PersonId> Wards => SeenOnly.Count == 0 ? Children : [.. Children.Where(c => !SeenOnly.Contains(c))];

    /// <summary>At the council: numbers of the counties that the person is an adviser of.</summary>
    public IReadOnlySet<string> Counties { get; init; } = new HashSet<string>();

    /// <summary>Has a county to work for.</summary>
    public bool WorksForAny => May(Can.WorkForCounty) && Counties.Count > 0;

    /// <summary>Lives in a household with a protected address: the audit names the account only.</summary>
    public bool IsShielded { get; init; }

    public bool IsSignedIn => Account is not null;

    /// <summary>What is let through of what the roles give; null lets everything through.</summary>
    private IReadOnlySet<string>? Allowed { get; init; }

    public bool May(string permission) => Allowed?.Contains(permission) != false && Roles.Any(role => Can.Of(role).Contains(permission));

    /// <summary>The same person through a token that lets these permissions through. Without any of the family's it has no children here.</summary>
    public Actor Through(IReadOnlySet<string> permissions) =>
        this with { Allowed = permissions, Children = permissions.Overlaps([Can.SeeOwnFamily, Can.Apply, Can.AnswerOffers, Can.ReadDecisions]) ? Children : [] };

    public bool WorksFor(string county) => May(Can.WorkForCounty) && Counties.Contains(county);

    public bool IsFamilyOf(PersonId person) => Person == person || Children.Contains(person);
}

/// <summary>The actor of the running request; anonymous until the request has been authenticated.</summary>
public sealed class CurrentActor
{
    public Actor Actor { get; set; } = Actor.Anonymous;
}
