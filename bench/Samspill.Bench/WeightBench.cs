using System.Globalization;
using System.Text.RegularExpressions;

namespace Samspill.Bench;

/// <summary>How many bytes a first visit takes over the wire: the page with its styles, scripts and every Latin font its styles name, as a browser asks for them.</summary>
internal static partial class WeightBench
{
    public static async Task RunAsync(TextWriter output)
    {
        output.WriteLine(Machine.Line());
        var program = Published.Program(output);
        using var folder = new TempFolder();
        using var running = await RunningProgram.StartDemoAsync(program, folder.Path, null, "/trondheim");
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.None }) { BaseAddress = running.Address };
        http.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, deflate, br, zstd");

        var course = CourseLink().Match(await ReadAsync(running.Address, "/trondheim/tilbud"));
        if (!course.Success) throw new InvalidOperationException("the list of courses has no link to a course");
        output.WriteLine($"{"bytes, headers included",-28} {"page",8} {"styles",8} {"scripts",8} {"fonts",8} {"images",8} {"all",8}");
        var heaviest = 0;
        foreach (var (name, path) in new[] { ("front page", "/trondheim"), ("courses", "/trondheim/tilbud"), ("a course", course.Groups[1].Value) })
        {
            var html = await ReadAsync(running.Address, path);
            var styles = Links(html, StyleLink());
            var fonts = new List<string>();
            foreach (var style in styles) fonts.AddRange(LatinFonts(style, await ReadAsync(running.Address, style)));
            var (page, css, js, font, image) = (await WeighAsync(http, [path]), await WeighAsync(http, styles), await WeighAsync(http, Links(html, ScriptLink())), await WeighAsync(http, fonts), await WeighAsync(http, Links(html, ImageLink())));
            var all = page + css + js + font + image;
            heaviest = Math.Max(heaviest, all);
            Line(output, $"{name,-28} {page,8} {css,8} {js,8} {font,8} {image,8} {all,8}");
        }
        Line(output, $"weight: heaviest first visit {heaviest / 1024.0:0.0} KB (target 120)");
    }

    private static async Task<string> ReadAsync(Uri address, string path)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.All }) { BaseAddress = address };
        return await http.GetStringAsync(path);
    }

    private static async Task<int> WeighAsync(HttpClient http, IEnumerable<string> paths)
    {
        var bytes = 0;
        foreach (var path in paths.Distinct())
        {
            using var answer = await http.GetAsync(path);
            answer.EnsureSuccessStatusCode();
            var body = await answer.Content.ReadAsByteArrayAsync();
            if (body.Length == 0) throw new InvalidOperationException($"{path} is empty");
            bytes += body.Length + answer.Headers.ToString().Length + answer.Content.Headers.ToString().Length;
        }
        return bytes;
    }

    private static List<string> Links(string html, Regex link) => [.. link.Matches(html).Select(m => m.Groups[1].Value).Where(l => !l.StartsWith("data:", StringComparison.Ordinal))];

    // The extended faces are fetched only for letters outside Norwegian.
    private static IEnumerable<string> LatinFonts(string style, string css) =>
        FontFile().Matches(css).Select(m => m.Groups[1].Value).Where(file => !file.Contains("-ext-", StringComparison.Ordinal))
            .Select(file => new Uri(new Uri(new Uri("http://x"), style), file).AbsolutePath);

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex("""href="(/trondheim/tilbud/[^"?#]+)["?#]""")]
    private static partial Regex CourseLink();

    [GeneratedRegex("""<link[^>]*rel="stylesheet"[^>]*href="([^"]+)""")]
    private static partial Regex StyleLink();

    [GeneratedRegex("""<script[^>]*src="([^"]+)""")]
    private static partial Regex ScriptLink();

    [GeneratedRegex("""(?:<img[^>]*src|<link[^>]*rel="icon"[^>]*href)="([^"]+)""")]
    private static partial Regex ImageLink();

    [GeneratedRegex("""url\("?([^")]+\.woff2)"?\)""")]
    private static partial Regex FontFile();
}
