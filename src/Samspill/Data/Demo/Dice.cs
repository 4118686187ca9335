namespace Samspill.Data;

/// <summary>Dice that fall the same for the same seed, on every machine and every version of .NET (SplitMix64; Steele, Lea and Flood 2014).</summary>
internal sealed class Dice(int seed)
{
    private ulong state = (ulong)seed;

    /// <summary>0 and up, below the limit.</summary>
    public int Next(int below) => (int)((UInt128)Roll() * (ulong)below >> 64);

    public int Next(int from, int below) => from + Next(below - from);

    /// <summary>0 and up, below 1.</summary>
    public double NextShare() => (Roll() >> 11) * (1.0 / (1UL << 53));

    public void Shuffle<T>(Span<T> list)
    {
        for (var i = list.Length - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
    }

    private ulong Roll()
    {
        unchecked
        {
            var z = state += 0x9E3779B97F4A7C15;
            z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
            z = (z ^ z >> 27) * 0x94D049BB133111EB;
            return z ^ z >> 31;
        }
    }
}
