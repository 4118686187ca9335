using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using Samspill.Features.Access;
using Samspill.Gateways.OpenId;
using Samspill.Host;
using Samspill.Tests.Cast;
using Samspill.Tests.Gateways.OpenId;
using Samspill.Tests.Host;
using Samspill.Tests.HouseRules;

namespace Samspill.Tests.Gateways.RealProvider;

/// <summary>The program beside a provider that others wrote: the npm package oidc-provider, in a process of its own.</summary>
public sealed class ServerBesideRealProvider : OnSqlite
{
    private readonly RSA key = RSA.Create(2048);
    private readonly string address = $"http://127.0.0.1:{FreePort()}";
    private Process provider = null!;

    public string Issuer { get; private set; } = "";

    public override async ValueTask InitializeAsync()
    {
        var folder = Path.Combine(Repository.Root, "tests", "Samspill.Tests", "Gateways", "RealProvider");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "oidc-provider")))
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]) { WorkingDirectory = folder })!;
            await npm.WaitForExitAsync();
            npm.ExitCode.ShouldBe(0);
        }
        var public_ = key.ExportParameters(false);
        var jwk = JsonSerializer.Serialize(new { kty = "RSA", use = "sig", kid = "ours", n = Base64Url.EncodeToString(public_.Modulus), e = Base64Url.EncodeToString(public_.Exponent) });
        provider = Process.Start(new ProcessStartInfo("node", ["provider.mjs", address, World.School, jwk]) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Issuer = (await provider.StandardOutput.ReadLineAsync())!;
        await base.InitializeAsync();
        Clock.Advance(TimeProvider.System.GetUtcNow() - Clock.GetUtcNow()); // the provider goes by the world's time
        await using var db = Database();
        db.OpenProviders.Add(new OpenProvider("idporten"));
        var cipher = Schools.Find(World.School)!.Cipher;
        (await db.People.SingleAsync(p => p.Id == World.Kari.Person)).Identify(cipher.Encrypt(Neighbours.KarisNumber), cipher.Index(Neighbours.KarisNumber));
        await db.SaveChangesAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        provider.Kill(); // this one, by its id
        provider.Dispose();
        key.Dispose();
    }

    protected override ServerOptions Configure(ServerOptions options) => options with
    {
        Urls = address,
        PublicUrl = address,
        Providers = [ProviderSettings.IdPorten(Issuer, "samspill") with { Key = key.ExportPkcs8PrivateKeyPem(), KeyId = "ours", AllowsLoopbackHttp = true }],
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

public sealed class RealProviderTests(ServerBesideRealProvider server) : IClassFixture<ServerBesideRealProvider>
{
    [Fact]
    public async Task Kari_comes_in_with_pkce_and_a_signed_client_and_is_out_when_she_signs_out_there()
    {
        using var kari = new Traveller(server.Address, World.School);
        using var there = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var asked = await kari.AskAsync("idporten");

        using var answer = await kari.BackAsync(await ThroughAsync(there, asked.Headers.Location!));

        answer.Headers.Location?.ToString().ShouldBe($"/{World.School}/min-side");
        (await kari.OpenAsync("/min-side")).Body!.TextContent.ShouldContain("Jonas");

        // She signs out at the provider, which tells us over the back channel.
        var question = await Browser.ReadAsync(await there.GetAsync($"{server.Issuer}/session/end?client_id=samspill", TestContext.Current.CancellationToken));
        var form = question.Forms[0];
        var fields = form.QuerySelectorAll("input").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        fields["logout"] = "yes";
        using var done = await there.PostAsync(new Uri(form.GetAttribute("action")!), new FormUrlEncodedContent(fields), TestContext.Current.CancellationToken);
        ((int)done.StatusCode).ShouldBeLessThan(400);
        (await kari.GetAsync("/min-side")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Signing_out_here_is_known_to_the_provider_as_an_address_to_come_back_to()
    {
        using var kari = new Traveller(server.Address, World.School);
        using var there = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var asked = await kari.AskAsync("idporten");
        using var arrived = await kari.BackAsync(await ThroughAsync(there, asked.Headers.Location!));
        arrived.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        await kari.PostAsync("/logg-ut", "");
        var onward = (await kari.OpenAsync("/logg-inn/videre")).QuerySelector("main a.ds-button")!.GetAttribute("href")!;
        using var question = await there.GetAsync(onward, TestContext.Current.CancellationToken);

        question.StatusCode.ShouldBe(HttpStatusCode.OK); // it would be 400 for an address that is not registered
    }

    /// <summary>From page to page at the provider, as far as the address at Samspill it sends the browser to.</summary>
    private async Task<Uri> ThroughAsync(HttpClient there, Uri address)
    {
        for (var i = 0; i < 10; i++)
        {
            using var page = await there.GetAsync(address);
            if (page.Headers.Location is null) Assert.Fail($"{address}: {(int)page.StatusCode} {await page.Content.ReadAsStringAsync()}");
            address = new Uri(address, page.Headers.Location);
            if (address.Port == server.Address.Port) return address;
        }
        throw new InvalidOperationException("The provider sends in circles.");
    }
}
