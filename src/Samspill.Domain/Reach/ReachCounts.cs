using Samspill.Domain.Catalogue;
using Samspill.Domain.People;
using Samspill.Domain.Shared;

namespace Samspill.Domain.Reach;

/// <summary>
/// What is counted. Pupils have a place of a term or longer, as the national report counts them, each once; those who wait have none. Beside them: the places they have,
/// those in short courses of the school year, and encounters: a child at a lesson.
/// </summary>
public enum ReachMeasure { Pupils, Waiting, Places, Participants, Encounters }

/// <summary>Children of the municipality, of one school, year of birth and sex.</summary>
/// <param name="School">Null when it is not known, or the child is protected: then nothing tells where it is.</param>
/// <param name="Born">The year; null when not known.</param>
public sealed record ReachCount(ReachMeasure Measure, SiteId? School, int? Born, Sex? Sex, long Count);

/// <summary>Pupils with a place in a programme, each once.</summary>
public sealed record ProgrammeCount(Programme Programme, SiteId? School, int? Born, long Count);

/// <summary>Places of children of one school at one site. Protected children are not among them.</summary>
/// <param name="Taught">The course's first site.</param>
public sealed record WayCount(SiteId School, SiteId Taught, int? Born, long Count);

/// <summary>All that is counted of the children of the municipality, as of a day.</summary>
/// <param name="At">When it was counted.</param>
public sealed record ReachCounts(DateOnly Day, DateTimeOffset At, IReadOnlyList<ReachCount> Children, IReadOnlyList<ProgrammeCount> Programmes, IReadOnlyList<WayCount> Ways);
