namespace Samspill.Gateways.OpenId;

/// <summary>Why a sign-in with a provider is refused. The code goes to the log; it never holds anything of the person.</summary>
public static class ProviderRefusals
{
    /// <summary>What the browser brought is not the answer to what it was sent out with.</summary>
    public static Rejection Answer(string reason) => new($"answer.{reason}");

    /// <summary>The provider, or somebody in its place, answered what cannot be trusted or read.</summary>
    public static Rejection Provider(string reason) => new($"provider.{reason}");

    /// <summary>The provider vouched, but this person does not come in here, or not like this.</summary>
    public static Rejection Person(string reason) => new($"person.{reason}");

    /// <summary>The status of the page, or of the answer to the provider.</summary>
    public static int Status(Rejection why) =>
        why.Code.StartsWith("answer.", StringComparison.Ordinal) ? StatusCodes.Status400BadRequest
        : why.Code.StartsWith("person.", StringComparison.Ordinal) ? StatusCodes.Status403Forbidden
        : StatusCodes.Status502BadGateway;
}
