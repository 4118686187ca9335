using System.Security.Cryptography;
using System.Text;

namespace Samspill.Features.Shared;

/// <summary>The id of what somebody said in a form.</summary>
internal static class FormId
{
    /// <summary>The same form with the same words, from the same person, has the same id however often it is sent; anything else has another, also when the form was found again with the back button.</summary>
    /// <param name="said">The form's own id, who sends it, and all that was written.</param>
    public static Guid Of(FormattableString said) => new(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant(said))).AsSpan(0, 16));
}
