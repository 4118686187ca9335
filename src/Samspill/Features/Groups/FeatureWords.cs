using Samspill.Host;

namespace Samspill.Features.Groups;

internal static class FeatureWords
{
    /// <summary>What a room can have, in the reader's words; a school may have words of its own, and they stand as they are.</summary>
    public static string Feature(this Texts texts, string word) => texts.Has($"feature.{word}") ? texts[$"feature.{word}"] : word;
}
