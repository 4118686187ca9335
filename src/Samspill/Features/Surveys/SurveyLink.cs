using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Samspill.Domain.Surveys;
using Samspill.Host;

namespace Samspill.Features.Surveys;

/// <summary>The end of a receiver's own address: who is asked, and a seal with the school's key. It is kept nowhere but in the message, and a reminder has the same one.</summary>
internal static class SurveyLink
{
    private const int SealSize = 16, Length = 43;

    public static string Of(FieldCipher cipher, SurveyInvitationId invitation)
    {
        byte[] whole = [.. invitation.Value.ToByteArray(), .. Seal(cipher, invitation)];
        return WebEncoders.Base64UrlEncode(whole);
    }

    /// <summary>Whose it is; null for one that is not sealed by this school.</summary>
    public static SurveyInvitationId? Read(FieldCipher cipher, string link)
    {
        if (link.Length != Length || !link.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) return null;
        var bytes = WebEncoders.Base64UrlDecode(link);
        var invitation = new SurveyInvitationId(new Guid(bytes.AsSpan(0, 16)));
        return CryptographicOperations.FixedTimeEquals(Seal(cipher, invitation), bytes.AsSpan(16)) ? invitation : null;
    }

    private static byte[] Seal(FieldCipher cipher, SurveyInvitationId invitation) => cipher.Index($"survey {invitation.Value}")[..SealSize];
}
