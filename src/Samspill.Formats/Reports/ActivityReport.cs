using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Samspill.Formats.Reports;

/// <summary>What one county reported to the national council for a period, area by area (<c>samspill import-report</c>, docs/formats.md).</summary>
/// <param name="About">What the file is, in words.</param>
/// <param name="Region">The county's name in those years.</param>
public sealed record ActivityReport(string About, ReportPeriod Period, string Region, IReadOnlyList<ReportArea> Areas)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true,
    };

    /// <summary>Reads a file whole. Something it does not know is a fault, for else it would be lost.</summary>
    /// <exception cref="JsonException">The file is no such report; the message says where.</exception>
    public static ActivityReport Read(Stream json) => JsonSerializer.Deserialize<ActivityReport>(json, Strict) ?? throw new JsonException("The file holds nothing.");

    /// <summary>The file's text.</summary>
    public string Write() => JsonSerializer.Serialize(this, Strict);
}

/// <summary>The days it is for, when it was due, to whom, and by which strategy.</summary>
public sealed record ReportPeriod(DateOnly From, DateOnly To, DateOnly Due, string For, string Strategy);

/// <summary>A field of the strategy, with its number as printed.</summary>
public sealed record ReportArea(int Number, string Name, IReadOnlyList<ReportGoal> Goals);

/// <summary>A goal.</summary>
/// <param name="NationalMeasures">How many the nation's plan has for it.</param>
public sealed record ReportGoal(string Number, string About, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int NationalMeasures, IReadOnlyList<ReportMeasure> RegionalMeasures);

/// <summary>A measure of the county's own.</summary>
public sealed record ReportMeasure(int Number, string About, IReadOnlyList<ReportActivity> Activities);

/// <summary>Something that was done, with what the report said of it.</summary>
/// <param name="Kind">As an activity's kind is called: municipalVisit.</param>
public sealed record ReportActivity(
    string Kind, string? When = null, string? Recurs = null, int? Municipalities = null, int? Regions = null, int? Partners = null, int? Count = null,
    string? Name = null, string? Subject = null, string? Partner = null, string? With = null, IReadOnlyList<int>? Years = null, bool Planned = false, string? Note = null);
