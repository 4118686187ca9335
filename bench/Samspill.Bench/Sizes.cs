using System.Globalization;

namespace Samspill.Bench;

/// <summary>Options of a verb: <c>--size 200 --on sqlite</c>. Whole numbers, each with what it is when nobody says.</summary>
internal sealed class Sizes(string[] arguments)
{
    /// <summary>Which databases: both, or the one that was named.</summary>
    public string On => Word("--on", "both");

    public int Of(string name, int usual) => int.Parse(Word(name, usual.ToString(CultureInfo.InvariantCulture)), NumberStyles.None, CultureInfo.InvariantCulture);

    public string Word(string name, string usual) => Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? arguments[at + 1] : usual;
}
