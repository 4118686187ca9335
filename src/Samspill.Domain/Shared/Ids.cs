namespace Samspill.Domain.Shared;

/// <summary>An id of one kind of thing: a UUID version 7, so that ids made later sort later.</summary>
public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    /// <summary>The bare UUID.</summary>
    Guid Value { get; }

    /// <summary>The id with this UUID.</summary>
    static abstract TSelf From(Guid value);
}

/// <summary>Identifies a person.</summary>
public readonly record struct PersonId(Guid Value) : IId<PersonId>
{
    /// <summary>A new id.</summary>
    public static PersonId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static PersonId From(Guid value) => new(value);
}

/// <summary>Identifies a site.</summary>
public readonly record struct SiteId(Guid Value) : IId<SiteId>
{
    /// <summary>A new id.</summary>
    public static SiteId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static SiteId From(Guid value) => new(value);
}

/// <summary>Identifies a room.</summary>
public readonly record struct RoomId(Guid Value) : IId<RoomId>
{
    /// <summary>A new id.</summary>
    public static RoomId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static RoomId From(Guid value) => new(value);
}

/// <summary>Identifies a course.</summary>
public readonly record struct CourseId(Guid Value) : IId<CourseId>
{
    /// <summary>A new id.</summary>
    public static CourseId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static CourseId From(Guid value) => new(value);
}

/// <summary>Identifies a submission.</summary>
public readonly record struct SubmissionId(Guid Value) : IId<SubmissionId>
{
    /// <summary>A new id.</summary>
    public static SubmissionId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static SubmissionId From(Guid value) => new(value);
}

/// <summary>Identifies an application.</summary>
public readonly record struct ApplicationId(Guid Value) : IId<ApplicationId>
{
    /// <summary>A new id.</summary>
    public static ApplicationId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static ApplicationId From(Guid value) => new(value);
}

/// <summary>Identifies an admission round.</summary>
public readonly record struct RoundId(Guid Value) : IId<RoundId>
{
    /// <summary>A new id.</summary>
    public static RoundId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static RoundId From(Guid value) => new(value);
}

/// <summary>Identifies a run of the placement.</summary>
public readonly record struct RunId(Guid Value) : IId<RunId>
{
    /// <summary>A new id.</summary>
    public static RunId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static RunId From(Guid value) => new(value);
}

/// <summary>Identifies a version of the rules.</summary>
public readonly record struct RuleSetId(Guid Value) : IId<RuleSetId>
{
    /// <summary>A new id.</summary>
    public static RuleSetId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static RuleSetId From(Guid value) => new(value);
}

/// <summary>Identifies an offer.</summary>
public readonly record struct OfferId(Guid Value) : IId<OfferId>
{
    /// <summary>A new id.</summary>
    public static OfferId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static OfferId From(Guid value) => new(value);
}

/// <summary>Identifies a place.</summary>
public readonly record struct PlaceId(Guid Value) : IId<PlaceId>
{
    /// <summary>A new id.</summary>
    public static PlaceId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static PlaceId From(Guid value) => new(value);
}

/// <summary>Identifies a draft of a submission.</summary>
public readonly record struct DraftId(Guid Value) : IId<DraftId>
{
    /// <summary>A new id.</summary>
    public static DraftId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static DraftId From(Guid value) => new(value);
}

/// <summary>Identifies a message.</summary>
public readonly record struct MessageId(Guid Value) : IId<MessageId>
{
    /// <summary>A new id.</summary>
    public static MessageId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static MessageId From(Guid value) => new(value);
}

/// <summary>Identifies a person's employment.</summary>
public readonly record struct StaffId(Guid Value) : IId<StaffId>
{
    /// <summary>A new id.</summary>
    public static StaffId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static StaffId From(Guid value) => new(value);
}

/// <summary>Identifies that an application was passed over.</summary>
public readonly record struct PassOverId(Guid Value) : IId<PassOverId>
{
    /// <summary>A new id.</summary>
    public static PassOverId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static PassOverId From(Guid value) => new(value);
}

/// <summary>Identifies a scenario of an admission round.</summary>
public readonly record struct ScenarioId(Guid Value) : IId<ScenarioId>
{
    /// <summary>A new id.</summary>
    public static ScenarioId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static ScenarioId From(Guid value) => new(value);
}

/// <summary>Identifies a yearly confirmation round.</summary>
public readonly record struct ConfirmationRoundId(Guid Value) : IId<ConfirmationRoundId>
{
    /// <summary>A new id.</summary>
    public static ConfirmationRoundId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static ConfirmationRoundId From(Guid value) => new(value);
}

/// <summary>Identifies one thing a family is asked to confirm.</summary>
public readonly record struct ConfirmationId(Guid Value) : IId<ConfirmationId>
{
    /// <summary>A new id.</summary>
    public static ConfirmationId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static ConfirmationId From(Guid value) => new(value);
}

/// <summary>Identifies a leave of absence.</summary>
public readonly record struct LeaveId(Guid Value) : IId<LeaveId>
{
    /// <summary>A new id.</summary>
    public static LeaveId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static LeaveId From(Guid value) => new(value);
}

/// <summary>Identifies an invitation to be the other guardian.</summary>
public readonly record struct GuardianInvitationId(Guid Value) : IId<GuardianInvitationId>
{
    /// <summary>A new id.</summary>
    public static GuardianInvitationId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static GuardianInvitationId From(Guid value) => new(value);
}

/// <summary>Identifies a family's wish to change a place it has.</summary>
public readonly record struct PlaceChangeId(Guid Value) : IId<PlaceChangeId>
{
    /// <summary>A new id.</summary>
    public static PlaceChangeId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static PlaceChangeId From(Guid value) => new(value);
}

/// <summary>Identifies a group.</summary>
public readonly record struct GroupId(Guid Value) : IId<GroupId>
{
    /// <summary>A new id.</summary>
    public static GroupId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static GroupId From(Guid value) => new(value);
}

/// <summary>Identifies a version of the week.</summary>
public readonly record struct WeekPlanId(Guid Value) : IId<WeekPlanId>
{
    /// <summary>A new id.</summary>
    public static WeekPlanId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static WeekPlanId From(Guid value) => new(value);
}

/// <summary>Identifies a run of the timetable engine.</summary>
public readonly record struct TimetableRunId(Guid Value) : IId<TimetableRunId>
{
    /// <summary>A new id.</summary>
    public static TimetableRunId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static TimetableRunId From(Guid value) => new(value);
}

/// <summary>Identifies a dated lesson.</summary>
public readonly record struct LessonId(Guid Value) : IId<LessonId>
{
    /// <summary>A new id.</summary>
    public static LessonId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static LessonId From(Guid value) => new(value);
}

/// <summary>Identifies an absence of somebody who teaches.</summary>
public readonly record struct StaffAbsenceId(Guid Value) : IId<StaffAbsenceId>
{
    /// <summary>A new id.</summary>
    public static StaffAbsenceId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static StaffAbsenceId From(Guid value) => new(value);
}

/// <summary>Identifies a calendar feed.</summary>
public readonly record struct CalendarFeedId(Guid Value) : IId<CalendarFeedId>
{
    /// <summary>A new id.</summary>
    public static CalendarFeedId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static CalendarFeedId From(Guid value) => new(value);
}

/// <summary>Identifies a loan of a room.</summary>
public readonly record struct RoomLoanId(Guid Value) : IId<RoomLoanId>
{
    /// <summary>A new id.</summary>
    public static RoomLoanId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static RoomLoanId From(Guid value) => new(value);
}
