using Samspill.Formats;

namespace Samspill.Features.Admission;

/// <summary>A national id as somebody typed it, or none when the field was left empty.</summary>
internal readonly record struct TypedNationalId(NationalId? Id)
{
    /// <param name="born">The birth date it must fit; null when that is not known.</param>
    /// <param name="demo">A demo takes synthetic numbers only.</param>
    public static Outcome<TypedNationalId> Read(string? typed, DateOnly? born, bool demo)
    {
        if (string.IsNullOrWhiteSpace(typed)) return new TypedNationalId(null);
        if (!NationalId.TryParse(typed, out var id, out var fault)) return fault switch
        {
            NationalIdFault.Length => new("person.national-id.length"),
            NationalIdFault.NotDigits => new("person.national-id.not-digits"),
            NationalIdFault.Date => new("person.national-id.date"),
            _ => new Rejection("person.national-id.check-digits"),
        };
        if (born is { } day && !id.Fits(day)) return new Rejection("person.national-id.other-date");
        return demo && !id.IsSynthetic ? new Rejection("person.national-id.real") : new TypedNationalId(id);
    }
}
