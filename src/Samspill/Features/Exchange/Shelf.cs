namespace Samspill.Features.Exchange;

/// <summary>Things of one kind by their key: those that the school has, and those that an import adds.</summary>
internal sealed class Shelf<TKey, T>(IEnumerable<T> there, Func<T, TKey> key) where TKey : notnull where T : class
{
    private readonly Dictionary<TKey, T> all = there.ToDictionary(key);
    private readonly HashSet<T> added = [];

    /// <summary>In the order they were added.</summary>
    public List<T> Added { get; } = [];

    public IReadOnlyDictionary<TKey, T> All => all;

    public T? Find(TKey? wanted) => wanted is not null ? all.GetValueOrDefault(wanted) : null;

    public bool IsAdded(T thing) => added.Contains(thing);

    public void Add(T thing)
    {
        all[key(thing)] = thing;
        Added.Add(thing);
        added.Add(thing);
    }
}
