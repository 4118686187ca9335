using System.Collections;
using System.Runtime.CompilerServices;

namespace Samspill.Formats.SchoolFolders;

/// <summary>A list of words in one cell, separated by blanks, in the order they came. Two are equal when their words are.</summary>
[CollectionBuilder(typeof(Words), nameof(Of))]
public sealed class Words : IReadOnlyList<string>, IEquatable<Words>
{
    private readonly string[] words;

    private Words(string[] words) => this.words = words;

    /// <inheritdoc/>
    public int Count => words.Length;

    /// <inheritdoc/>
    public string this[int index] => words[index];

    /// <summary>A list of these words.</summary>
    /// <exception cref="ArgumentException">A word is empty or holds white space, so it could not be read back.</exception>
    public static Words Of(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (word.Length == 0 || word.Any(char.IsWhiteSpace)) throw new ArgumentException("A word is empty or holds white space.", nameof(words));
        }
        return new(words.ToArray());
    }

    /// <summary>The words with one blank between them.</summary>
    public override string ToString() => string.Join(' ', words);

    /// <inheritdoc/>
    public bool Equals(Words? other) => other is not null && words.AsSpan().SequenceEqual(other.words);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Words);

    /// <inheritdoc/>
    public override int GetHashCode() => words.Aggregate(words.Length, HashCode.Combine);

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => words.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => words.GetEnumerator();
}
