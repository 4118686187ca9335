using System.CommandLine;
using Samspill.Gateways.OpenId;

namespace Samspill.Commands;

/// <summary>The providers as <c>samspill serve</c> is told of them. Secrets come from the environment only: a process list is read by many.</summary>
internal static class ProviderOfCommand
{
    private static readonly Option<string?> IdPorten = new("--idporten-client") { Description = "Client id at ID-porten; without it nobody signs in there" };
    private static readonly Option<string> IdPortenIssuer = new("--idporten-issuer") { Description = "ID-porten's issuer; https://test.idporten.no for tests", DefaultValueFactory = _ => "https://idporten.no" };
    private static readonly Option<string> IdPortenAcr = new("--idporten-acr") { Description = "Weakest sign-in that will do: idporten-loa-substantial or idporten-loa-high", DefaultValueFactory = _ => "idporten-loa-substantial" };
    private static readonly Option<string?> Feide = new("--feide-client") { Description = "Client id at Feide; without it nobody signs in there" };
    private static readonly Option<string> FeideIssuer = new("--feide-issuer") { Description = "Feide's issuer", DefaultValueFactory = _ => "https://auth.dataporten.no" };
    private static readonly Option<bool> Loopback = new("--loopback-providers") { Description = "Takes http from providers on this very machine. For tests only" };

    public static IReadOnlyList<Option> Options { get; } = [IdPorten, IdPortenIssuer, IdPortenAcr, Feide, FeideIssuer, Loopback];

    /// <returns>What is wrong, in a sentence for the one who starts the program; null when nothing is.</returns>
    public static string? Read(ParseResult parsed, Func<string, string?> environment, out IReadOnlyList<ProviderSettings> providers)
    {
        var told = new List<ProviderSettings>();
        providers = told;
        if (parsed.GetValue(IdPorten) is { } idporten) told.Add(ProviderSettings.IdPorten(parsed.GetRequiredValue(IdPortenIssuer), idporten) with { Acr = parsed.GetRequiredValue(IdPortenAcr) });
        if (parsed.GetValue(Feide) is { } feide) told.Add(ProviderSettings.Feide(parsed.GetRequiredValue(FeideIssuer), feide));
        for (var i = 0; i < told.Count; i++)
        {
            string? Told(string what) => environment($"SAMSPILL_{told[i].Name.ToUpperInvariant()}_{what}") is { Length: > 0 } said ? said : null;
            var keyFile = Told("KEY_FILE");
            if (keyFile is not null && !File.Exists(keyFile)) return $"{told[i].Label}: there is no file {keyFile}.";
            told[i] = told[i] with { Secret = Told("SECRET"), Key = keyFile is null ? null : File.ReadAllText(keyFile), KeyId = Told("KEY_ID"), AllowsLoopbackHttp = parsed.GetValue(Loopback) };
            if (told[i].Fault() is { } fault) return fault;
        }
        return null;
    }
}
