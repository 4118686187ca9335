using System.Collections.Frozen;

namespace Samspill.Host;

/// <summary>What a personal access token may be used for. A scope gives nothing: it lets through some of what the owner's roles give.</summary>
public static class Scopes
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> Lets = new Dictionary<string, string[]>
    {
        ["family.read"] = [Can.SeeOwnFamily],
        ["family.write"] = [Can.Apply, Can.AnswerOffers],
        ["admission.read"] = [Can.SeeAdmission],
        ["admission.write"] = [Can.RunAdmission],
        ["decisions.read"] = [Can.ReadDecisions],
        ["complaints.write"] = [Can.AnswerComplaints],
        ["letters.write"] = [Can.PrintLetters],
        ["messages.read"] = [Can.SeeMessages],
        ["messages.write"] = [Can.SendMessages],
        ["people.write"] = [Can.EditPeople],
        ["protected.read"] = [Can.SeeProtected],
    }.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToFrozenSet());

    /// <summary>All scopes there are, in the order they are shown.</summary>
    public static IReadOnlyList<string> All { get; } = ["family.read", "family.write", "admission.read", "admission.write", "decisions.read", "complaints.write", "letters.write", "messages.read", "messages.write", "people.write", "protected.read"];

    /// <summary>The permissions that these scopes let through.</summary>
    public static IReadOnlySet<string> PermissionsOf(IEnumerable<string> scopes) => scopes.Where(Lets.ContainsKey).SelectMany(scope => Lets[scope]).Append(Can.BeSignedIn).ToFrozenSet();
}
