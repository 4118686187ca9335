using System.Numerics;

namespace Samspill.Planning.Placement;

/// <summary>The order of ids: by Unicode code point, which is the order of their UTF-8 bytes and the same in every language.</summary>
internal static class IdOrder
{
    private const int Few = 24;

    public static int Compare(string a, string b)
    {
        var shared = a.AsSpan().CommonPrefixLength(b);
        return shared < a.Length && shared < b.Length
            ? Weight(a[shared]).CompareTo(Weight(b[shared]))
            : a.Length.CompareTo(b.Length);
    }

    /// <summary>Positions in <paramref name="ids"/>, sorted by id; equal ids keep their order.</summary>
    public static int[] Sort(string[] ids)
    {
        var order = new int[ids.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        if (!IsSorted(ids)) Sort(ids, order, new ulong[ids.Length], 0);
        return order;
    }

    private static bool IsSorted(string[] ids)
    {
        for (var i = 1; i < ids.Length; i++)
            if (Compare(ids[i - 1], ids[i]) > 0) return false;
        return true;
    }

    // Comparing a million strings one by one costs more than the whole placement: skip what all ids share, squeeze the next
    // characters into one number, sort the numbers, and go on with those that are still equal.
    private static void Sort(string[] ids, Span<int> order, Span<ulong> keys, int from)
    {
        if (order.Length <= Few)
        {
            order.Sort((x, y) => Compare(ids[x], ids[y]) is var c && c != 0 ? c : x.CompareTo(y));
            return;
        }
        var first = ids[order[0]];
        var shared = first.Length - from;
        foreach (var i in order)
            shared = Math.Min(shared, first.AsSpan(from, shared).CommonPrefixLength(ids[i].AsSpan(from)));
        from += shared;

        var widest = 1;
        foreach (var i in order)
            foreach (var c in Part(ids[i], from, 9)) widest = Math.Max(widest, Weight(c) + 1);
        var bits = BitOperations.Log2((uint)widest) + 1;
        var characters = Math.Min(64 / bits, 9);
        var sorted = true;
        for (var i = 0; i < order.Length; i++)
        {
            keys[i] = Key(ids[order[i]], from, characters, bits);
            if (i > 0 && keys[i] < keys[i - 1]) sorted = false;
        }
        if (!sorted) keys[..order.Length].Sort(order);

        for (int start = 0, end; start < order.Length; start = end)
        {
            for (end = start + 1; end < order.Length && keys[end] == keys[start]; end++) { }
            if (end - start == 1) continue;
            var same = order[start..end];
            if (ids[same[0]].Length < from + characters) same.Sort();
            else Sort(ids, same, keys[start..end], from + characters);
        }
    }

    private static ulong Key(string id, int from, int characters, int bits)
    {
        ulong key = 0;
        var part = Part(id, from, characters);
        foreach (var c in part) key = (key << bits) | (uint)(Weight(c) + 1);
        return key << (bits * (characters - part.Length));
    }

    private static ReadOnlySpan<char> Part(string id, int from, int most) => id.AsSpan(from, Math.Min(most, id.Length - from));

    // Half of a pair stands above every other character, as in code points; UTF-16 alone would put it below U+E000.
    private static int Weight(char c) => c < 0xD800 ? c : c >= 0xE000 ? c - 0x800 : c + 0x2000;
}
