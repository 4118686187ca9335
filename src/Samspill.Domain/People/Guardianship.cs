using Samspill.Domain.Shared;

namespace Samspill.Domain.People;

/// <summary>What a guardian may do on the web for a pupil, as custody allows.</summary>
public enum GuardianAccess { Acts, Sees, None }

/// <summary>Who is guardian of whom. Siblings share a guardian.</summary>
public sealed class Guardianship
{
    private Guardianship() { }

    /// <summary>A guardian of a pupil. For a protected pupil the web stays closed until a named handler opens it for this guardian.</summary>
    public Guardianship(PersonId pupil, PersonId guardian, bool? payer, bool online) =>
        (Pupil, Guardian, Payer, Online) = (pupil, guardian, payer, online);

    public PersonId Pupil { get; private init; }
    public PersonId Guardian { get; private init; }

    /// <summary>Whether this guardian pays; null when nobody said.</summary>
    public bool? Payer { get; private set; }

    /// <summary>Whether this guardian may see the pupil on the web, and act for it unless <see cref="SeesOnly"/>.</summary>
    public bool Online { get; private set; }

    /// <summary>Sees the pupil on the web, and neither applies, answers nor gives up anything.</summary>
    public bool SeesOnly { get; private set; }

    /// <summary>What this guardian may do on the web.</summary>
    public GuardianAccess Access => !Online ? GuardianAccess.None : SeesOnly ? GuardianAccess.Sees : GuardianAccess.Acts;

    /// <summary>Records what custody allows.</summary>
    public void Allow(GuardianAccess access) => (Online, SeesOnly) = (access != GuardianAccess.None, access == GuardianAccess.Sees);

    /// <summary>Says who pays.</summary>
    public void Pays(bool? payer) => Payer = payer;

    /// <summary>Opens or closes the web for this guardian: a parent may be the threat that the protection is against.</summary>
    public void SetOnline(bool open) => Online = open;
}
