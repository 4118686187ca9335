using System.Net;
using System.Text.RegularExpressions;

namespace Samspill.Bench;

/// <summary>Somebody with a browser at the demo school, signed in through the demo's own page or not at all.</summary>
internal sealed partial class Person : IDisposable
{
    private readonly HttpClient http;

    private Person(Uri address) =>
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer(), MaxConnectionsPerServer = 1 }) { BaseAddress = address };

    public static Person Nobody(Uri address) => new(address);

    /// <summary>The first of the demo's cast with this role, by its Norwegian word.</summary>
    /// <param name="at">The school, or the council.</param>
    public static async Task<Person> SignInAsync(Uri address, string role, string at = "trondheim")
    {
        var person = new Person(address);
        var page = await person.ReadAsync($"/{at}/demo");
        var who = CastLine().Matches(page).FirstOrDefault(m => m.Groups["roles"].Value.Split(", ").Contains(role)) ?? throw new InvalidOperationException($"the demo has no {role}");
        using var form = new FormUrlEncodedContent([new("who", who.Groups["who"].Value), new("__RequestVerificationToken", Token().Match(page).Groups[1].Value)]);
        using var answer = await person.http.PostAsync($"/{at}/demo", form);
        return answer.StatusCode == HttpStatusCode.Redirect ? person : throw new InvalidOperationException($"signing in answers {(int)answer.StatusCode}");
    }

    /// <summary>The whole page; anything but 200 is an error.</summary>
    public async Task<string> ReadAsync(string path)
    {
        using var answer = await http.GetAsync(path);
        return answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync() : throw new InvalidOperationException($"{path} answers {(int)answer.StatusCode}");
    }

    /// <summary>Sends a form as the page at the address would, with its token.</summary>
    /// <returns>Where it leads to.</returns>
    public async Task<string> SendAsync(string path, string query, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var form = new FormUrlEncodedContent([.. fields, new("__RequestVerificationToken", await TokenAsync(path))]);
        using var answer = await http.PostAsync(path + query, form);
        return answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther ? answer.Headers.Location!.ToString() : throw new InvalidOperationException($"{path}{query} answers {(int)answer.StatusCode}");
    }

    /// <summary>What a page's forms carry.</summary>
    public async Task<string> TokenAsync(string path) => Token().Match(await ReadAsync(path)).Groups[1].Value;

    /// <summary>Sends a form as a script does, with a token it has; anything but an answer or the way onward is an error.</summary>
    public async Task AskAsync(string path, string token, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var form = new FormUrlEncodedContent([.. fields, new("__RequestVerificationToken", token)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form, Headers = { { "Accept", "application/json" } } };
        using var answer = await http.SendAsync(request);
        await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity or HttpStatusCode.Redirect or HttpStatusCode.SeeOther)) throw new InvalidOperationException($"{path} answers {(int)answer.StatusCode}");
    }

    /// <summary>An id at the end of an address.</summary>
    public const string Id = "[0-9a-f-]{36}";

    /// <summary>The first address on a page that begins so and goes on as the expression says.</summary>
    public async Task<string> FindAsync(string on, string beginning, string rest = "[^\"#?]+")
    {
        var page = await ReadAsync(on);
        var link = Regex.Match(page, $"href=\"({Regex.Escape(beginning)}{rest})\"", RegexOptions.NonBacktracking);
        return link.Success ? link.Groups[1].Value : throw new InvalidOperationException($"{on} has no link to {beginning}");
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex("""<strong>[^<]*</strong>\s*<span[^>]*>(?<roles>[^<]*)</span>.*?value="(?<who>[0-9a-f-]{36})""", RegexOptions.Singleline)]
    private static partial Regex CastLine();

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="([^"]+)""")]
    private static partial Regex Token();
}
