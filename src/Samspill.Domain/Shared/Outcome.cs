using System.Diagnostics.CodeAnalysis;

namespace Samspill.Domain.Shared;

/// <summary>Why something was refused: a stable code and the facts that its text needs.</summary>
/// <param name="Code">Lower-case words, module first, for instance <c>offer.too-late</c>. Never changed once published.</param>
/// <param name="Facts">Values for the text's placeholders, in order. Never a person's data beyond what the reader typed or owns.</param>
public sealed record Rejection(string Code, params object[] Facts)
{
    /// <summary>Which part of what was sent it is about, as <c>children[0].wishes</c>; null when it is about all of it.</summary>
    public string? Field { get; init; }
}

/// <summary>A value, or the reason why there is none. Refusals are values; exceptions are bugs.</summary>
public readonly struct Outcome<T> where T : notnull
{
    private readonly T? value;
    private readonly Rejection? rejection;

    private Outcome(T? value, Rejection? rejection) => (this.value, this.rejection) = (value, rejection);

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">The outcome is a refusal: ask <c>Refused</c> first.</exception>
    public T Value => rejection is null ? value! : throw new InvalidOperationException($"Refused: {rejection.Code}");

    /// <summary>Whether it was refused, and why.</summary>
    public bool Refused([NotNullWhen(true)] out Rejection? why) => (why = rejection) is not null;

    /// <summary>Whether it was refused, and why; else the value.</summary>
    public bool Refused([NotNullWhen(true)] out Rejection? why, [MaybeNullWhen(true)] out T value)
    {
        value = this.value;
        return Refused(out why);
    }

    /// <summary>A value is an outcome.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>A rejection is an outcome.</summary>
    public static implicit operator Outcome<T>(Rejection why) => new(default, why);
}

/// <summary>Nothing to say but that it was done.</summary>
public readonly record struct Done;
