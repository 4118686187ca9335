namespace Samspill.Host;

/// <summary>Who a page is for: it decides header, navigation, text size and width.</summary>
public enum FaceKind { Public, Family, Teacher, Staff }

/// <summary>One place to go from the header.</summary>
/// <param name="Text">The key of its word in the texts.</param>
/// <param name="Href">From the school's root: <c>~/opptak</c>.</param>
/// <param name="Icon">The symbol in the family's tab bar on a phone; without one it stands only in the menu.</param>
public sealed record MenuItem(string Text, string Href, string? Icon = null);

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

/// <summary>Finds the face of the present request.</summary>
public sealed class FaceOfSchool
{
    public Face Of(FaceKind kind) => new("Kulturskolen", "Kulturskolen", [], null, null, null, kind switch
    {
        FaceKind.Family => [new("nav.overview", "~/min-side", "home"), new("nav.applications", "~/min-side/soknader", "list")],
        FaceKind.Staff => [new("nav.overview", "~/kontor"), new("nav.admission", "~/opptak")],
        _ => [new("nav.find", "~/tilbud")],
    });
}
