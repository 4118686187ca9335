using Samspill.Domain.Shared;

namespace Samspill.Domain.Groups;

/// <summary>Two children who would come to their lessons together. One family gets a code and gives it to the other, which types it: nobody finds somebody else's child by it.</summary>
public sealed class Carpool
{
    /// <summary>Most of one child.</summary>
    public const int Most = 3;

    /// <summary>Characters of a code.</summary>
    public const int CodeLength = 8;

    private Carpool() { }

    /// <param name="first">Whose family asked for the code.</param>
    public Carpool(string code, PersonId first) => (Code, First) = (code, first);

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string Code { get; private init; } = "";
    public PersonId First { get; private init; }

    /// <summary>Whose family has typed the code; null while nobody has, and then it counts for nothing.</summary>
    public PersonId? Second { get; private set; }

    /// <summary>The other family says it too. Twice is harmless; a code that others have used is no code.</summary>
    public Outcome<Done> Agree(PersonId other)
    {
        if (other == First) return CarpoolRejections.OwnCode;
        if (Second is { } taken && taken != other) return CarpoolRejections.Unknown;
        Second = other;
        return new Done();
    }
}

/// <summary>Why a carpool is refused.</summary>
public static class CarpoolRejections
{
    public static readonly Rejection Unknown = new("carpool.unknown");
    public static readonly Rejection OwnCode = new("carpool.own-code");
    public static readonly Rejection TooMany = new("carpool.too-many", Carpool.Most);
}
