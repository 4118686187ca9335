using System.Text.RegularExpressions;

namespace Samspill.Formats.Mail;

/// <summary>What a mail server reports of a mail that it could not deliver (RFC 3464, in a multipart/report of RFC 6522).</summary>
/// <param name="MessageId">The Message-ID of the mail it is about, without angle brackets; null when the report does not quote it.</param>
/// <param name="Receiver">The address it could not be delivered to.</param>
/// <param name="Status">Three numbers: 5.1.1 is no such mailbox, 4.x.x is for now only.</param>
/// <param name="Why">The other server's words; the status when it said nothing. At most 500 characters, on one line.</param>
public sealed partial record DeliveryReport(string? MessageId, string Receiver, string Status, string Why)
{
    /// <summary>More of a mail than this is never read: a report quotes at most the mail it is about.</summary>
    public const int MostCharacters = 256 * 1024;

    /// <summary>Whether the mail will never arrive.</summary>
    public bool IsFinal => Status.StartsWith('5');

    /// <summary>Whether it is the address that is wrong, not the mail, its size or what it says (RFC 3463: 5.1.x the address, 5.2.1 the mailbox is closed, 5.0.0 nobody said why, 5.4.4 no such host).</summary>
    public bool IsTheAddress => Status.StartsWith("5.1.", StringComparison.Ordinal) || Status is "5.2.1" or "5.0.0" or "5.4.4";

    /// <summary>The failed receivers in a mail; none when the mail is no report, or reports something else than a failure.</summary>
    /// <param name="mail">The whole mail as it lies in a file; what follows <see cref="MostCharacters"/> is not looked at.</param>
    public static IReadOnlyList<DeliveryReport> Read(string mail)
    {
        var text = mail.Length <= MostCharacters ? mail : mail[..MostCharacters];
        var blocks = Blocks(text.ReplaceLineEndings("\n"));
        var status = blocks.FindIndex(b => TypeOf(b) is "message/delivery-status" or "message/global-delivery-status");
        if (status < 0) return [];
        var quoted = blocks.FindIndex(b => TypeOf(b) is "message/rfc822" or "text/rfc822-headers" or "message/global" or "message/global-headers");
        var id = quoted < 0 ? null : Fields(BodyOf(blocks[quoted])).GetValueOrDefault("message-id")?.Trim('<', '>', ' ');
        return [.. BodyOf(blocks[status]).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Take(100).Select(Fields)
            .Where(f => f.GetValueOrDefault("action")?.Trim().ToLowerInvariant() == "failed")
            .Select(f => Of(id, f)).OfType<DeliveryReport>()];
    }

    private static DeliveryReport? Of(string? id, Dictionary<string, string> fields)
    {
        if (Bare(fields.GetValueOrDefault("original-recipient") ?? fields.GetValueOrDefault("final-recipient")) is not { Length: > 0 and <= 254 } receiver) return null;
        var status = StatusForm().Match(fields.GetValueOrDefault("status") ?? "") is { Success: true } found ? found.Value : "5.0.0";
        var why = string.Concat((Bare(fields.GetValueOrDefault("diagnostic-code")) ?? status).Select(c => char.IsControl(c) ? ' ' : c));
        return new DeliveryReport(id, receiver, status, why.Length <= 500 ? why : why[..500]);
    }

    /// <summary>The value without its type: <c>rfc822;kari@example.org</c>.</summary>
    private static string? Bare(string? field) => field is null ? null : field[(field.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim().Trim('<', '>');

    /// <summary>The parts of the outermost multipart; a mail with no boundary has none.</summary>
    private static List<string> Blocks(string text)
    {
        var (head, _) = Split(text);
        return Boundary().Match(Unfold(head)) is { Success: true } boundary
            ? [.. text.Split($"\n--{boundary.Groups["name"].Value}", 50).Skip(1).Where(part => !part.StartsWith("--", StringComparison.Ordinal)).Select(part => part.TrimStart('\n'))]
            : [];
    }

    private static string? TypeOf(string part) => Fields(Split(part).Head).GetValueOrDefault("content-type")?.Split(';')[0].Trim().ToLowerInvariant();

    private static string BodyOf(string part) => Split(part).Body;

    private static (string Head, string Body) Split(string text) =>
        text.IndexOf("\n\n", StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + 2)..].TrimStart('\n')) : (text, "");

    /// <summary>Header fields up to the first empty line, by their names in lower case; the first of a name counts.</summary>
    private static Dictionary<string, string> Fields(string text)
    {
        var fields = new Dictionary<string, string>();
        foreach (var line in Unfold(Split(text).Head).Split('\n'))
            if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var at) fields.TryAdd(line[..at].Trim().ToLowerInvariant(), line[(at + 1)..].Trim());
        return fields;
    }

    private static string Unfold(string head) => head.Replace("\n ", " ", StringComparison.Ordinal).Replace("\n\t", " ", StringComparison.Ordinal);

    [GeneratedRegex("""^content-type:\s*multipart/report\b[^\n]*\bboundary="?(?<name>[^";\n]{1,70})"?""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Boundary();

    [GeneratedRegex(@"[245]\.\d{1,3}\.\d{1,3}", RegexOptions.NonBacktracking)]
    private static partial Regex StatusForm();
}
