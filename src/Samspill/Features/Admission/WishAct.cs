namespace Samspill.Features.Admission;

/// <summary>One thing done to the order of a child's wishes: <c>opp:CHILD:COURSE</c>, ned, fjern, or legg with the place it goes back to.</summary>
public sealed record WishAct(string Verb, Guid Child, string Course, int At)
{
    public static WishAct? Read(string? text)
    {
        var parts = (text ?? "").Split(':', 4);
        if (parts.Length < 3 || parts[0] is not ("opp" or "ned" or "fjern" or "legg") || !Guid.TryParse(parts[1], out var child)) return null;
        return new WishAct(parts[0], child, parts[2], parts.Length == 4 && int.TryParse(parts[3], out var at) ? at : 0);
    }

    public override string ToString() => $"{Verb}:{Child}:{Course}:{At}";

    /// <summary>What takes it back.</summary>
    public WishAct Undone => this with { Verb = Verb switch { "opp" => "ned", "ned" => "opp", "fjern" => "legg", _ => "fjern" } };

    /// <summary>Does it; false when it changes nothing, as when it was done in another tab.</summary>
    public bool On(ApplyForm form)
    {
        if (form.Find(Child)?.Wishes is not { } wishes) return false;
        var at = wishes.IndexOf(Course);
        switch (Verb)
        {
            case "opp" when at > 0: (wishes[at - 1], wishes[at]) = (wishes[at], wishes[at - 1]); return true;
            case "ned" when at >= 0 && at < wishes.Count - 1: (wishes[at + 1], wishes[at]) = (wishes[at], wishes[at + 1]); return true;
            case "fjern" when at >= 0: wishes.RemoveAt(at); return true;
            case "legg" when at < 0: wishes.Insert(Math.Clamp(At, 0, wishes.Count), Course); return true;
            default: return false;
        }
    }
}
