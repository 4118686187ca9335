using System.CommandLine;
using Samspill.Host;

namespace Samspill.Commands;

internal static class ServeCommand
{
    private static readonly Option<string> Urls = new("--urls") { Description = "Addresses to listen on, semicolon-separated", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
    private static readonly Option<string> PublicUrl = new("--public-url") { Description = "The address families use; links in messages begin with it. https makes cookies secure", DefaultValueFactory = _ => "https://localhost" };
    private static readonly Option<string?> Smtp = new("--smtp") { Description = "Mail server as host[:port]; without it messages are written as files under the data folder" };
    private static readonly Option<string> MailFrom = new("--mail-from") { Description = "Whom messages come from", DefaultValueFactory = _ => "kulturskolen@example.org" };
    private static readonly Option<Uri?> Sms = new("--sms") { Description = "SMS gateway, https://...; its key is in the environment variable SAMSPILL_SMS_KEY" };
    private static readonly Option<string?> Returned = new("--returned-mail") { Description = "Folder where the mail server puts mail that comes back; without it mail/returned under the data folder" };
    private static readonly Option<string?> Telemetry = new("--telemetry") { Description = "OpenTelemetry collector (OTLP over HTTP), for instance http://127.0.0.1:4318" };

    private static readonly Option<string?> Chromium = new("--chromium") { Description = "Program that prints letters to PDF; without it chromium is looked for on the PATH" };

    public static Command Create()
    {
        var serve = new Command("serve", "Serves the schools of this installation") { Urls, PublicUrl, Smtp, MailFrom, Sms, Returned, Telemetry, Chromium };
        foreach (var option in ProviderOfCommand.Options) serve.Add(option);
        serve.SetAction((parsed, ct) =>
        {
            if (ProviderOfCommand.Read(parsed, Environment.GetEnvironmentVariable, out var providers) is { } fault)
            {
                Console.Error.WriteLine(fault);
                return Task.FromResult(2);
            }
            if (parsed.GetValue(Sms) is { } gateway && !(gateway.IsAbsoluteUri && (gateway.Scheme == Uri.UriSchemeHttps || gateway.Scheme == Uri.UriSchemeHttp && gateway.IsLoopback)))
            {
                Console.Error.WriteLine($"--sms {gateway}: texts and the key go there, so it must be https, or http on this very machine.");
                return Task.FromResult(2);
            }
            var publicUrl = parsed.GetRequiredValue(PublicUrl).TrimEnd('/');
            var storage = CommandLine.StorageOf(parsed);
            return CommandLine.AloneAsync(storage, () => RunAsync(new ServerOptions(storage, parsed.GetRequiredValue(Urls), Secure: publicUrl.StartsWith("https:", StringComparison.Ordinal), Demo: false)
            {
                PublicUrl = publicUrl, Smtp = parsed.GetValue(Smtp), MailFrom = parsed.GetRequiredValue(MailFrom), Telemetry = parsed.GetValue(Telemetry), Providers = providers, Chromium = parsed.GetValue(Chromium),
                Sms = parsed.GetValue(Sms), SmsKey = Environment.GetEnvironmentVariable("SAMSPILL_SMS_KEY"), Returned = parsed.GetValue(Returned),
            }, new Schools(storage, TimeProvider.System), _ => { }, ct));
        });
        return serve;
    }

    /// <summary>Opens the schools, serves until stopped, and tells when it is ready.</summary>
    public static async Task<int> RunAsync(ServerOptions options, Schools schools, Action<WebApplication> ready, CancellationToken ct)
    {
        var opening = Task.Run(() => schools.OpenAllAsync(ct), ct); // while the program is wired: each takes most of a second
        await using var app = Server.Build(options, schools);
        await opening;
        try { await app.StartAsync(ct); }
        catch (IOException busy)
        {
            await Console.Error.WriteLineAsync(busy.Message);
            return 2;
        }
        ready(app);
        await app.WaitForShutdownAsync(ct);
        return 0;
    }
}
