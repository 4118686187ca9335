using Samspill.Domain.Shared;

namespace Samspill.Domain.Letters;

/// <summary>Identifies a job of letters.</summary>
public readonly record struct LetterJobId(Guid Value) : IId<LetterJobId>
{
    /// <summary>A new id.</summary>
    public static LetterJobId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static LetterJobId From(Guid value) => new(value);
}

/// <summary>Identifies a file of letters.</summary>
public readonly record struct LetterFileId(Guid Value) : IId<LetterFileId>
{
    /// <summary>A new id.</summary>
    public static LetterFileId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static LetterFileId From(Guid value) => new(value);
}

/// <summary>How far a job of letters has come.</summary>
public enum LetterJobState { Waiting, Printing, Done, Cancelled, Failed }

/// <summary>All letters of one run, to be printed for the post. Which letter goes into which file is settled when it is ordered, so that it can go on after a stop.</summary>
public sealed class LetterJob
{
    /// <summary>The most letters in one file.</summary>
    public const int LettersInFile = 500;

    /// <summary>How long the files are kept after they were printed, in days.</summary>
    public const int KeptDays = 14;

    private LetterJob() { }

    /// <summary>A job that waits to be taken up.</summary>
    /// <param name="onlyUnreached">Only for families of whom the school has no e-mail address.</param>
    /// <param name="letters">How many letters.</param>
    public LetterJob(LetterJobId id, RunId run, bool onlyUnreached, int letters, DateTimeOffset askedAt, string askedBy) =>
        (Id, Run, OnlyUnreached, Letters, AskedAt, AskedBy, ClaimedUntil) = (id, run, onlyUnreached, letters, askedAt, askedBy, askedAt);

    public LetterJobId Id { get; private init; }
    public RunId Run { get; private init; }
    public bool OnlyUnreached { get; private init; }
    public int Letters { get; private init; }
    public DateTimeOffset AskedAt { get; private init; }
    public string AskedBy { get; private init; } = "";
    public LetterJobState State { get; private set; }

    /// <summary>Whoever prints it has it until then; after that anybody may take it up.</summary>
    public DateTimeOffset ClaimedUntil { get; private set; }

    /// <summary>Whoever prints it now; a new one for each time it is taken up.</summary>
    public Guid? Claim { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The code of the refusal that ended it.</summary>
    public string? Fault { get; private set; }

    /// <summary>Whether it is still to be printed.</summary>
    public bool IsLive => State is LetterJobState.Waiting or LetterJobState.Printing;
}

/// <summary>One file of a job.</summary>
public sealed class LetterFile
{
    private LetterFile() { }

    /// <summary>A file that is to be printed.</summary>
    /// <param name="number">1, 2, 3 … within the job.</param>
    /// <param name="language">nb, nn or en: a file has one language, so that it can say which.</param>
    /// <param name="shielded">Letters about protected people: sent by hand, by those who may see them.</param>
    public LetterFile(LetterFileId id, LetterJobId job, int number, string language, bool shielded, IReadOnlyCollection<ApplicationId> applications) =>
        (Id, Job, Number, Language, Shielded, Letters, Applications) = (id, job, number, language, shielded, applications.Count, [.. applications.SelectMany(a => a.Value.ToByteArray())]);

    public LetterFileId Id { get; private init; }
    public LetterJobId Job { get; private init; }
    public int Number { get; private init; }
    public string Language { get; private init; } = "nb";
    public bool Shielded { get; private init; }
    public int Letters { get; private init; }

    /// <summary>Whose letters, sixteen bytes each, in the order they are printed.</summary>
    public byte[] Applications { get; private init; } = [];

    /// <summary>The PDF, encrypted; null before it is printed and after its time.</summary>
    public byte[]? Sealed { get; private set; }
    public DateTimeOffset? PrintedAt { get; private set; }

    /// <summary>The ids in <see cref="Applications"/>.</summary>
    public IReadOnlyList<ApplicationId> Ids() => [.. Applications.Chunk(16).Select(id => new ApplicationId(new Guid(id)))];
}
