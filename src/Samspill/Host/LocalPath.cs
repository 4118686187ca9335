namespace Samspill.Host;

/// <summary>Where to go after something else was done first: signing in, choosing a language.</summary>
public static class LocalPath
{
    /// <summary>The path when it stays here, else null. Somebody else's address after ours would make our name vouch for theirs.</summary>
    public static string? OrNull(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && path.Length <= 2000 && !path.Any(c => char.IsControl(c) || c == '\\') ? path : null;
}
