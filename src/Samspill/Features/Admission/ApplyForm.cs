using Samspill.Domain.Admission;
using Samspill.Domain.People;

namespace Samspill.Features.Admission;

/// <summary>An application that is being written, exactly as typed.</summary>
public sealed class ApplyForm
{
    /// <summary>Most children in one application.</summary>
    public const int MaxChildren = 10;

    public List<ApplyChild> Children { get; set; } = [];

    /// <summary>Those that are applied for.</summary>
    public IEnumerable<ApplyChild> Chosen => Children.Where(c => c.Chosen);

    public ApplyChild? Find(Guid id) => Children.Find(c => c.Id == id);
}

/// <summary>One child in the form. Of a child the school knows only the wishes and what is said of it are typed.</summary>
public sealed class ApplyChild
{
    /// <summary>The person's id when the school knows the child, else one made for the form.</summary>
    public Guid Id { get; set; }
    public bool Known { get; set; }
    public bool Chosen { get; set; }
    public string? GivenName { get; set; }
    public string? FamilyName { get; set; }
    public string? Born { get; set; }
    public string? Sex { get; set; }
    public string? Address { get; set; }
    public string? PostalCode { get; set; }
    public string? School { get; set; }

    /// <summary>Lives in another municipality than the school's, named by <see cref="Municipality"/>.</summary>
    public bool LivesElsewhere { get; set; }
    public string? Municipality { get; set; }

    /// <summary>Course codes, best first.</summary>
    public List<string> Wishes { get; set; } = [];
    public int Wants { get; set; } = 1;
    public List<string> Times { get; set; } = [];
    public string? Needs { get; set; }

    /// <summary>Takes over what the first step asks for, no longer than any field may be.</summary>
    public void Describe(ApplyChild typed)
    {
        (Chosen, GivenName, FamilyName, Born, Sex) = (typed.Chosen, Cut(typed.GivenName), Cut(typed.FamilyName), Cut(typed.Born), Cut(typed.Sex));
        (Address, PostalCode, School, LivesElsewhere, Municipality) = (Cut(typed.Address), Cut(typed.PostalCode), Cut(typed.School), typed.LivesElsewhere, Cut(typed.Municipality));
    }

    /// <summary>Takes over what the third step asks for.</summary>
    public void Tell(IEnumerable<string>? times, string? needs) => (Times, Needs) = ([.. ChildStatement.AllTimes.Intersect(times ?? [])], Cut(needs, 20_000));

    /// <summary>The new child that the words describe, or what is wrong with them, field by field.</summary>
    public (NewPupil? Child, IReadOnlyList<(string Field, Rejection Why)> Faults) Read(DateOnly today, string municipality)
    {
        var faults = new List<(string, Rejection)>();
        if (TypedDate.Read(Born, today).Refused(out var unreadable, out var born)) faults.Add((nameof(Born), unreadable));
        if (!Enum.TryParse<Sex>(Sex, out var sex) || !Enum.IsDefined(sex)) faults.Add((nameof(Sex), ApplyFormRejections.SexMissing));
        var child = new NewPupil(PlainText.Line(GivenName), PlainText.Line(FamilyName), unreadable is null ? born : today, sex, OrNull(Address), OrNull(PostalCode)?.Replace(" ", "", StringComparison.Ordinal),
            LivesElsewhere ? PlainText.Line(Municipality) : municipality, Guid.TryParse(School, out var site) ? new SiteId(site) : null);
        faults.AddRange(child.Faults(today));
        return (faults.Count == 0 ? child : null, faults);
    }

    private static string? OrNull(string? typed) => PlainText.Line(typed) is { Length: > 0 } text ? text : null;

    private static string? Cut(string? typed, int length = 1000) => typed is { } text && text.Length > length ? text[..length] : typed;
}

/// <summary>What only a form can lack.</summary>
internal static class ApplyFormRejections
{
    public static readonly Rejection SexMissing = new("person.sex-missing");
}
