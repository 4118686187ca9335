using Samspill.Domain.Shared;

namespace Samspill.Domain.Surveys;

/// <summary>Identifies a survey.</summary>
public readonly record struct SurveyId(Guid Value) : IId<SurveyId>
{
    /// <summary>A new id.</summary>
    public static SurveyId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static SurveyId From(Guid value) => new(value);
}

/// <summary>Who is asked: guardians of pupils with a place, pupils with a place from 15, or the teachers.</summary>
public enum SurveyAudience { Guardians, Pupils, Teachers }

/// <summary>A draft is written; what is sent is frozen.</summary>
public enum SurveyState { Draft, Sent }

/// <summary>Where a survey is on a day. Deleted: the answers are gone.</summary>
public enum SurveyPhase { Draft, Waiting, Open, Closed, Deleted }

/// <summary>All that is written of a survey before it is sent.</summary>
/// <param name="Anonymous">Nobody can see who answered what, ever; otherwise the answers are kept with the name.</param>
/// <param name="Opens">The first day one can answer.</param>
/// <param name="Closes">The last.</param>
/// <param name="DeleteOn">The day the answers are deleted.</param>
public sealed record SurveyContent(SurveyWords Title, SurveyWords Intro, SurveyAudience Audience, bool Anonymous, DateOnly Opens, DateOnly Closes, DateOnly DeleteOn, IReadOnlyList<SurveyQuestion> Questions);

/// <summary>Some questions to many, answered in a minute.</summary>
public sealed class Survey
{
    public const int TitleLength = 200, IntroLength = 2000, QuestionLength = 300, ChoiceLength = 150;

    /// <summary>Short, so that it is answered.</summary>
    public const int MostQuestions = 15, MostChoices = 12;

    public const int MostReceivers = 20_000;

    /// <summary>With fewer answers than this nothing is shown of them.</summary>
    public const int FewestAnswers = 5;

    /// <summary>How many days before it closes those who have not answered are reminded.</summary>
    public const int ReminderDays = 3;

    /// <summary>The longest that answers are kept after it has closed, in days.</summary>
    public const int MostDaysKept = 730;

    private Survey() { }

    /// <summary>A draft that asks nothing yet, open for two weeks from a day.</summary>
    public static Survey Begin(SurveyId id, string title, DateOnly today, string by, DateTimeOffset now) => new()
    {
        Id = id, Title = new SurveyWords(title, "", ""), Anonymous = true, Opens = today, Closes = today.AddDays(14), DeleteOn = today.AddDays(14 + 365), MadeBy = by, MadeAt = now,
    };

    public SurveyId Id { get; private init; }
    public SurveyWords Title { get; private set; } = new("", "", "");
    public SurveyWords Intro { get; private set; } = new("", "", "");
    public SurveyAudience Audience { get; private set; }
    public bool Anonymous { get; private set; }
    public DateOnly Opens { get; private set; }
    public DateOnly Closes { get; private set; }
    public DateOnly DeleteOn { get; private set; }
    public IReadOnlyList<SurveyQuestion> Questions { get; private set; } = [];
    public SurveyState State { get; private set; }

    /// <summary>Counts what was written, so that the later of two writers is told.</summary>
    public int Revision { get; private set; }
    public string MadeBy { get; private init; } = "";
    public DateTimeOffset MadeAt { get; private init; }
    public string? SentBy { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>How many were asked.</summary>
    public int Receivers { get; private set; }
    public DateOnly? RemindedOn { get; private set; }

    /// <summary>When the answers were deleted.</summary>
    public DateOnly? DeletedOn { get; private set; }

    public SurveyContent Content => new(Title, Intro, Audience, Anonymous, Opens, Closes, DeleteOn, Questions);

    public SurveyPhase PhaseOn(DateOnly today) =>
        State == SurveyState.Draft ? SurveyPhase.Draft
        : DeletedOn is not null ? SurveyPhase.Deleted
        : today < Opens ? SurveyPhase.Waiting
        : today <= Closes ? SurveyPhase.Open
        : SurveyPhase.Closed;

    /// <summary>Writes the draft anew.</summary>
    /// <param name="revision">The one the writer has read.</param>
    public Outcome<Done> Write(SurveyContent content, int revision)
    {
        if (State != SurveyState.Draft) return SurveyRejections.Frozen;
        if (revision != Revision) return SurveyRejections.ChangedMeanwhile;
        if (content.Closes < content.Opens) return SurveyRejections.Dates;
        if (content.DeleteOn <= content.Closes || content.DeleteOn > content.Closes.AddDays(MostDaysKept)) return SurveyRejections.Keep;
        if (content.Questions.Count > MostQuestions) return SurveyRejections.TooMany;
        if (content.Questions.Any(q => q.Kind == QuestionKind.Choice && q.Choices.Count is < 2 or > MostChoices)) return SurveyRejections.Choices;
        (Title, Intro, Audience, Anonymous, Opens, Closes, DeleteOn, Questions) = (content.Title, content.Intro, content.Audience, content.Anonymous, content.Opens, content.Closes, content.DeleteOn, content.Questions);
        Revision++;
        return new Done();
    }

    /// <summary>Sends it: from now on it is frozen.</summary>
    /// <param name="receivers">How many are asked.</param>
    /// <param name="reached">How many of them there is an address to. An anonymous one to so few that nothing could ever be shown is refused.</param>
    public Outcome<Done> Send(int receivers, int reached, DateOnly today, string by, DateTimeOffset now)
    {
        if (State != SurveyState.Draft) return SurveyRejections.Frozen;
        if (Questions.Count == 0) return SurveyRejections.Empty;
        if (Closes < today) return SurveyRejections.Over;
        if (reached == 0) return SurveyRejections.Nobody;
        if (receivers > MostReceivers) return SurveyRejections.TooManyReceivers;
        if (Anonymous && reached < FewestAnswers) return SurveyRejections.TooFew;
        (State, Receivers, SentBy, SentAt) = (SurveyState.Sent, receivers, by, now);
        Revision++;
        return new Done();
    }

    /// <summary>Everything that is wrong with what was sent in, each with its question; null for what is no question of this survey.</summary>
    public IEnumerable<(Guid? Question, Rejection Why)> Faults(IReadOnlyDictionary<Guid, string> typed)
    {
        if (typed.Keys.Any(key => Questions.All(q => q.Key != key))) yield return (null, SurveyRejections.Forged);
        if (Questions.All(q => typed.GetValueOrDefault(q.Key, "").Length == 0)) yield return (null, SurveyRejections.Nothing);
        foreach (var question in Questions)
            if (question.Fault(typed.GetValueOrDefault(question.Key, "")) is { } why) yield return (question.Key, why);
    }

    /// <summary>The answers in the order of the questions; refused when any is not one.</summary>
    public Outcome<string[]> Read(IReadOnlyDictionary<Guid, string> typed)
    {
        if (Faults(typed).Select(f => f.Why).FirstOrDefault() is { } why) return why;
        return Questions.Select(q => typed.GetValueOrDefault(q.Key, "")).ToArray();
    }

    /// <summary>Reminds, once.</summary>
    public Outcome<Done> Remind(DateOnly today)
    {
        if (PhaseOn(today) != SurveyPhase.Open) return SurveyRejections.Closed;
        if (RemindedOn is not null) return SurveyRejections.Reminded;
        RemindedOn = today;
        return new Done();
    }

    /// <summary>The day on which the clock reminds, seen from a day before it closes: never the day they were asked on. Null when it has been, or when there is no time for it.</summary>
    public DateOnly? ReminderOn(DateOnly today)
    {
        if (RemindedOn is not null || SentAt is not { } sent) return null;
        var day = new[] { today, Closes.AddDays(-ReminderDays), Opens.AddDays(1), DateOnly.FromDateTime(sent.UtcDateTime).AddDays(1) }.Max();
        return day <= Closes ? day : null;
    }

    /// <summary>Whether the clock reminds today.</summary>
    public bool RemindsOn(DateOnly today) => PhaseOn(today) == SurveyPhase.Open && ReminderOn(today) == today;

    /// <summary>The answers are gone. Twice is harmless.</summary>
    public void Delete(DateOnly today) => DeletedOn ??= today;
}

/// <summary>Why a survey refuses.</summary>
public static class SurveyRejections
{
    public static readonly Rejection NotFound = new("survey.not-found");
    public static readonly Rejection Frozen = new("survey.frozen");
    public static readonly Rejection ChangedMeanwhile = new("survey.changed-meanwhile");
    public static readonly Rejection Dates = new("survey.dates");
    public static readonly Rejection Keep = new("survey.keep", Survey.MostDaysKept);
    public static readonly Rejection TooMany = new("survey.too-many", Survey.MostQuestions);
    public static readonly Rejection Choices = new("survey.choices", Survey.MostChoices);
    public static readonly Rejection Empty = new("survey.empty");
    public static readonly Rejection Over = new("survey.over");
    public static readonly Rejection Nobody = new("survey.nobody");
    public static readonly Rejection TooFew = new("survey.too-few", Survey.FewestAnswers);
    public static readonly Rejection TooManyReceivers = new("survey.too-many-receivers", Survey.MostReceivers);
    public static readonly Rejection NotYet = new("survey.not-yet");
    public static readonly Rejection Closed = new("survey.closed");
    public static readonly Rejection Reminded = new("survey.reminded");

    /// <summary>Answered before, and nobody can find that answer to change it.</summary>
    public static readonly Rejection Answered = new("survey.answered");
    public static readonly Rejection Nothing = new("survey.nothing");
    public static readonly Rejection Missing = new("survey.missing");
    public static readonly Rejection TooLong = new("survey.too-long", SurveyQuestion.TextLength);

    /// <summary>No such question, or no such choice: the form was not ours.</summary>
    public static readonly Rejection Forged = new("survey.forged");

    /// <summary>Results and extracts wait until nothing more comes: two looks at different times would tell what came between.</summary>
    public static readonly Rejection NotClosed = new("survey.not-closed");

    /// <summary>Fewer answers than may be told of.</summary>
    public static readonly Rejection FewAnswers = new("survey.few-answers", Survey.FewestAnswers);
}
