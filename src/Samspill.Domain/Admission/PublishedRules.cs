namespace Samspill.Domain.Admission;

/// <summary>Rules that a municipality has published, as a school may start from them.</summary>
/// <param name="Key">Lower-case, for addresses and forms.</param>
/// <param name="Source">Where they were read.</param>
public sealed record PublishedRules(string Key, string Municipality, string Source, AdmissionRules Rules)
{
    /// <summary>Six municipalities whose rules together hold most ideas there are.</summary>
    /// <remarks>What a published text leaves open (days to answer, wishes at once) is as in the standard rules, and said nowhere to be the municipality's own.</remarks>
    public static IReadOnlyList<PublishedRules> All { get; } =
    [
        new("trondheim", "Trondheim", "trondheim.kommune.no, retningslinjer for kulturskolen", Ordered(By(PriorityBy.PlacesHeld), By(PriorityBy.AppliedAt)) with
        {
            MaxPlacesPerPupil = 2,
            AnswerDays = 7,
            Silence = Silence.Accepts,
            Eligible = new(Residence.Resident, AgeTo: 20, End: AgeEnd.Term) { DepthForAll = true, AuditionForDepth = true },
            MayPassOver = true,
            AdultFrom = 20,
            Year = new() { ApplyBy = new(6, 1), ConfirmBy = new(5, 1), LapseUnconfirmed = true, WithdrawAutumn = new(8, 10), WithdrawSpring = new(12, 10) },
        }),
        new("lindesnes", "Lindesnes", "lindesneskulturskole.no, reglement og vedtekter",
            Ordered(By(Fact.NotAdult), By(Fact.SpecialNeeds), By(PriorityBy.PlacesHeld), By(PriorityBy.OlderInSchoolAge), By(Fact.RenewingAdult), By(PriorityBy.Lottery)) with
            {
                MaxPlacesPerPupil = null,
                AdultsOneYear = true,
                Year = new() { ApplyBy = new(5, 15) },
            }),
        new("ullensvang", "Ullensvang", "ullensvang.kommune.no, retningslinjer for opptak",
            Ordered(By(PriorityBy.AppliedAt), By(Fact.FormerPreparatory), By(Fact.TaughtElsewhere), By(PriorityBy.BirthDate), By(PriorityBy.Lottery)) with
            {
                Eligible = new() { LateWait = true },
                SeniorityInYears = true,
                SeniorityFollowsChange = true,
                Year = new() { Leave = Leave.ToEndOfSchoolYear },
            }),
        new("tysver", "Tysvær", "tysver.kommune.no, opptakskriterier",
            Ordered(By($"{Fact.FormerPreparatory}+{Fact.FirstInSchoolAge}"), By(Fact.WithoutPlace), By(Fact.WithoutIndividual), By(Fact.WaitingSinceLastYear), By(Fact.SpecialNeeds), By(PriorityBy.Lottery)) with
            {
                Eligible = new(Residence.Resident) { Renewed = true },
            }),
        new("valer", "Våler (Innlandet)", "vaaler-he.kommune.no", Ordered(By(Fact.OnWaitingList), By(Fact.PupilNewSubject), By(PriorityBy.BirthDate)) with
        {
            MayPassOver = true,
            Year = new() { ApplyBy = new(8, 1) },
        }),
        new("kungsbacka", "Kungsbacka (Sverige)", "kungsbacka.se, kulturskolan", Ordered(By(PriorityBy.PlacesHeld), By(PriorityBy.AppliedAt)) with
        {
            MaxWishes = 3,
            MaxPlacesPerPupil = 3,
            Eligible = new(Residence.ResidentOrSchool, AgeTo: 20, End: AgeEnd.SpringTerm),
        }),
    ];

    /// <summary>The rules with this key; null when there are none.</summary>
    public static PublishedRules? Find(string? key) => All.FirstOrDefault(r => r.Key == key);

    private static AdmissionRules Ordered(params PriorityRule[] order) => AdmissionRules.Default with { Order = order };

    private static PriorityRule By(PriorityBy by) => new(by);

    private static PriorityRule By(string fact) => new(PriorityBy.Flag, fact);
}
