using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Samspill.Bench;

/// <summary>How one family's journey went.</summary>
/// <param name="Receipt">The receipt that the program answered the submit with; null when it answered something else, or nothing.</param>
/// <param name="Submit">Milliseconds from sending the submit to its answer.</param>
/// <param name="Whole">Milliseconds from the moment the family meant to begin to the receipt's page: a loader that lags behind does not flatter.</param>
/// <param name="Fault">The first thing that went wrong; null when nothing did.</param>
internal sealed record Travelled(string? Receipt, double Submit, double Whole, string? Fault, int ServerFaults);

/// <summary>A family in its browser: form, two drafts, submit, receipt; each answer read to its end.</summary>
internal sealed partial class Journey(HttpClient http, string root, Family family, string course)
{
    private string cookies = family.Cookie;
    private int serverFaults;

    public async Task<Travelled> GoAsync(long meant)
    {
        var submit = 0.0;
        string? receipt = null;
        try
        {
            var children = await ReadAsync("/sok/barn");
            await PostAsync("/sok/barn", children, [new("Children[0].Chosen", "true"), new("do", "videre")], "/sok/onsker");
            var wishes = await ReadAsync("/sok/onsker");
            await PostAsync($"/sok/velg/{family.Child}", wishes, [new("tilbud", course)], "/sok/onsker");
            var send = await ReadAsync("/sok/send");
            var from = Stopwatch.GetTimestamp();
            var to = await PostAsync("/sok/send", send, [new("do", "send")], "/kvittering/");
            submit = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
            receipt = to[(to.LastIndexOf('/') + 1)..];
            await ReadAsync($"/kvittering/{receipt}");
            return new(receipt, submit, Stopwatch.GetElapsedTime(meant).TotalMilliseconds, null, serverFaults);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException or InvalidOperationException)
        {
            return new(receipt, submit, Stopwatch.GetElapsedTime(meant).TotalMilliseconds, fault.Message, serverFaults);
        }
    }

    private async Task<string> ReadAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, root + path);
        using var answer = await SendAsync(request);
        return answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync() : throw new InvalidOperationException($"GET {path.Split('/')[1]} answers {(int)answer.StatusCode} {answer.Headers.Location}");
    }

    private async Task<string> PostAsync(string path, string page, IEnumerable<KeyValuePair<string, string>> typed, string leadsTo)
    {
        // The hidden fields of the form in the middle of the page: those in the header and the footer are other forms'.
        var form = page[page.IndexOf("<main", StringComparison.Ordinal)..];
        var hidden = Hidden().Matches(form).Select(m => m.Value).Select(tag => KeyValuePair.Create(WebUtility.HtmlDecode(Name().Match(tag).Groups[1].Value), WebUtility.HtmlDecode(Value().Match(tag).Groups[1].Value)));
        using var request = new HttpRequestMessage(HttpMethod.Post, root + path) { Content = new FormUrlEncodedContent(hidden.Concat(typed)) };
        using var answer = await SendAsync(request);
        var location = answer.Headers.Location?.ToString() ?? "";
        return location.Contains(leadsTo, StringComparison.Ordinal) ? location : throw new InvalidOperationException($"POST {path.Split('/')[2]} answers {(int)answer.StatusCode} {location}");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        request.Headers.Add("Cookie", cookies);
        var answer = await http.SendAsync(request);
        if ((int)answer.StatusCode >= 500) serverFaults++;
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
            foreach (var cookie in set.Select(c => c.Split(';')[0]).Where(c => !c.EndsWith('='))) cookies = string.Join("; ", cookies.Split("; ").Where(c => c.Split('=')[0] != cookie.Split('=')[0]).Append(cookie));
        return answer;
    }

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();

    [GeneratedRegex(" name=\"([^\"]*)\"")]
    private static partial Regex Name();

    [GeneratedRegex(" value=\"([^\"]*)\"")]
    private static partial Regex Value();
}
