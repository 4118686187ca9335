using Samspill.Domain.Shared;

namespace Samspill.Domain.Surveys;

/// <summary>Identifies that somebody is asked.</summary>
public readonly record struct SurveyInvitationId(Guid Value) : IId<SurveyInvitationId>
{
    /// <summary>A new id.</summary>
    public static SurveyInvitationId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static SurveyInvitationId From(Guid value) => new(value);
}

/// <summary>Somebody is asked, and has answered or not; never what, nor when.</summary>
public sealed class SurveyInvitation
{
    private SurveyInvitation() { }

    public SurveyInvitation(SurveyId survey, PersonId person) => (Id, Survey, Person) = (SurveyInvitationId.New(), survey, person);

    public SurveyInvitationId Id { get; private init; }
    public SurveyId Survey { get; private init; }
    public PersonId Person { get; private init; }
    public bool Answered { get; private set; }

    public void Answer() => Answered = true;
}

/// <summary>What somebody answered in an anonymous survey. There is nothing in it that leads to anybody: no name, no time, and an id that is drawn.</summary>
public sealed class SurveyAnswer
{
    private SurveyAnswer() { }

    /// <param name="id">Drawn: an id of this program's usual kind would tell when it was made.</param>
    /// <param name="values">In the order of the questions; codes from 1, or text; empty for no answer.</param>
    public SurveyAnswer(Guid id, SurveyId survey, IReadOnlyList<string> values) => (Id, Survey, Values) = (id, survey, values);

    public Guid Id { get; private init; }
    public SurveyId Survey { get; private init; }
    public IReadOnlyList<string> Values { get; private set; } = [];

    /// <summary>Holds another's answers from now on: rows are dealt anew, so that a row's place tells nothing.</summary>
    public void Hold(IReadOnlyList<string> values) => Values = values;
}

/// <summary>What somebody answered in a survey that is not anonymous. Answering again replaces it.</summary>
public sealed class NamedSurveyAnswer
{
    private NamedSurveyAnswer() { }

    public NamedSurveyAnswer(SurveyId survey, PersonId person, IReadOnlyList<string> values, DateTimeOffset now) => (Survey, Person, Values, At) = (survey, person, values, now);

    public SurveyId Survey { get; private init; }
    public PersonId Person { get; private init; }
    public IReadOnlyList<string> Values { get; private set; } = [];
    public DateTimeOffset At { get; private set; }

    public void Replace(IReadOnlyList<string> values, DateTimeOffset now) => (Values, At) = (values, now);
}
