using System.Globalization;

namespace Samspill.Bench;

/// <summary>What stands after the verb: <c>--name value</c>, in any order, and flags.</summary>
internal sealed class BenchArguments(string[] arguments)
{
    public string? Text(string name) => Array.IndexOf(arguments, name) is >= 0 and var i && i + 1 < arguments.Length ? arguments[i + 1] : null;

    public bool Has(string flag) => arguments.Contains(flag);

    public int Number(string name, int otherwise) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>A count that may be large; 0 when it is not given.</summary>
    public long Count(string name) => Text(name) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : 0;

    public double Decimal(string name, double otherwise) => Text(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
