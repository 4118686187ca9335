namespace Samspill.Gateways;

/// <summary>What the receiving side said.</summary>
/// <remarks>
/// <c>Later</c>: not now, but the side itself works. <c>Refused</c>: not this message, ever. <c>NoSuchReceiver</c>: nothing to that address, ever.
/// <c>Down</c>: the side cannot be talked with, so nothing else need be tried there now; what was sent may have arrived.
/// </remarks>
public enum Answer { Taken, Later, Refused, NoSuchReceiver, Down }

/// <summary>How handing over one message went.</summary>
/// <param name="Fault">Why it was not taken, in the receiving side's words.</param>
/// <param name="Wait">How long the receiving side wants to be left alone; zero when it did not say.</param>
public sealed record Delivery(Answer Answer, string? Fault = null, TimeSpan Wait = default)
{
    /// <summary>The receiving side has it now.</summary>
    public static readonly Delivery Taken = new(Answer.Taken);
}
