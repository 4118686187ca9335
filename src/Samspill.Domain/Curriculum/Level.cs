using Samspill.Domain.Shared;

namespace Samspill.Domain.Curriculum;

/// <summary>Something that a pupil works towards. It is the same goal while it keeps its key, however the words change.</summary>
public sealed record Goal(Guid Key, string Words)
{
    /// <summary>Most characters of a goal.</summary>
    public const int Length = 300;
}

/// <summary>A step of a curriculum: what is aimed at, what it is about, how it is worked with, and how one knows.</summary>
public sealed record Level(Guid Key, string Name, IReadOnlyList<Goal> Goals, string Content, string Methods, string Assessment)
{
    /// <summary>Most characters of a name.</summary>
    public const int NameLength = 100;

    /// <summary>Most characters of the content, of the methods, and of the assessment.</summary>
    public const int TextLength = 4000;

    /// <summary>Most goals of a level: nobody works towards more at once.</summary>
    public const int MostGoals = 30;

    /// <summary>A level with nothing in it yet.</summary>
    public static Level New(string name) => new(Guid.CreateVersion7(), name, [], "", "", "");

    /// <summary>Why it cannot be kept; null when it can.</summary>
    public Rejection? Fault() =>
        Name.Length == 0 ? CurriculumRejections.LevelName
        : Name.Length > NameLength || Content.Length > TextLength || Methods.Length > TextLength || Assessment.Length > TextLength || Goals.Any(g => g.Words.Length > Goal.Length) ? CurriculumRejections.Long
        : Goals.Count > MostGoals ? CurriculumRejections.ManyGoals
        : null;
}
