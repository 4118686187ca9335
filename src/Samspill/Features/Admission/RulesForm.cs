using Samspill.Domain.Admission;

namespace Samspill.Features.Admission;

/// <summary>What one who declines may do, as one choice.</summary>
public enum Declining { Leaves, Keeps, GoesLast }

/// <summary>A day of the year as typed; no day and month is none.</summary>
public sealed class DayForm
{
    public int? Day { get; set; }
    public int? Month { get; set; }

    public static DayForm Of(DayOfYear? day) => new() { Day = day?.Day, Month = day?.Month };

    /// <summary>Half of a day is a day that does not exist, so that it is refused.</summary>
    public DayOfYear? ToDay() => Day is null && Month is null ? null : new DayOfYear(Month ?? 0, Day ?? 0);
}

/// <summary>One rule of an order, as typed.</summary>
public sealed class RuleRow
{
    public PriorityBy By { get; set; }
    public string? Flag { get; set; }

    /// <summary>A second fact that must be true too.</summary>
    public string? And { get; set; }
    public bool YoungestFirst { get; set; }

    public static RuleRow Of(PriorityRule rule) => Fact.Parts(rule.Flag ?? "") is [var first, .. var rest]
        ? new() { By = rule.By, Flag = first, And = rest.Length == 0 ? null : string.Join('+', rest) }
        : new() { By = rule.By, YoungestFirst = rule.YoungestFirst };

    public PriorityRule ToRule() => By switch
    {
        PriorityBy.Flag => new(By, string.IsNullOrWhiteSpace(And) ? Flag?.Trim() : $"{Flag?.Trim()}+{And.Trim()}"),
        PriorityBy.BirthDate or PriorityBy.BirthYear => new(By, YoungestFirst: YoungestFirst),
        _ => new(By),
    };
}

/// <summary>Seats kept for a flag, as typed.</summary>
public sealed class ReservedRow
{
    public string? Flag { get; set; }
    public int? Places { get; set; }
}

/// <summary>What is special about one course, as typed.</summary>
public sealed class CourseRulesForm
{
    public string? Course { get; set; }
    public bool OwnOrder { get; set; }
    public List<RuleRow> Order { get; set; } = [];

    /// <summary>The sentence chosen to be added to the order.</summary>
    public string? Add { get; set; }
    public List<ReservedRow> Reserved { get; set; } = [];
    public int? GradeFrom { get; set; }
    public int? GradeTo { get; set; }
    public bool Audition { get; set; }

    public static CourseRulesForm Of(CourseRules rules) => new()
    {
        Course = rules.Course,
        OwnOrder = rules.Order is not null,
        Order = [.. (rules.Order ?? []).Select(RuleRow.Of)],
        Reserved = [.. rules.Reserved.Select(r => new ReservedRow { Flag = r.Flag, Places = r.Places })],
        GradeFrom = rules.GradeFrom,
        GradeTo = rules.GradeTo,
        Audition = rules.Audition,
    };

    public CourseRules ToRules() =>
        new(Course ?? "", OwnOrder ? [.. Order.Select(r => r.ToRule())] : null, [.. Reserved.Select(r => new ReservedSeats(r.Flag?.Trim() ?? "", r.Places ?? 0))]) { GradeFrom = GradeFrom, GradeTo = GradeTo, Audition = Audition };
}

/// <summary>A version of the rules, as typed. Lists are changed by buttons that send the form again, so that it works without script.</summary>
public sealed class RulesForm
{
    /// <summary>Made with the form: sent twice, it is one version.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();
    public List<RuleRow> Order { get; set; } = [];

    /// <summary>The sentence chosen to be added to the order.</summary>
    public string? Add { get; set; }
    public Residence Residence { get; set; }
    public bool DepthForAll { get; set; }
    public bool AuditionForDepth { get; set; }
    public int? AgeFrom { get; set; }
    public int? AgeTo { get; set; }
    public AgeEnd AgeEnd { get; set; }
    public bool LateWait { get; set; }
    public bool Renewed { get; set; }
    public RoundsRule Rounds { get; set; }
    public int? MaxPlaces { get; set; }
    public int? MaxWishes { get; set; }
    public int? AnswerDays { get; set; }
    public Silence Silence { get; set; }
    public Declining Declining { get; set; }
    public bool SeniorityInYears { get; set; }
    public bool SeniorityFollowsChange { get; set; }
    public Leave Leave { get; set; }
    public int? AdultFrom { get; set; }
    public bool AdultsOneYear { get; set; }
    public bool MayPassOver { get; set; }
    public bool MayAskTogether { get; set; }
    public List<string?> Preparatory { get; set; } = [];
    public DayForm ApplyBy { get; set; } = new();
    public DayForm ConfirmBy { get; set; } = new();
    public bool LapseUnconfirmed { get; set; }
    public DayForm WithdrawAutumn { get; set; } = new();
    public DayForm WithdrawSpring { get; set; } = new();
    public List<CourseRulesForm> Courses { get; set; } = [];
    public DateOnly? InForceFrom { get; set; }
    public string? AdoptedBy { get; set; }

    /// <summary>What the rules are called when they are kept as something to try.</summary>
    public string? Scenario { get; set; }

    public static RulesForm Of(AdmissionRules rules) => new()
    {
        Order = [.. rules.Order.Select(RuleRow.Of)],
        Residence = rules.Eligible.Residence,
        DepthForAll = rules.Eligible.DepthForAll,
        AuditionForDepth = rules.Eligible.AuditionForDepth,
        AgeFrom = rules.Eligible.AgeFrom,
        AgeTo = rules.Eligible.AgeTo,
        AgeEnd = rules.Eligible.End,
        LateWait = rules.Eligible.LateWait,
        Renewed = rules.Eligible.Renewed,
        Rounds = rules.Rounds,
        MaxPlaces = rules.MaxPlacesPerPupil,
        MaxWishes = rules.MaxWishes,
        AnswerDays = rules.AnswerDays,
        Silence = rules.Silence,
        Declining = !rules.KeepQueueWhenDeclining ? Declining.Leaves : rules.DecliningGoesLast ? Declining.GoesLast : Declining.Keeps,
        SeniorityInYears = rules.SeniorityInYears,
        SeniorityFollowsChange = rules.SeniorityFollowsChange,
        Leave = rules.Year.Leave,
        AdultFrom = rules.AdultFrom,
        AdultsOneYear = rules.AdultsOneYear,
        MayPassOver = rules.MayPassOver,
        MayAskTogether = rules.MayAskTogether,
        Preparatory = [.. rules.Preparatory],
        ApplyBy = DayForm.Of(rules.Year.ApplyBy),
        ConfirmBy = DayForm.Of(rules.Year.ConfirmBy),
        LapseUnconfirmed = rules.Year.LapseUnconfirmed,
        WithdrawAutumn = DayForm.Of(rules.Year.WithdrawAutumn),
        WithdrawSpring = DayForm.Of(rules.Year.WithdrawSpring),
        Courses = [.. rules.Courses.Select(CourseRulesForm.Of)],
    };

    public AdmissionRules ToRules() =>
        new([.. Order.Select(r => r.ToRule())], Rounds, MaxPlaces, MaxWishes ?? 0, AnswerDays ?? 0, Declining != Declining.Leaves, [.. Courses.Select(c => c.ToRules())])
        {
            Eligible = new(Residence, AgeFrom, AgeTo, AgeEnd) { DepthForAll = DepthForAll, AuditionForDepth = AuditionForDepth, LateWait = LateWait, Renewed = Renewed },
            Preparatory = [.. Preparatory.OfType<string>().Where(c => c.Length > 0).Distinct()],
            AdultFrom = AdultFrom ?? 0,
            AdultsOneYear = AdultsOneYear,
            Silence = Silence,
            DecliningGoesLast = Declining == Declining.GoesLast,
            SeniorityInYears = SeniorityInYears,
            SeniorityFollowsChange = SeniorityFollowsChange,
            MayPassOver = MayPassOver,
            MayAskTogether = MayAskTogether,
            Year = new()
            {
                ApplyBy = ApplyBy.ToDay(),
                ConfirmBy = ConfirmBy.ToDay(),
                LapseUnconfirmed = LapseUnconfirmed,
                WithdrawAutumn = WithdrawAutumn.ToDay(),
                WithdrawSpring = WithdrawSpring.ToDay(),
                Leave = Leave,
            },
        };
}
