using System.Text;

namespace Samspill.Bench;

/// <summary>What was acknowledged, on disk before it counts: the drill itself may not forget either.</summary>
internal sealed class Ledger(string path) : IDisposable
{
    private readonly FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
    private readonly Dictionary<string, string> acknowledged = [];
    private readonly HashSet<string> sent = [];

    public int Count { get { lock (acknowledged) return acknowledged.Count; } }

    /// <summary>Every key that was ever sent, acknowledged or not.</summary>
    public IReadOnlyCollection<string> Sent => sent;

    /// <summary>Receipt by key.</summary>
    public IReadOnlyDictionary<string, string> Acknowledged => acknowledged;

    /// <summary>Before it is sent.</summary>
    public void Sending(string key)
    {
        lock (acknowledged) sent.Add(key);
    }

    /// <summary>After the program said yes.</summary>
    public void Acknowledge(string key, string receipt)
    {
        lock (acknowledged)
        {
            file.Write(Encoding.UTF8.GetBytes($"{key} {receipt}\n"));
            file.Flush(flushToDisk: true);
            acknowledged.Add(key, receipt);
        }
    }

    public void Dispose() => file.Dispose();
}

/// <summary>What a ledger and a database say of each other.</summary>
/// <param name="Lost">Acknowledged, but not stored, or stored with another receipt.</param>
/// <param name="Twice">Sent once, but stored twice.</param>
internal sealed record Compared(int Lost, int Twice)
{
    /// <param name="stored">Key and receipt of each row that is stored.</param>
    public static Compared Of(IReadOnlyDictionary<string, string> acknowledged, IEnumerable<(string Key, string Receipt)> stored)
    {
        var rows = stored.ToLookup(s => s.Key, s => s.Receipt);
        return new(acknowledged.Count(a => !rows[a.Key].Contains(a.Value)), rows.Count(r => r.Count() > 1));
    }
}
