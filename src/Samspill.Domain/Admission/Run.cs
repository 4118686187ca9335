using Samspill.Domain.Shared;

namespace Samspill.Domain.Admission;

/// <summary>A whole round, or seats that became free during the year.</summary>
public enum RunKind { Round, Vacancy }

/// <summary>One run of the placement, kept whole: the problem and the result byte for byte, so that it can be replayed.</summary>
public sealed class Run
{
    private Run() { }

    /// <summary>A run as it was made.</summary>
    /// <param name="problem">The problem as samspill-placement/1, Brotli-compressed.</param>
    /// <param name="result">The result as samspill-placement-result/1, Brotli-compressed.</param>
    /// <param name="resultHash">SHA-256 of the uncompressed result.</param>
    public Run(RunId id, RunKind kind, RoundId? round, RuleSetId rules, int number, DateTimeOffset madeAt, string madeBy, byte[] problem, byte[] result, byte[] resultHash, int applications, int placed, int waiting, ScenarioId? scenario = null) =>
        (Id, Kind, Round, Rules, Number, MadeAt, MadeBy, Problem, Result, ResultHash, Applications, Placed, Waiting, Scenario) =
        (id, kind, round, rules, number, madeAt, madeBy, problem, result, resultHash, applications, placed, waiting, scenario);

    public RunId Id { get; private init; }
    public RunKind Kind { get; private init; }
    public RoundId? Round { get; private init; }
    public RuleSetId Rules { get; private init; }

    /// <summary>1, 2, 3 … over all runs of the school.</summary>
    public int Number { get; private init; }
    public DateTimeOffset MadeAt { get; private init; }
    public string MadeBy { get; private init; } = "";
    public byte[] Problem { get; private init; } = [];
    public byte[] Result { get; private init; } = [];
    public byte[] ResultHash { get; private init; } = [];
    public int Applications { get; private init; }
    public int Placed { get; private init; }
    public int Waiting { get; private init; }

    /// <summary>The other rules or capacities that it tried; null when it went by the round's own.</summary>
    public ScenarioId? Scenario { get; private init; }
}

/// <summary>What one application got in a run (planning.md: outcome); that a person passed it over and it took no part; or that it was left out because the family wants places for all its children or none.</summary>
public enum DecisionOutcome { Placed, Waiting, Better, Closed, TooYoung, TooOld, Missing, AlreadyHeld, AtMaximum, PassedOver, NotTogether }

/// <summary>What one application got in a published run, with what decided. Never changed.</summary>
public sealed class Decision
{
    private Decision() { }

    /// <summary>A decision as the run gave it.</summary>
    /// <param name="queue">Number in the queue, 1 is first, when waiting.</param>
    /// <param name="waiting">How many waited at that course after the run.</param>
    /// <param name="decidedBy">The rule that put the last admitted ahead: round, reserved, capacity, id or a rule's name.</param>
    public Decision(RunId run, ApplicationId application, PersonId pupil, CourseId course, DecisionOutcome outcome, int? queue, int? waiting, string? decidedBy, string? flag, ApplicationId? lastAdmitted) =>
        (Run, Application, Pupil, Course, Outcome, Queue, OfWaiting, DecidedBy, Flag, LastAdmitted) = (run, application, pupil, course, outcome, queue, waiting, decidedBy, flag, lastAdmitted);

    public RunId Run { get; private init; }
    public ApplicationId Application { get; private init; }
    public PersonId Pupil { get; private init; }
    public CourseId Course { get; private init; }
    public DecisionOutcome Outcome { get; private init; }
    public int? Queue { get; private init; }
    public int? OfWaiting { get; private init; }
    public string? DecidedBy { get; private init; }
    public string? Flag { get; private init; }

    /// <summary>The last who came in by the open order. For the case worker's comparison; never shown to a family.</summary>
    public ApplicationId? LastAdmitted { get; private init; }
}

/// <summary>Why a run cannot be had.</summary>
public static class RunRejections
{
    public static readonly Rejection NotFound = new("run.not-found");

    /// <summary>A comparison takes two runs of the round.</summary>
    public static readonly Rejection OnlyOne = new("run.only-one");
}
