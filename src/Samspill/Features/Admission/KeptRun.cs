using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Planning.Placement;
using Samspill.Planning.Problems;
using Outcome = Samspill.Planning.Placement.Outcome;

namespace Samspill.Features.Admission;

/// <summary>How a run is kept: the problem and the result as their files, compressed, with the result's SHA-256.</summary>
internal static class KeptRun
{
    /// <summary>Keeps what was placed. The number is the school's next; the caller holds the turn.</summary>
    public static async Task<Run> KeepAsync(this SamspillDb db, Placing placing, PlacementFrame frame, RunKind kind, RoundId? round, string by, DateTimeOffset now, CancellationToken ct)
    {
        var result = placing.Result;
        var bytes = BytesOf(result);
        var number = await db.Runs.MaxAsync(r => (int?)r.Number, ct) ?? 0;
        var run = new Run(RunId.New(), kind, round, frame.RuleSet, number + 1, now, by, Pack(BytesOf(placing.Problem)), Pack(bytes), SHA256.HashData(bytes),
            result.Decisions.Count, result.Placed.Count, result.Decisions.Count(d => d.Outcome == Outcome.Waiting), frame.Scenario);
        db.Runs.Add(run);
        db.SetAsides.AddRange(placing.SetAside.Select(a => new SetAside(run.Id, new ApplicationId(Guid.Parse(a)))));
        return run;
    }

    public static PlacementProblem ProblemOf(Run run) => Whole(PlacementProblemJson.Read(Unpack(run.Problem)));

    public static PlacementResult ResultOf(Run run) => Whole(PlacementResultJson.Read(Unpack(run.Result)));

    public static byte[] BytesOf(PlacementResult result)
    {
        using var stream = new MemoryStream();
        PlacementResultJson.Write(result, stream);
        return stream.ToArray();
    }

    private static byte[] BytesOf(PlacementProblem problem)
    {
        using var stream = new MemoryStream();
        PlacementProblemJson.Write(problem, stream);
        return stream.ToArray();
    }

    public static byte[] Unpack(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        brotli.CopyTo(plain);
        return plain.ToArray();
    }

    private static byte[] Pack(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal)) brotli.Write(plain);
        return packed.ToArray();
    }

    private static T Whole<T>(Reading<T> read) where T : class => read.Value ?? throw new InvalidDataException($"The kept run cannot be read: {read.Faults[0]}");
}
