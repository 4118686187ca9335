using System.Text.Json;
using Samspill.Tests.Features.Access;
using Samspill.Tests.Host;

namespace Samspill.Tests.HouseRules;

/// <summary>The OpenAPI description says all of the API, and changes only when somebody means it to.</summary>
public sealed class DescriptionRules(OnSqlite server) : OnDatabase(server), IClassFixture<OnSqlite>
{
    [Fact]
    public async Task Every_address_is_described_with_a_name_an_answer_and_its_refusals()
    {
        var document = JsonDocument.Parse(await DocumentAsync()).RootElement;
        document.GetProperty("openapi").GetString().ShouldStartWith("3.1");
        var described = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => (Address: $"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value))).ToList();
        var doors = (await Doors.OfAsync(Server)).Where(d => d.Pattern.StartsWith("/api/", StringComparison.Ordinal)).ToList();
        described.Select(d => d.Address).Order(StringComparer.Ordinal).ShouldBe(doors.Select(d => $"{d.Method} {Bare(d.Pattern)}").Order(StringComparer.Ordinal));
        described.Select(d => d.Value.GetProperty("operationId").GetString()).Distinct().Count().ShouldBe(described.Count);
        foreach (var (address, operation) in described)
        {
            var answers = operation.GetProperty("responses").EnumerateObject().ToList();
            answers.Any(a => a.Name == "204" || a.Name[0] == '2' && (HasSchema(a.Value, "application/json") || HasSchema(a.Value, "application/pdf"))).ShouldBeTrue(address);
            var problems = answers.Where(a => a.Name[0] is '4').ToList();
            problems.Count.ShouldBeGreaterThan(0, address);
            problems.ShouldAllBe(a => HasSchema(a.Value, "application/problem+json"), address);
        }
    }

    [Fact]
    public async Task The_kept_description_is_the_programs()
    {
        var path = Path.Combine(Repository.Root, "docs", "openapi.json");
        var real = JsonSerializer.Serialize(JsonDocument.Parse(await DocumentAsync()), new JsonSerializerOptions { WriteIndented = true }) + "\n";
        if (Environment.GetEnvironmentVariable("SAMSPILL_WRITE_DOCS") is not null) await File.WriteAllTextAsync(path, real);
        (await File.ReadAllTextAsync(path)).ShouldBe(real, "docs/openapi.json is another: run the tests with SAMSPILL_WRITE_DOCS=1 and read what changed for those who use the API");
    }

    private async Task<string> DocumentAsync()
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(Server.Address, "/openapi/v1.json"));
    }

    private static bool HasSchema(JsonElement answer, string type) => answer.GetProperty("content").TryGetProperty(type, out var content) && content.TryGetProperty("schema", out _);

    private static string Bare(string pattern) => System.Text.RegularExpressions.Regex.Replace(pattern, @":\w+\}", "}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromMinutes(1)).TrimEnd('/');
}
