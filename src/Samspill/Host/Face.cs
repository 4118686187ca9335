namespace Samspill.Host;

/// <summary>Who a page is for: it decides header, navigation, text size and width.</summary>
public enum FaceKind { Public, Family, Teacher, Staff }

/// <summary>One place to go from the header.</summary>
/// <param name="Text">The key of its word in the texts.</param>
/// <param name="Href">From the school's root: <c>~/opptak</c>.</param>
/// <param name="Icon">The symbol in the family's tab bar on a phone; without one it stands only in the menu.</param>
public sealed record MenuItem(string Text, string Href, string? Icon = null)
{
    /// <summary>Asked for so seldom that it stands under "more" in the bar of a wide screen.</summary>
    public bool IsSeldom { get; init; }
}

/// <summary>What the layout shows of the school and of the one who looks.</summary>
/// <param name="SchoolName">The school's full name, in the footer and in titles.</param>
/// <param name="Place">The short name beside the mark.</param>
/// <param name="Address">Lines of the footer: street address, telephone.</param>
/// <param name="PersonName">The signed-in person's name; none when nobody is signed in.</param>
/// <param name="Home">Where the signed-in person's own pages begin; none when nobody is signed in.</param>
/// <param name="Find">Where the search for anybody in the staff bar goes; none for one who may not search.</param>
/// <param name="Menu">Only what this person may open.</param>
public sealed record Face(
    string SchoolName, string Place, IReadOnlyList<string> Address, string? PersonName, string? Home, string? Find, IReadOnlyList<MenuItem> Menu);

/// <summary>Finds the face of the present request. Costs no query: the profile is cached and the actor is known.</summary>
public sealed class FaceOfSchool(Profiles profiles, CurrentSchool current, Actor actor)
{
    private static readonly (string Can, MenuItem Item)[] Family =
    [
        (Can.SeeOwnFamily, new("nav.overview", "~/min-side", "home")),
        (Can.Apply, new("nav.apply", "~/sok", "plus")),
        (Can.BeSignedIn, new("nav.find", "~/tilbud", "search")),
        (Can.SeeOwnFamily, new("nav.messages", "~/meldinger", "mail")),
        (Can.BeSignedIn, new("nav.profile", "~/profil")),
    ];

    private static readonly (string Can, MenuItem Item)[] Teacher =
    [
        (Can.Teach, new("nav.today", "~/i-dag", "clock")),
        (Can.Teach, new("nav.my-week", "~/min-uke", "calendar")),
        (Can.SeeOwnPupils, new("nav.pupils", "~/mine-elever", "list")),
        (Can.Teach, new("nav.working-time", "~/arbeidstid")), (Can.Teach, new("nav.curriculum", "~/laereplan")),
        (Can.Teach, new("nav.ill", "~/syk", "heart")),
        (Can.BeSignedIn, new("nav.profile", "~/profil")),
    ];

    private static readonly (string Can, MenuItem Item)[] Staff =
    [
        (Can.SeeAdmission, new("nav.overview", "~/kontor")),
        (Can.SeeAdmission, new("nav.admission", "~/opptak")),
        (Can.RunAdmission, new("nav.offers", "~/tilbud-om-plass")),
        (Can.PrintLetters, new("nav.letters", "~/brev") { IsSeldom = true }),
        (Can.AnswerComplaints, new("nav.complaints", "~/klager") { IsSeldom = true }),
        (Can.PlanWeek, new("nav.week", "~/timeplan")),
        (Can.SeePeople, new("nav.people", "~/personer")),
        (Can.EditCatalogue, new("nav.catalogue", "~/katalog")),
        (Can.PlanWeek, new("nav.curriculum", "~/laereplan") { IsSeldom = true }), (Can.PlanWeek, new("nav.working-time", "~/arbeidstid/alle") { IsSeldom = true }),
        (Can.SeeMessages, new("nav.messages", "~/meldingslogg")),
        (Can.EditSchool, new("nav.school", "~/skolen") { IsSeldom = true }),
        (Can.InviteStaff, new("nav.users", "~/brukere") { IsSeldom = true }),
        (Can.ReadAudit, new("nav.audit", "~/revisjon") { IsSeldom = true }),
        (Can.MergeSchools, new("nav.merging", "~/sammenslaing") { IsSeldom = true }),
        (Can.SeeStrategy, new("nav.plan", "~/plan") { IsSeldom = true }),
        (Can.BeSignedIn, new("nav.wheel", "~/arshjul") { IsSeldom = true }),
        (Can.ReportGsi, new("nav.gsi", "~/gsi") { IsSeldom = true }),
        (Can.SeeKostra, new("nav.kostra", "~/kostra") { IsSeldom = true }),
        (Can.PublishStatistics, new("nav.statistics", "~/statistikk") { IsSeldom = true }),
        (Can.SeeReach, new("nav.reach", "~/rekkevidde") { IsSeldom = true }), (Can.SeeReach, new("nav.advice", "~/rad") { IsSeldom = true }),
        (Can.RunSurveys, new("nav.surveys", "~/undersokelser") { IsSeldom = true }),
        (Can.PlanWeek, new("nav.substitutes", "~/vikarer") { IsSeldom = true }),
        (Can.Teach, new("nav.today", "~/i-dag")),
        (Can.SeeOwnPupils, new("nav.pupils", "~/mine-elever")),
    ];

    private static readonly (string Can, MenuItem Item)[] Council =
    [
        (Can.SeeStrategy, new("nav.strategy", "~/strategi")),
        (Can.SeeStrategy, new("nav.activities", "~/aktiviteter")),
        (Can.SeeStrategy, new("nav.agreements", "~/avtaler")),
        (Can.SeeStrategy, new("nav.wheel", "~/arshjul") { IsSeldom = true }),
        (Can.SeeStrategy, new("nav.rounds", "~/runder")),
        (Can.SeeStrategy, new("nav.statistics", "~/statistikk")),
        (Can.InviteAdvisers, new("nav.users", "~/brukere") { IsSeldom = true }),
        (Can.ReadAudit, new("nav.audit", "~/revisjon") { IsSeldom = true }),
    ];

    public async Task<Face> OfAsync(FaceKind kind)
    {
        if (current.Tenant is OpenCouncil council)
            return new Face(council.Name, council.Name, [], actor.IsSignedIn ? actor.Name : null, actor.IsSignedIn ? HomeOf(actor) : null, null, kind is FaceKind.Staff ? [.. Council.Where(m => actor.May(m.Can)).Select(m => m.Item)] : []);
        if (!current.IsSet) return new("Samspill", "", [], null, null, null, []);
        var profile = await profiles.OfAsync(current.School);
        IEnumerable<(string Can, MenuItem Item)> menu = kind switch { FaceKind.Family => Family, FaceKind.Teacher => Teacher, FaceKind.Staff => Staff, _ => [] };
        return new Face(profile.Name, profile.Place, profile.Address,
            actor.IsSignedIn ? actor.Name : null,
            actor.IsSignedIn ? HomeOf(actor) : null,
            kind is FaceKind.Staff && actor.May(Can.SeePeople) ? "~/personer" : null,
            kind is FaceKind.Public ? [new("nav.find", "~/tilbud")] : [.. menu.Where(m => actor.May(m.Can)).Select(m => m.Item)]);
    }

    /// <summary>Where a person's own pages begin.</summary>
    public static string HomeOf(Actor actor) =>
        actor.May(Can.SeeAdmission) ? "~/kontor"
        : actor.May(Can.SeeStrategy) ? "~/strategi"
        : actor.May(Can.Teach) ? "~/i-dag"
        : actor.May(Can.SeeOwnFamily) ? "~/min-side"
        : "~/profil";
}
