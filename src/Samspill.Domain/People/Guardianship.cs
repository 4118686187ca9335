using Samspill.Domain.Shared;

namespace Samspill.Domain.People;

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

    /// <summary>Whether this guardian may see and act for the pupil on the web.</summary>
    public bool Online { get; private set; }

    /// <summary>Says who pays.</summary>
    public void Pays(bool? payer) => Payer = payer;

    /// <summary>Opens or closes the web for this guardian: a parent may be the threat that the protection is against.</summary>
    public void SetOnline(bool open) => Online = open;
}
