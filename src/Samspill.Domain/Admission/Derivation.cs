using Samspill.Domain.Catalogue;
using Samspill.Domain.School;

namespace Samspill.Domain.Admission;

/// <summary>What is known of a pupil who asks.</summary>
/// <param name="Resident">Lives in the school's municipality.</param>
/// <param name="SchoolHere">Goes to a primary school in the municipality.</param>
/// <param name="Places">Every place it has or has had.</param>
/// <param name="FirstAskedInSchoolAge">The first day it ever applied in school age; null when never.</param>
public sealed record AskingPupil(DateOnly Born, bool Resident, bool SchoolHere, IReadOnlyList<PlaceHad> Places, DateOnly? FirstAskedInSchoolAge)
{
    /// <summary>The calendar year in which a child begins school (opplæringslova 2023 § 2-1): from then its applications are of school age.</summary>
    public const int SchoolAge = 6;

    /// <summary>Whether it is of school age on a day, or older.</summary>
    public bool InSchoolAge(DateOnly day) => day.Year - Born.Year >= SchoolAge;
}

/// <summary>A place a pupil has or has had.</summary>
/// <param name="To">The last day; null while nobody has said.</param>
public sealed record PlaceHad(string Course, string Subject, TeachingForm Form, DateOnly From, DateOnly? To)
{
    /// <summary>Whether it is in use some time from one day to another.</summary>
    public bool Covers(DateOnly from, DateOnly to) => From <= to && (To is not { } last || last >= from);
}

/// <summary>The wish itself.</summary>
/// <param name="AppliedAt">When it was received; <paramref name="AppliedOn"/> is the day in Oslo.</param>
/// <param name="Since">The seniority; <paramref name="SinceDay"/> is the day in Oslo.</param>
/// <param name="Recorded">Words recorded on the wish or its pupil.</param>
public sealed record AskedWish(string Course, string Subject, DateTimeOffset AppliedAt, DateOnly AppliedOn, DateTimeOffset Since, DateOnly SinceDay, IReadOnlySet<string> Recorded);

/// <summary>The admission it is asked in.</summary>
/// <param name="PlacesFrom">First day of the places.</param>
/// <param name="ClosesAt">Who applied by then is on time; null when nothing has closed.</param>
/// <param name="ListedBy">Who applied by then stood on the waiting list when this admission opened; null when there was none before.</param>
public sealed record Occasion(DateOnly PlacesFrom, DateTimeOffset? ClosesAt, DateTimeOffset? ListedBy)
{
    /// <summary>The first day of the half-year (January to July, August to December) in which places begin.</summary>
    public DateOnly TermStart => PlacesFrom.Month >= 8 ? new(PlacesFrom.Year, 8, 1) : new(PlacesFrom.Year, 1, 1);

    /// <summary>The half-year before: its first and last day.</summary>
    public (DateOnly From, DateOnly To) LastTerm => (TermStart.Month == 8 ? new(TermStart.Year, 1, 1) : new(TermStart.Year - 1, 8, 1), TermStart.AddDays(-1));

    /// <summary>The calendar year in which the school year of the places begins.</summary>
    public int SchoolYear => School.SchoolYear.Of(PlacesFrom);
}

/// <summary>The facts that rules ask for, each reckoned from the data in one place, by one method that says it in a sentence.</summary>
public static class Derivation
{
    private static readonly Dictionary<string, Func<AskingPupil, AskedWish, Occasion, AdmissionRules, bool>> All = new(StringComparer.Ordinal)
    {
        [Fact.OnTime] = (_, w, o, _) => OnTime(w, o),
        [Fact.RenewedInTime] = (_, w, o, _) => RenewedInTime(w, o),
        [Fact.WithoutPlace] = (p, _, o, _) => WithoutPlace(p, o),
        [Fact.WithoutIndividual] = (p, _, o, _) => WithoutIndividual(p, o),
        [Fact.OnWaitingList] = (_, w, o, _) => OnWaitingList(w, o),
        [Fact.WaitingSinceLastYear] = (_, w, o, _) => WaitingSinceLastYear(w, o),
        [Fact.FormerPreparatory] = (p, _, _, r) => FormerPreparatory(p, r),
        [Fact.FirstInSchoolAge] = (p, w, _, _) => FirstInSchoolAge(p, w),
        [Fact.PupilNewSubject] = (p, w, o, _) => PupilNewSubject(p, w, o),
        [Fact.SchoolAge] = (p, _, o, r) => SchoolAge(p, o, r),
        [Fact.NotAdult] = (p, _, o, r) => NotAdult(p, o, r),
        [Fact.RenewingAdult] = (p, _, o, r) => RenewingAdult(p, o, r),
        [Fact.Resident] = (p, _, _, _) => p.Resident,
        [Fact.SchoolHere] = (p, _, _, _) => p.SchoolHere,
        [Fact.MayApplyHere] = (p, w, _, r) => MayApplyHere(p, w, r),
        [Fact.WithinAge] = (p, _, o, r) => WithinAge(p, o, r),
        [Fact.RightGrade] = (p, w, o, r) => RightGrade(p, w, o, r),
    };

    /// <summary>Whether a fact is reckoned here; else it is one the school records.</summary>
    public static bool IsDerived(string fact) => All.ContainsKey(fact);

    /// <summary>Whether a flag, with all its parts, is true of a wish.</summary>
    public static bool Holds(string flag, AskingPupil pupil, AskedWish wish, Occasion occasion, AdmissionRules rules) =>
        Fact.IsTurns(flag) ? flag == Fact.Turns(Turns(pupil, occasion)) && SchoolAge(pupil, occasion, rules)
        : Array.TrueForAll(Fact.Parts(flag), part => All.TryGetValue(part, out var derived) ? derived(pupil, wish, occasion, rules) : wish.Recorded.Contains(part));

    /// <summary>The wish was received before the admission closed.</summary>
    public static bool OnTime(AskedWish wish, Occasion occasion) => wish.AppliedAt <= occasion.ClosesAt;

    /// <summary>The wish was received, or an older one renewed, in time for this admission.</summary>
    public static bool RenewedInTime(AskedWish wish, Occasion occasion) => OnTime(wish, occasion) && (!OnWaitingList(wish, occasion) || wish.Recorded.Contains(Fact.Renewed));

    /// <summary>The pupil has no place that goes on when the new places begin.</summary>
    public static bool WithoutPlace(AskingPupil pupil, Occasion occasion) => !pupil.Places.Any(p => p.Covers(occasion.PlacesFrom, DateOnly.MaxValue));

    /// <summary>The pupil has no individual place that goes on when the new places begin; it may have one in a group.</summary>
    public static bool WithoutIndividual(AskingPupil pupil, Occasion occasion) =>
        !pupil.Places.Any(p => p.Form == TeachingForm.Individual && p.Covers(occasion.PlacesFrom, DateOnly.MaxValue));

    /// <summary>The wish stood in the queue when the admission before this one closed.</summary>
    public static bool OnWaitingList(AskedWish wish, Occasion occasion) => wish.Since <= occasion.ListedBy;

    /// <summary>The wish was received before the school year that ends before the new places begin.</summary>
    public static bool WaitingSinceLastYear(AskedWish wish, Occasion occasion) => wish.SinceDay < new DateOnly(occasion.SchoolYear - 1, 8, 1);

    /// <summary>The pupil has, or has had, a place on one of the courses that the rules call preparatory.</summary>
    public static bool FormerPreparatory(AskingPupil pupil, AdmissionRules rules) => pupil.Places.Any(p => rules.Preparatory.Contains(p.Course));

    /// <summary>The wish came the first day the pupil ever applied in school age.</summary>
    public static bool FirstInSchoolAge(AskingPupil pupil, AskedWish wish) => pupil.InSchoolAge(wish.AppliedOn) && wish.AppliedOn == (pupil.FirstAskedInSchoolAge ?? wish.AppliedOn);

    /// <summary>The pupil had a place last half-year, and asks for a subject it had none in.</summary>
    public static bool PupilNewSubject(AskingPupil pupil, AskedWish wish, Occasion occasion)
    {
        var (from, to) = occasion.LastTerm;
        var had = pupil.Places.Where(p => p.Covers(from, to)).ToList();
        return had.Count > 0 && had.TrueForAll(p => p.Subject != wish.Subject);
    }

    /// <summary>The pupil is of school age, and not yet an adult, in the year the places begin.</summary>
    public static bool SchoolAge(AskingPupil pupil, Occasion occasion, AdmissionRules rules) => pupil.InSchoolAge(occasion.PlacesFrom) && NotAdult(pupil, occasion, rules);

    /// <summary>The pupil turns less, in the year the places begin, than the age from which the rules call one an adult.</summary>
    public static bool NotAdult(AskingPupil pupil, Occasion occasion, AdmissionRules rules) => Turns(pupil, occasion) < rules.AdultFrom;

    /// <summary>An adult who had a place in the last twelve months before the new places begin.</summary>
    public static bool RenewingAdult(AskingPupil pupil, Occasion occasion, AdmissionRules rules) =>
        !NotAdult(pupil, occasion, rules) && pupil.Places.Any(p => p.Covers(occasion.PlacesFrom.AddYears(-1), occasion.PlacesFrom.AddDays(-1)));

    /// <summary>The pupil lives in the municipality, or goes to school there when that is enough, or the home municipality has agreed to pay.</summary>
    public static bool MayApplyHere(AskingPupil pupil, AskedWish wish, AdmissionRules rules) => rules.Eligible.Residence switch
    {
        Residence.Resident => pupil.Resident || wish.Recorded.Contains(Fact.ByAgreement),
        Residence.ResidentOrSchool => pupil.Resident || pupil.SchoolHere || wish.Recorded.Contains(Fact.ByAgreement),
        _ => true,
    };

    /// <summary>The pupil has reached the lowest age of the school, and has not passed the last term of the highest.</summary>
    public static bool WithinAge(AskingPupil pupil, Occasion occasion, AdmissionRules rules)
    {
        var age = rules.Eligible;
        if (Turns(pupil, occasion) < age.AgeFrom) return false;
        return age.LastDay(pupil.Born) is not { } lastDay || occasion.PlacesFrom <= lastDay;
    }

    /// <summary>The pupil is in one of the grades that the course is for, in the school year of the places.</summary>
    /// <remarks>One begins grade 1 in the August of the year one turns six.</remarks>
    public static bool RightGrade(AskingPupil pupil, AskedWish wish, Occasion occasion, AdmissionRules rules)
    {
        var grade = occasion.SchoolYear - pupil.Born.Year - AskingPupil.SchoolAge + 1;
        return rules.Of(wish.Course) is not { } own || !(grade < own.GradeFrom) && !(grade > own.GradeTo);
    }

    private static int Turns(AskingPupil pupil, Occasion occasion) => occasion.PlacesFrom.Year - pupil.Born.Year;
}
