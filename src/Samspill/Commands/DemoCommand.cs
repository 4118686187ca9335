using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Samspill.Data;
using Samspill.Host;

namespace Samspill.Commands;

/// <summary><c>samspill demo</c>: makes the demo's schools when they are not there, and serves them.</summary>
internal static class DemoCommand
{
    private static readonly Option<int> Port = new("--port") { Description = "Port on localhost", DefaultValueFactory = _ => 5080 };
    private static readonly Option<bool> Fresh = new("--fresh") { Description = "Makes the demo's schools anew; whatever was done in them is gone" };

    public static Command Create()
    {
        var demo = new Command("demo", "Makes two schools of made-up people and a council, and serves them. Exit 2 when the port is taken or a school there is real") { Port, Fresh };
        demo.SetAction(RunAsync);
        return demo;
    }

    private static Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var port = parsed.GetValue(Port);
        if (port is < 1 or > 65535) return Task.FromResult(Refuse($"--port {port} is no port: 1 to 65535."));
        if (IsTaken(port)) return Task.FromResult(Refuse($"Port {port} is taken: stop what listens there, or choose another with --port."));
        var storage = CommandLine.StorageOf(parsed);
        return CommandLine.AloneAsync(storage, () => ServeAsync(storage, port, parsed.GetValue(Fresh), ct));
    }

    private static async Task<int> ServeAsync(Storage storage, int port, bool fresh, CancellationToken ct)
    {
        var schools = new Schools(storage, TimeProvider.System);
        await schools.OpenAllAsync(ct);
        if (schools.Find(DemoSchools.Trondheim) is null) Console.WriteLine("Making two schools of made-up people ...");
        var ready = await DemoSchools.EnsureAsync(schools, TimeProvider.System, fresh, ct);
        if (ready.Refused(out var why)) return Refuse($"School \"{why.Facts[0]}\" in {storage.Folder} is no demo. Choose another folder with --data.");
        await DemoCouncil.EnsureAsync(schools, TimeProvider.System, fresh, ct);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true); // gives back what making the schools took
        var url = $"http://localhost:{port}";
        return await ServeCommand.RunAsync(new ServerOptions(storage, url, Secure: false, Demo: true) { PublicUrl = url }, schools, _ => Welcome(schools, url, port, ready.Value), ct);
    }

    private static void Welcome(Schools schools, string url, int port, DateOnly made)
    {
        Console.WriteLine($"Samspill: {url} and http://127.0.0.1:{port}");
        foreach (var school in schools.All.Cast<Tenant>().Append(schools.Council).OfType<Tenant>().Where(s => s.Demo))
        {
            Console.WriteLine($"{school.Name}: {url}/{school.Slug}");
            Console.WriteLine($"  sign in as one of these at {url}/{school.Slug}/demo");
            foreach (var member in Cast.All.Where(m => m.School == school.Slug)) Console.WriteLine($"  {member.Name}: {Cast.What(member)}");
        }
        var age = Oslo.Today(TimeProvider.System).DayNumber - made.DayNumber;
        if (age > DemoSchools.FreshDays) Console.WriteLine($"The demo was made {age} days ago, and its dates have gone stale: --fresh makes it anew.");
    }

    private static bool IsTaken(int port)
    {
        foreach (var address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback })
        {
            using var listener = new TcpListener(address, port) { ExclusiveAddressUse = true };
            try { listener.Start(); }
            catch (SocketException busy) when (busy.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied) { return true; }
            catch (SocketException) { } // no such protocol here
        }
        return false;
    }

    private static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return 2;
    }
}
