using System.Security.Cryptography;

namespace Samspill.Gateways.OpenId;

/// <summary>What one knows of a provider: its addresses and keys, asked for again twice a day, or when a key is unknown, but then at most once a minute.</summary>
public sealed class Provider(ProviderSettings settings, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(12), Usable = TimeSpan.FromHours(48), Pause = TimeSpan.FromMinutes(1), PauseAfterFault = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim turn = new(1);
    private Known? known;
    private Rejection? fault;
    private DateTimeOffset asked;

    private sealed record Known(ProviderMetadata Metadata, IReadOnlyDictionary<string, RSAParameters> Keys, DateTimeOffset At);

    public ProviderSettings Settings => settings;

    internal ProviderHttp Http { get; } = new(settings.Patience);

    public void Dispose()
    {
        Http.Dispose();
        turn.Dispose();
    }

    internal async Task<Outcome<ProviderMetadata>> MetadataAsync(CancellationToken ct)
    {
        var now = await KnownAsync(Fresh, ct);
        return now.Refused(out var why) ? why : now.Value.Metadata;
    }

    /// <summary>The token when one of the provider's keys has signed it. A key that was published since is found.</summary>
    internal async Task<Outcome<SignedToken>> VerifyAsync(string token, CancellationToken ct)
    {
        if (SignedToken.Read(token).Refused(out var why, out var read)) return why;
        if ((await KnownAsync(Fresh, ct)).Refused(out why, out var now)) return why;
        if (!now.Keys.ContainsKey(read.KeyId) && (await KnownAsync(Pause, ct)).Refused(out why, out now)) return why;
        if (!now.Keys.TryGetValue(read.KeyId, out var key)) return ProviderRefusals.Provider("key-unknown");
        return read.IsSignedBy(key) ? read : ProviderRefusals.Provider("signature");
    }

    /// <summary>What is known, asked for anew when older than this. While the provider cannot be reached, what was known serves for two days.</summary>
    private async Task<Outcome<Known>> KnownAsync(TimeSpan age, CancellationToken ct)
    {
        if (known is { } recent && clock.GetUtcNow() - recent.At < age) return recent;
        await turn.WaitAsync(ct);
        try
        {
            var now = clock.GetUtcNow();
            if (known is { } meanwhile && now - meanwhile.At < age) return meanwhile;
            if (fault is null || now - asked >= PauseAfterFault)
            {
                var answer = await AskAsync(now, ct);
                asked = now;
                if (!answer.Refused(out fault)) known = answer.Value;
            }
            return fault is null || known is { } old && now - old.At < Usable ? known! : fault;
        }
        finally { turn.Release(); }
    }

    private async Task<Outcome<Known>> AskAsync(DateTimeOffset now, CancellationToken ct)
    {
        using var discovery = new HttpRequestMessage(HttpMethod.Get, $"{settings.Issuer.TrimEnd('/')}/.well-known/openid-configuration");
        if ((await Http.AskAsync(discovery, "discovery", ct)).Refused(out var why, out var document)) return why;
        if (ProviderMetadata.Read(document, settings).Refused(out why, out var metadata)) return why;
        using var list = new HttpRequestMessage(HttpMethod.Get, metadata.Keys);
        if ((await Http.AskAsync(list, "keys", ct)).Refused(out why, out document)) return why;
        return ProviderKeys.Read(document).Refused(out why, out var keys) ? why : new Known(metadata, keys, now);
    }
}

/// <summary>The providers of this installation.</summary>
public sealed class Providers(IReadOnlyList<ProviderSettings> settings, TimeProvider clock) : IDisposable
{
    public IReadOnlyList<Provider> All { get; } = [.. settings.Select(s => new Provider(s, clock))];

    public Provider? Find(string name) => All.FirstOrDefault(p => p.Settings.Name == name);

    public Provider? OfIssuer(string issuer) => All.FirstOrDefault(p => p.Settings.Issuer == issuer);

    public void Dispose()
    {
        foreach (var provider in All) provider.Dispose();
    }
}
