using System.Globalization;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Complaints;

/// <summary>What the case worker puts right, as it is typed.</summary>
public sealed class CorrectionForm
{
    private const string Form = "yyyy-MM-dd'T'HH:mm";

    public List<string> Flags { get; set; } = [];

    /// <summary>Oslo's time.</summary>
    public string? AppliedAt { get; set; }
    public string? ExtraSeats { get; set; }

    public static CorrectionForm Of(DateTimeOffset appliedAt) => new() { AppliedAt = Oslo.At(appliedAt).ToString(Form, CultureInfo.InvariantCulture) };

    /// <summary>Reads it, or says what is wrong beside the fields.</summary>
    /// <param name="flags">The flags that there are to choose from.</param>
    /// <param name="recorded">When the wish was received by what is recorded: the same to the minute is no correction.</param>
    public Correction Read(Typed typed, Texts texts, IReadOnlyList<string> flags, DateTimeOffset recorded, DateTimeOffset now)
    {
        DateTimeOffset? at = null;
        if (!string.IsNullOrWhiteSpace(AppliedAt) && AppliedAt != Of(recorded).AppliedAt)
        {
            if (DateTime.TryParseExact(AppliedAt.Trim(), [Form, "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year > 1900 && !Oslo.Zone.IsInvalidTime(local))
                at = new DateTimeOffset(local, Oslo.Zone.GetUtcOffset(local));
            if (at is null || at > now || at < now.AddYears(-20)) typed.Wrong(nameof(AppliedAt), texts["complaint.applied-at.wrong"]);
        }
        return new Correction([.. Flags.Where(flags.Contains).Distinct()], at, typed.Number(nameof(ExtraSeats), ExtraSeats, 0, 50) ?? 0);
    }
}
