using Samspill.Domain.Catalogue;
using Samspill.Domain.Shared;

namespace Samspill.Domain.Curriculum;

/// <summary>Identifies a version of a local curriculum.</summary>
public readonly record struct CurriculumId(Guid Value) : IId<CurriculumId>
{
    /// <summary>A new id.</summary>
    public static CurriculumId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static CurriculumId From(Guid value) => new(value);
}

/// <summary>Draft: the school works on it. Adopted: never changed, only followed by a new version.</summary>
public enum CurriculumState { Draft, Adopted }

/// <summary>What a local curriculum is for: a subject, or a whole field of art, in one of the framework plan's programmes.</summary>
/// <param name="Subject">In lower case; empty for all subjects of the field that have none of their own.</param>
public readonly record struct CurriculumScope(Discipline Discipline, string Subject, Programme Programme)
{
    /// <summary>Most characters of a subject.</summary>
    public const int SubjectLength = 200;

    /// <summary>Those that hold for a course, the closest first.</summary>
    public static IReadOnlyList<CurriculumScope> Of(Discipline discipline, string? subject, Programme programme)
    {
        var whole = new CurriculumScope(discipline, "", programme);
        return subject is { Length: > 0 } ? [whole with { Subject = subject.ToLowerInvariant() }, whole] : [whole];
    }
}

/// <summary>One version of the school's own curriculum for a subject and programme: a draft, or adopted by somebody from a day.</summary>
/// <remarks>The framework plan «Mangfold og fordypning» (Norsk kulturskoleråd, 2016) leaves goals, content, methods and assessment of each subject to local curricula.</remarks>
public sealed class LocalCurriculum
{
    /// <summary>Most levels of a curriculum.</summary>
    public const int MostLevels = 12;

    /// <summary>Most characters of who adopted it.</summary>
    public const int AdoptedByLength = 200;

    private LocalCurriculum() { }

    private LocalCurriculum(CurriculumId id, CurriculumScope scope, int version, IReadOnlyList<Level> levels, string by, DateTimeOffset now) =>
        (Id, Discipline, Subject, Programme, Version, Levels, MadeBy, MadeAt) = (id, scope.Discipline, scope.Subject, scope.Programme, version, levels, by, now);

    public CurriculumId Id { get; private init; }
    public Discipline Discipline { get; private init; }

    /// <summary>In lower case; empty for the whole field of art.</summary>
    public string Subject { get; private init; } = "";
    public Programme Programme { get; private init; }

    /// <summary>1, 2, 3 … for each subject and programme.</summary>
    public int Version { get; private init; }
    public CurriculumState State { get; private set; }

    /// <summary>The steps, in order.</summary>
    public IReadOnlyList<Level> Levels { get; private set; } = [];

    /// <summary>Counts the changes of a draft, so that the later of two writers is told.</summary>
    public int Revision { get; private set; }
    public string MadeBy { get; private init; } = "";
    public DateTimeOffset MadeAt { get; private init; }

    /// <summary>Who decided, in words: "Utvalg for oppvekst 12. mars 2026, sak 31/26"; null for a draft.</summary>
    public string? AdoptedBy { get; private set; }
    public DateOnly? InForceFrom { get; private set; }
    public DateTimeOffset? AdoptedAt { get; private set; }

    public CurriculumScope Scope => new(Discipline, Subject, Programme);

    /// <summary>A first draft for a subject and programme. Levels taken from elsewhere keep their goals' keys, so that what pupils have reached still counts.</summary>
    public static LocalCurriculum First(CurriculumScope scope, IReadOnlyList<Level> levels, string by, DateTimeOffset now) => new(CurriculumId.New(), scope, 1, levels, by, now);

    /// <summary>A draft of the version after this one, which it begins as a copy of.</summary>
    /// <param name="newest">The highest version there is of the same subject and programme.</param>
    public LocalCurriculum Next(int newest, string by, DateTimeOffset now) => new(CurriculumId.New(), Scope, newest + 1, Levels, by, now);

    /// <summary>Puts a level at the end. Refused once adopted.</summary>
    public Outcome<Level> Add(string name)
    {
        if (State != CurriculumState.Draft) return CurriculumRejections.Adopted;
        if (Levels.Count >= MostLevels) return CurriculumRejections.ManyLevels;
        var level = Level.New(name);
        if (level.Fault() is { } why) return why;
        Change([.. Levels, level]);
        return level;
    }

    /// <summary>Writes a level anew. Refused once adopted, when somebody has changed the draft meanwhile, or when the level cannot be kept.</summary>
    /// <param name="revision">The draft's revision when the writer opened it.</param>
    public Outcome<Done> Write(Level level, int revision)
    {
        if (State != CurriculumState.Draft) return CurriculumRejections.Adopted;
        if (Levels.All(l => l.Key != level.Key)) return CurriculumRejections.NotFound;
        if (revision != Revision) return CurriculumRejections.ChangedMeanwhile;
        if (level.Fault() is { } why) return why;
        Change([.. Levels.Select(l => l.Key == level.Key ? level : l)]);
        return new Done();
    }

    /// <summary>Moves a level one step up, or down. At the end it stays.</summary>
    public Outcome<Done> Move(Guid level, bool up)
    {
        if (State != CurriculumState.Draft) return CurriculumRejections.Adopted;
        var levels = Levels.ToList();
        var at = levels.FindIndex(l => l.Key == level);
        var to = up ? at - 1 : at + 1;
        if (at < 0 || to < 0 || to >= levels.Count) return new Done();
        (levels[at], levels[to]) = (levels[to], levels[at]);
        Change(levels);
        return new Done();
    }

    /// <summary>Takes a level away. Twice is harmless.</summary>
    public Outcome<Done> Remove(Guid level)
    {
        if (State != CurriculumState.Draft) return CurriculumRejections.Adopted;
        if (Levels.Any(l => l.Key == level)) Change([.. Levels.Where(l => l.Key != level)]);
        return new Done();
    }

    /// <summary>The school adopts it from a day. Twice is harmless. Refused when a level has no goal, nobody adopted it, or somebody has changed the draft meanwhile.</summary>
    /// <param name="revision">The draft's revision when it was read.</param>
    public Outcome<Done> Adopt(string by, DateOnly from, int revision, DateTimeOffset now)
    {
        if (State == CurriculumState.Adopted) return new Done();
        if (revision != Revision) return CurriculumRejections.ChangedMeanwhile;
        if (by.Length is 0 or > AdoptedByLength) return CurriculumRejections.AdoptedBy;
        if (Levels.Count == 0 || Levels.Any(l => l.Goals.Count == 0)) return CurriculumRejections.Empty;
        (State, AdoptedBy, InForceFrom, AdoptedAt) = (CurriculumState.Adopted, by, from, now);
        Revision++; // who writes at the same moment is refused
        return new Done();
    }

    private void Change(IReadOnlyList<Level> levels)
    {
        Levels = levels;
        Revision++;
    }
}

/// <summary>Why a curriculum refuses.</summary>
public static class CurriculumRejections
{
    public static readonly Rejection NotFound = new("curriculum.not-found");
    public static readonly Rejection Adopted = new("curriculum.adopted");
    public static readonly Rejection ChangedMeanwhile = new("curriculum.changed-meanwhile");
    public static readonly Rejection DraftThere = new("curriculum.draft-there");
    public static readonly Rejection AdoptedBy = new("curriculum.adopted-by");
    public static readonly Rejection Empty = new("curriculum.empty");
    public static readonly Rejection LevelName = new("curriculum.level-name");
    public static readonly Rejection Long = new("curriculum.long");
    public static readonly Rejection ManyGoals = new("curriculum.many-goals");
    public static readonly Rejection ManyLevels = new("curriculum.many-levels");
}
