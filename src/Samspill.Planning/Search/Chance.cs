namespace Samspill.Planning.Search;

/// <summary>Random numbers from a seed, the same on every machine: xoshiro256** (Blackman and Vigna, 2018), seeded by SplitMix64.</summary>
public sealed class Chance
{
    private ulong _a, _b, _c, _d;

    /// <summary>Numbers of one stream of a seed; two walks of one search have two streams.</summary>
    public Chance(long seed, int stream)
    {
        var mix = unchecked((ulong)seed + ((ulong)stream * 0xD1B54A32D192ED03UL));
        (_a, _b, _c, _d) = (Mix(ref mix), Mix(ref mix), Mix(ref mix), Mix(ref mix));
    }

    /// <summary>A whole number from 0 up to, but not including, <paramref name="count"/>, which is 1 or more.</summary>
    public int Below(int count) => unchecked((int)(((Next() >> 32) * (ulong)count) >> 32));

    /// <summary>A number from 0 up to, but not including, 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True so many times out of 256.</summary>
    public bool Of256(int times) => (int)(Next() >> 56) < times;

    /// <summary>How much worse a move may be at a temperature and still be kept: exponentially distributed, as Metropolis asks for.</summary>
    public double Tolerance(double temperature) => -temperature * Math.Log(1.0 - Share());

    private ulong Next()
    {
        unchecked
        {
            var result = ulong.RotateLeft(_b * 5, 7) * 9;
            var t = _b << 17;
            _c ^= _a;
            _d ^= _b;
            _b ^= _c;
            _a ^= _d;
            _c ^= t;
            _d = ulong.RotateLeft(_d, 45);
            return result;
        }
    }

    private static ulong Mix(ref ulong state)
    {
        unchecked
        {
            var z = state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
