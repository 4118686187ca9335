using Samspill.Domain.Shared;

namespace Samspill.Domain.People;

/// <summary>What a person is employed as.</summary>
public enum StaffRole { Principal, Office, Teacher, Other }

/// <summary>A person's employment at the school.</summary>
public sealed class Staff
{
    private Staff() { }

    /// <summary>An employment with the code the school uses for it.</summary>
    public Staff(StaffId id, PersonId person, string code) => (Id, Person, Code) = (id, person, code);

    public StaffId Id { get; private init; }
    public PersonId Person { get; private init; }
    public string Code { get; private init; } = "";
    public StaffRole Role { get; private set; }

    /// <summary>0 to 100 (more when somebody has extra hours); null when not said.</summary>
    public int? PositionPercent { get; private set; }

    /// <summary>Space-separated subjects in the order given.</summary>
    public string Subjects { get; private set; } = "";
    public SiteId? HomeSite { get; private set; }

    /// <summary>Corrects what the employment is.</summary>
    public void Record(StaffRole role, int? positionPercent, string subjects, SiteId? homeSite) =>
        (Role, PositionPercent, Subjects, HomeSite) = (role, positionPercent, subjects, homeSite);
}
