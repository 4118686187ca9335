using Samspill.Data;
using Samspill.Gateways.OpenId;

namespace Samspill.Host;

/// <summary>How the program is started.</summary>
/// <param name="Urls">Addresses to listen on, semicolon-separated.</param>
/// <param name="Secure">Behind https: cookies are marked so and HSTS is sent. Off in the demo and on a laptop.</param>
/// <param name="Demo">The demo's sign-in page is there. Never in Production.</param>
public sealed record ServerOptions(Storage Storage, string Urls, bool Secure, bool Demo)
{
    /// <summary>host[:port] of the mail server; null writes messages as files into the data folder.</summary>
    public string? Smtp { get; init; }

    /// <summary>Whom messages come from.</summary>
    public string MailFrom { get; init; } = "kulturskolen@example.org";

    /// <summary>The SMS gateway's address; null writes text messages as files in the demo, and sends none elsewhere.</summary>
    public Uri? Sms { get; init; }

    /// <summary>What the SMS gateway knows us by.</summary>
    public string? SmsKey { get; init; }

    /// <summary>Whether text messages can be sent at all.</summary>
    public bool HasSms => Sms is not null || Demo;

    /// <summary>The folder where the mail server puts mail that comes back; null is <c>mail/returned</c> in the data folder.</summary>
    public string? Returned { get; init; }

    /// <summary>Providers people may sign in with, where a school has switched them on.</summary>
    public IReadOnlyList<ProviderSettings> Providers { get; init; } = [];

    /// <summary>The Chromium that prints letters; null looks for one on the PATH.</summary>
    public string? Chromium { get; init; }

    /// <summary>Address of an OpenTelemetry collector (OTLP over HTTP); null sends nothing.</summary>
    public string? Telemetry { get; init; }

    /// <summary>The address that links in messages begin with, without a slash at the end.</summary>
    public string PublicUrl { get; init; } = "http://localhost:5080";

    /// <summary>Packages may be fetched from this very machine and sent to it: in the demo, and in tests.</summary>
    public bool PackagesAtHome { get; init; } = Demo;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Clock jobs run by themselves; tests run them by hand.</summary>
    public bool Jobs { get; init; } = true;
}
