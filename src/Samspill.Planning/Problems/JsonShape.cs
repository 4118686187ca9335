using System.Text;

namespace Samspill.Planning.Problems;

/// <summary>The members an object may have; one that ends in <c>!</c> it must have.</summary>
internal sealed class JsonShape
{
    public JsonShape(params string[] members)
    {
        Names = [.. members.Select(m => m.TrimEnd('!'))];
        Utf8 = [.. Names.Select(Encoding.UTF8.GetBytes)];
        for (var i = 0; i < members.Length; i++)
            if (members[i].EndsWith('!')) Required |= 1u << i;
    }

    public string[] Names { get; }

    public byte[][] Utf8 { get; }

    public uint Required { get; }
}
