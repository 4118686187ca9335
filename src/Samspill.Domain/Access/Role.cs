namespace Samspill.Domain.Access;

/// <summary>What somebody comes to do. Guardians and pupils have their role by who they are; the others by a grant.</summary>
public enum Role
{
    Guardian,
    Pupil,
    Teacher,
    Office,
    Principal,
    Economy,
    Coordinator,

    /// <summary>Named handler of people with address protection: an explicit grant, implied by no other role.</summary>
    ProtectionHandler,

    /// <summary>County branch: no route to a person.</summary>
    RegionalAdviser,

    /// <summary>National council: no route to a person.</summary>
    NationalCouncil,
}

/// <summary>What is true of roles.</summary>
public static class Roles
{
    /// <summary>Whether it is a role at the council, which is nothing at a school; the others are nothing at the council.</summary>
    public static bool IsOfCouncil(this Role role) => role is Role.RegionalAdviser or Role.NationalCouncil;
}
