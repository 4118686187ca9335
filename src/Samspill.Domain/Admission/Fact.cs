namespace Samspill.Domain.Admission;

/// <summary>What rules may ask of an applicant: the words that stand as flags in a placement problem.</summary>
/// <remarks>Two joined by a plus are both: <c>formerPreparatory+firstInSchoolAge</c>. A word that is not here is one the school has recorded itself.</remarks>
public static class Fact
{
    /// <summary>Reckoned from the data by <see cref="Derivation"/>.</summary>
    public const string OnTime = "onTime", WithoutPlace = "withoutPlace", WithoutIndividual = "withoutIndividual", OnWaitingList = "onWaitingList",
        WaitingSinceLastYear = "waitingSinceLastYear", FormerPreparatory = "formerPreparatory", FirstInSchoolAge = "firstInSchoolAge", PupilNewSubject = "pupilNewSubject",
        SchoolAge = "schoolAge", NotAdult = "notAdult", RenewingAdult = "renewingAdult", Resident = "resident", SchoolHere = "schoolHere",
        MayApplyHere = "mayApplyHere", WithinAge = "withinAge", RightGrade = "rightGrade", RenewedInTime = "renewedInTime";

    /// <summary>Recorded on the person or the wish by the office or an import.</summary>
    public const string SpecialNeeds = "specialNeeds", TaughtElsewhere = "taughtElsewhere", NewlyArrived = "newlyArrived", Sibling = "sibling", AuditionPassed = "auditionPassed",
        ByAgreement = "byAgreement", Renewed = "renewed";

    /// <summary>Those that an order of priority may go by, as the editor lists them.</summary>
    public static IReadOnlyList<string> Ranking { get; } =
    [
        OnTime, SpecialNeeds, WithoutPlace, WithoutIndividual, OnWaitingList, WaitingSinceLastYear, FormerPreparatory, FirstInSchoolAge, PupilNewSubject, TaughtElsewhere,
        NotAdult, SchoolAge, RenewingAdult, Resident, NewlyArrived, Sibling,
    ];

    /// <summary>The words of a flag: one, or those joined by a plus.</summary>
    public static string[] Parts(string flag) => flag.Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The flag of one who turns an age: the order of age within school age goes from year to year.</summary>
    public static string Turns(int age) => $"turns-{age}";

    /// <summary>Whether a flag is one of <see cref="PriorityBy.OlderInSchoolAge"/>'s years.</summary>
    public static bool IsTurns(string? flag) => flag?.StartsWith("turns-", StringComparison.Ordinal) == true;
}
