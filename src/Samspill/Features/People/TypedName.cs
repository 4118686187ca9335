using Samspill.Domain.People;
using Samspill.Features.Shared;

namespace Samspill.Features.People;

/// <summary>A name as people type it in a form.</summary>
public static class TypedName
{
    /// <summary>A part of somebody's name, cleaned; what is wrong with it is said beside the field.</summary>
    /// <param name="missing">What is said when it is empty: the given name is missing, if nothing else.</param>
    public static string Name(this Typed form, string field, string? typed, Rejection? missing = null)
    {
        var name = PlainText.Line(typed);
        if (NewPupil.NameFault(name) is { } why) form.Wrong(field, why == PersonRejections.NameMissing && missing is not null ? missing : why);
        return name;
    }
}
