using Samspill.Domain.Shared;

namespace Samspill.Domain.School;

/// <summary>What the school is: one row in each school's database.</summary>
public sealed class SchoolProfile
{
    private SchoolProfile() { }

    /// <summary>A school of a municipality.</summary>
    /// <param name="municipality">Four-digit number.</param>
    /// <param name="demo">A demo refuses real national ids and lets anybody sign in as one of its cast.</param>
    public SchoolProfile(string name, string municipality, bool demo) => (Name, Municipality, Demo) = (name, municipality, demo);

    public int Id { get; private init; } = 1;
    public string Name { get; private set; } = "";
    public string Municipality { get; private init; } = "";
    public bool Demo { get; private init; }
    public string? Address { get; private set; }
    public string? Phone { get; private set; }
    public string? Email { get; private set; }

    /// <summary>Who decides complaints that the school does not uphold, as it stands in a letter: "klagenemnda i Trondheim kommune". Null while nobody has said.</summary>
    public string? ComplaintBody { get; private set; }

    /// <summary>Says who decides complaints in the end.</summary>
    public void Hear(string? complaintBody) => ComplaintBody = complaintBody;

    /// <summary>Corrects what the public sees of the school.</summary>
    public void Describe(string name, string? address, string? phone, string? email) =>
        (Name, Address, Phone, Email) = (name, address, phone, email);
}

/// <summary>Why what is typed of the school is refused.</summary>
public static class ProfileRejections
{
    public static readonly Rejection Phone = new("profile.phone");
    public static readonly Rejection Email = new("profile.email");
}
