namespace Samspill.Tests.Host;

/// <summary>A clock that goes on by itself from a fixed moment, and can be moved.</summary>
public sealed class TestClock : TimeProvider
{
    private readonly long started = System.GetTimestamp();
    private DateTimeOffset from = new(2026, 6, 5, 8, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => from + System.GetElapsedTime(started);

    public void Advance(TimeSpan by) => from += by;
}
