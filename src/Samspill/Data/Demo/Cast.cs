using Samspill.Domain.Access;
using Samspill.Formats.SchoolFolders;

namespace Samspill.Data;

/// <summary>Somebody of the demo's cast: a made-up person one can be.</summary>
/// <param name="Key">The account's user name is <c>demo-</c> and this; they sort in the order they are shown.</param>
/// <param name="Roles">Granted; guardians and pupils have theirs by who they are.</param>
/// <param name="Guardian">The person's code in guardians.csv.</param>
/// <param name="Pupil">The person's code in pupils.csv.</param>
/// <param name="Staff">The person's code in staff.csv.</param>
/// <param name="County">At the council: number of the county that an adviser advises.</param>
public sealed record CastMember(string School, string Key, string Name, Role[] Roles, string? Guardian = null, string? Pupil = null, string? Staff = null, string? County = null);

/// <summary>The named people of the demo, the same in every demo whatever its seed.</summary>
/// <remarks>
/// Kari Nordby is guardian of Jonas (turns 8: waits for guitar and band) and Elle (turns 10: has a place on piano, waits for children's choir), with Anders.
/// Nina Wold is another family: Kasper (turns 11) waits for the circus. Sara Vik's Emil (turns 9) is strictly protected; the handler has opened the web for her.
/// Ola Bakken (turned 16) signs in himself, plays the drums and waits for the band.
/// </remarks>
public static class Cast
{
    private const string T = DemoSchools.Trondheim, K = DemoSchools.Klabu;

    public static IReadOnlyList<CastMember> All { get; } =
    [
        new(T, "01-kari", "Kari Nordby", [], Guardian: "g000001"),
        new(T, "02-nina", "Nina Wold", [], Guardian: "g000003"),
        new(T, "03-sara", "Sara Vik", [], Guardian: "g000004"),
        new(T, "04-ola", "Ola Bakken", [], Pupil: "p000005"),
        new(T, "05-trine", "Trine Haugen", [Role.Teacher], Staff: "t001"),
        new(T, "06-per", "Per Aune", [Role.Office], Staff: "s002"),
        new(T, "07-vera", "Vera Moen", [Role.Office, Role.ProtectionHandler], Staff: "s003"),
        new(T, "08-marit", "Marit Lund", [Role.Principal], Staff: "s001"),
        new(T, "09-eva", "Eva Solberg", [Role.Economy], Staff: "s004"),
        new(T, "10-kim", "Kim Nguyen", [Role.Coordinator], Staff: "s005"),
        new(K, "01-hanne", "Hanne Nygård", [], Guardian: "g000001"),
        new(K, "02-lars", "Lars Tiller", [Role.Teacher], Staff: "t001"),
        new(K, "03-rune", "Rune Brøttem", [Role.Office], Staff: "s002"),
        new(K, "04-berit", "Berit Tanem", [Role.Principal], Staff: "s001"),
        new(Host.OpenCouncil.Address, "01-siri", "Siri Fjelde", [Role.RegionalAdviser], County: DemoCouncil.County),
        new(Host.OpenCouncil.Address, "02-nils", "Nils Grøtte", [Role.NationalCouncil]),
    ];

    /// <summary>What an account of the cast is called.</summary>
    public static string UserName(CastMember member) => "demo-" + member.Key;

    /// <summary>What the member is, in a word or two of English.</summary>
    public static string What(CastMember member) => member.Roles.Length > 0 ? string.Join(", ", member.Roles.Select(Words)) : member.Guardian is not null ? "guardian" : "pupil";

    private static string Words(Role role) => string.Concat(role.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    internal static IEnumerable<StaffRow> Staff(string school) => school == T
        ?
        [
            new() { Id = "s001", GivenName = "Marit", FamilyName = "Lund", Email = "marit@example.org", Role = StaffRole.Principal, PositionPercent = 100, HomeSite = "midtbyen" },
            new() { Id = "s002", GivenName = "Per", FamilyName = "Aune", Email = "per@example.org", Role = StaffRole.Office, PositionPercent = 100, HomeSite = "midtbyen" },
            new() { Id = "s003", GivenName = "Vera", FamilyName = "Moen", Email = "vera@example.org", Role = StaffRole.Office, PositionPercent = 80, HomeSite = "midtbyen" },
            new() { Id = "s004", GivenName = "Eva", FamilyName = "Solberg", Email = "eva@example.org", Role = StaffRole.Other, PositionPercent = 50, HomeSite = "midtbyen" },
            new() { Id = "s005", GivenName = "Kim", FamilyName = "Nguyen", Email = "kim@example.org", Role = StaffRole.Other, PositionPercent = 100, HomeSite = "huseby-senter" },
            new() { Id = "t001", GivenName = "Trine", FamilyName = "Haugen", Email = "trine@example.org", Role = StaffRole.Teacher, PositionPercent = 80, Subjects = ["piano"], HomeSite = "midtbyen" },
        ]
        :
        [
            new() { Id = "s001", GivenName = "Berit", FamilyName = "Tanem", Email = "berit@example.org", Role = StaffRole.Principal, PositionPercent = 60, HomeSite = "klabu-senter" },
            new() { Id = "s002", GivenName = "Rune", FamilyName = "Brøttem", Email = "rune@example.org", Role = StaffRole.Office, PositionPercent = 40, HomeSite = "klabu-senter" },
            new() { Id = "t001", GivenName = "Lars", FamilyName = "Tiller", Email = "lars@example.org", Role = StaffRole.Teacher, PositionPercent = 100, Subjects = ["gitar"], HomeSite = "klabu-senter" },
        ];

    /// <summary>The families of the cast. A child is said by the age it turns in the year the demo is made.</summary>
    internal static IEnumerable<CastFamily> Families(string school) => school == T
        ?
        [
            new("Nordby", ["Kari", "Anders"],
            [
                new("Jonas", Sex.M, 8, "ila") { Wishes = ["gitar-midtbyen", "band-midtbyen"] },
                new("Elle", Sex.F, 10, "ila") { Places = ["piano-midtbyen"], Wishes = ["barnekor-ila"] },
            ]),
            new("Wold", ["Nina"], [new("Kasper", Sex.M, 11, "lade") { Wishes = ["sirkus-midtbyen"] }]),
            new("Vik", ["Sara"], [new("Emil", Sex.M, 9, null) { Wishes = ["gitar-midtbyen"], Protection = Protection.StrictlyConfidential }]),
            new("Bakken", ["Tone"], [new("Ola", Sex.M, 16, null) { Places = ["slagverk-midtbyen"], Wishes = ["band-midtbyen"] }]),
        ]
        : [new("Nygård", ["Hanne"], [new("Sigrid", Sex.F, 9, "sorborgen") { Places = ["fiolin-klabu-senter"] }, new("Håkon", Sex.M, 7, "sorborgen") { Wishes = ["gitar-klabu-senter"] }])];
}

/// <summary>A family of the cast: guardians by given name, and children.</summary>
internal sealed record CastFamily(string Name, string[] Guardians, CastChild[] Children);

/// <summary>A child of the cast.</summary>
/// <param name="Turns">The age it turns in the year the demo is made.</param>
/// <param name="School">Code of its primary school.</param>
internal sealed record CastChild(string Name, Sex Sex, int Turns, string? School)
{
    public string[] Places { get; init; } = [];
    public string[] Wishes { get; init; } = [];
    public Protection Protection { get; init; }
}
