using System.CommandLine;
using Samspill.Host;

namespace Samspill.Commands;

internal static class DemoCommand
{
    private static readonly Option<int> Port = new("--port") { Description = "Port on localhost", DefaultValueFactory = _ => 5080 };
    private static readonly Option<bool> Fresh = new("--fresh") { Description = "Makes the demo anew" };

    public static Command Create()
    {
        var demo = new Command("demo", "Makes two schools of made-up people and serves them") { Port, Fresh };
        demo.SetAction((parsed, ct) =>
        {
            var port = parsed.GetValue(Port);
            var options = new ServerOptions(CommandLine.StorageOf(parsed), $"http://localhost:{port}", Secure: false, Demo: true) { PublicUrl = $"http://localhost:{port}" };
            return ServeCommand.RunAsync(options, _ => Console.WriteLine($"Samspill: http://localhost:{port}"), ct);
        });
        return demo;
    }
}
