using Samspill.Domain.Shared;

namespace Samspill.Domain.Admission;

/// <summary>What a course asks for by itself, for finding rules that nobody could meet there.</summary>
public sealed record CourseBounds(string Code, string Name, int? AgeFrom, int? AgeTo, int? Capacity);

/// <summary>Finds what is wrong with rules, and rules that speak against each other.</summary>
public static class RuleFaults
{
    /// <summary>Says what is wrong with the rules; nothing when they can be used.</summary>
    public static IEnumerable<Rejection> Faults(this AdmissionRules rules) =>
        Limits(rules).Concat(Orders(rules)).Concat(Exceptions(rules)).Concat(Eligibility(rules)).Concat(Adults(rules)).Concat(Answers(rules)).Concat(Days(rules.Year));

    /// <summary>What the rules ask that these courses make impossible.</summary>
    public static IEnumerable<Rejection> FaultsWith(this AdmissionRules rules, IReadOnlyCollection<CourseBounds> courses)
    {
        var upsideDown = rules.Eligible.AgeFrom > rules.Eligible.AgeTo; // said once, of the rules themselves
        foreach (var course in courses)
        {
            if (!upsideDown && (course.AgeFrom > rules.Eligible.AgeTo || course.AgeTo < rules.Eligible.AgeFrom)) yield return new Rejection(RuleRejections.NobodyAtCourse.Code, course.Name);
            if (rules.Of(course.Code)?.Reserved.Sum(r => (long)r.Places) > (course.Capacity ?? 0)) yield return new Rejection(RuleRejections.ReservedOverCapacity.Code, course.Name, course.Capacity ?? 0);
        }
        var known = courses.Select(c => c.Code).ToHashSet();
        if (rules.Courses.Any(c => !known.Contains(c.Course))) yield return RuleRejections.CourseUnknown;
        if (rules.Preparatory.FirstOrDefault(code => !known.Contains(code)) is { } unknown) yield return new Rejection(RuleRejections.PreparatoryUnknown.Code, unknown);
    }

    private static IEnumerable<Rejection> Limits(AdmissionRules rules)
    {
        if (rules.Order.Count == 0) yield return RuleRejections.NoOrder;
        if (rules.MaxPlacesPerPupil < 1) yield return RuleRejections.MaxPlaces;
        if (rules.MaxWishes is < 1 or > 20) yield return RuleRejections.MaxWishes;
        if (rules.AnswerDays is < 1 or > 60) yield return RuleRejections.AnswerDays;
    }

    private static IEnumerable<IReadOnlyList<PriorityRule>> AllOrders(AdmissionRules rules) => rules.Courses.Select(c => c.Order).OfType<IReadOnlyList<PriorityRule>>().Append(rules.Order);

    private static IEnumerable<Rejection> Orders(AdmissionRules rules)
    {
        foreach (var order in AllOrders(rules))
        {
            foreach (var rule in order.Where(r => r.By == PriorityBy.Flag && (r.Flag is null || Fact.Parts(r.Flag).Length == 0))) yield return RuleRejections.FlagMissing;
            if (order.GroupBy(r => (r.By, Flag: Sorted(r.Flag))).FirstOrDefault(g => g.Count() > 1) is { } twice) yield return new Rejection(RuleRejections.Twice.Code, twice.First());
            if (order.TakeWhile(r => r.By != PriorityBy.Lottery).Count() < order.Count - 1) yield return RuleRejections.LotteryLast;
            foreach (var (idle, because) in Idle(order, rules.SeniorityInYears)) yield return new Rejection(RuleRejections.NeverDecides.Code, idle, because);
            if (rules.Preparatory.Count == 0 && order.Any(r => Asks(r.Flag, Fact.FormerPreparatory))) yield return RuleRejections.PreparatoryMissing;
        }
    }

    /// <summary>Rules that come after one that has already told apart whomever they could tell apart.</summary>
    private static IEnumerable<(PriorityRule Idle, PriorityRule Because)> Idle(IReadOnlyList<PriorityRule> order, bool seniorityInYears)
    {
        foreach (var (at, rule) in order.Index())
        {
            var because = order.Take(at).FirstOrDefault(earlier => (earlier.By, rule.By) switch
            {
                (PriorityBy.BirthDate, PriorityBy.BirthYear or PriorityBy.OlderInSchoolAge) or (PriorityBy.BirthYear, PriorityBy.OlderInSchoolAge) => true,
                (PriorityBy.PlacesHeld, PriorityBy.Flag) => rule.Flag == Fact.WithoutPlace,
                (PriorityBy.AppliedAt, PriorityBy.PlacesHeld) => !seniorityInYears, // the moment tells all families apart
                _ => false,
            });
            if (because is not null) yield return (rule, because);
        }
    }

    private static IEnumerable<Rejection> Exceptions(AdmissionRules rules)
    {
        if (rules.Courses.SelectMany(c => c.Reserved).Any(r => r.Places < 1 || string.IsNullOrWhiteSpace(r.Flag))) yield return RuleRejections.Reserved;
        if (rules.Courses.Any(c => c.GradeFrom is < 1 or > 13 || c.GradeTo is < 1 or > 13 || c.GradeFrom > c.GradeTo)) yield return RuleRejections.Grades;
    }

    private static IEnumerable<Rejection> Eligibility(AdmissionRules rules)
    {
        var age = rules.Eligible;
        if (age.AgeFrom is < 0 or > 120 || age.AgeTo is < 0 or > 120) yield return RuleRejections.Ages;
        else if (age.AgeFrom > age.AgeTo) yield return new Rejection(RuleRejections.NobodyOldEnough.Code, age.AgeFrom, age.AgeTo);

        // What everybody must have tells nobody apart.
        var required = rules.RequirementsOf("", Catalogue.Programme.Core, [], round: true).ToHashSet();
        if (age.Residence == Residence.Resident) required.Add(Fact.Resident);
        foreach (var rule in rules.Order.Where(r => r.Flag is { } flag && Fact.Parts(flag) is { Length: > 0 } parts && Array.TrueForAll(parts, required.Contains)))
            yield return new Rejection(RuleRejections.RequiredAndRanked.Code, rule);
    }

    private static IEnumerable<Rejection> Adults(AdmissionRules rules)
    {
        if (rules.AdultFrom is < 16 or > 99) yield return RuleRejections.AdultFrom;
        if (rules.Eligible.AgeTo is not { } oldest || oldest >= rules.AdultFrom) yield break;
        if (rules.AdultsOneYear || AllOrders(rules).SelectMany(o => o).Any(r => Asks(r.Flag, Fact.NotAdult) || Asks(r.Flag, Fact.RenewingAdult))) yield return new Rejection(RuleRejections.AdultsExcluded.Code, oldest, rules.AdultFrom);
    }

    private static IEnumerable<Rejection> Answers(AdmissionRules rules)
    {
        if (rules.Silence == Silence.KeepsQueue && (!rules.KeepQueueWhenDeclining || rules.DecliningGoesLast)) yield return RuleRejections.SilenceBetter;
        if (rules.DecliningGoesLast && !rules.KeepQueueWhenDeclining) yield return RuleRejections.LastOfNoQueue;
        if (rules.Silence == Silence.Accepts && rules.AnswerDays < 3) yield return RuleRejections.SilenceTooSoon;
    }

    private static IEnumerable<Rejection> Days(YearRules year)
    {
        if (new[] { year.ApplyBy, year.ConfirmBy, year.WithdrawAutumn, year.WithdrawSpring }.Any(d => d is { Exists: false })) yield return RuleRejections.Day;
        if (year.LapseUnconfirmed && year.ConfirmBy is null) yield return RuleRejections.LapseWithoutDay;
    }

    private static bool Asks(string? flag, string fact) => flag is not null && Fact.Parts(flag).Contains(fact);

    private static string? Sorted(string? flag) => flag is null ? null : string.Join('+', Fact.Parts(flag).Order(StringComparer.Ordinal));
}

/// <summary>Why rules cannot be used.</summary>
public static class RuleRejections
{
    public static readonly Rejection NoOrder = new("rules.no-order");
    public static readonly Rejection MaxPlaces = new("rules.max-places");
    public static readonly Rejection MaxWishes = new("rules.max-wishes");
    public static readonly Rejection AnswerDays = new("rules.answer-days");
    public static readonly Rejection FlagMissing = new("rules.flag-missing");
    public static readonly Rejection Twice = new("rules.twice");
    public static readonly Rejection LotteryLast = new("rules.lottery-last");
    public static readonly Rejection Reserved = new("rules.reserved");

    /// <summary>A rule that can decide nothing where it stands, and the one that has decided before it.</summary>
    public static readonly Rejection NeverDecides = new("rules.never-decides");
    public static readonly Rejection PreparatoryMissing = new("rules.preparatory-missing");
    public static readonly Rejection PreparatoryUnknown = new("rules.preparatory-unknown");
    public static readonly Rejection CourseUnknown = new("rules.course-unknown");
    public static readonly Rejection Grades = new("rules.grades");
    public static readonly Rejection Ages = new("rules.ages");

    /// <summary>The lowest age is above the highest.</summary>
    public static readonly Rejection NobodyOldEnough = new("rules.nobody");

    /// <summary>The school's ages and a course's have none in common.</summary>
    public static readonly Rejection NobodyAtCourse = new("rules.nobody-at-course");
    public static readonly Rejection ReservedOverCapacity = new("rules.reserved-over-capacity");
    public static readonly Rejection RequiredAndRanked = new("rules.required-and-ranked");
    public static readonly Rejection AdultFrom = new("rules.adult-from");
    public static readonly Rejection AdultsExcluded = new("rules.adults-excluded");

    /// <summary>Who does not answer would stand better than who says no.</summary>
    public static readonly Rejection SilenceBetter = new("rules.silence-better");
    public static readonly Rejection SilenceTooSoon = new("rules.silence-too-soon");
    public static readonly Rejection LastOfNoQueue = new("rules.last-of-no-queue");
    public static readonly Rejection Day = new("rules.day");
    public static readonly Rejection LapseWithoutDay = new("rules.lapse-without-day");
}
