using Samspill.Domain.Reporting;

namespace Samspill.Features.Reporting;

/// <summary>The field of a joint text.</summary>
/// <param name="Goal">Empty for the introduction.</param>
/// <param name="Here">The page's address.</param>
/// <param name="Of">What the text is about.</param>
public sealed record JointTyping(JointPage Page, Guid Goal, string Here, string Of)
{
    public JointText? Last => Page.Text(Goal);
    public string Id => JointPage.Field(Goal);

    /// <summary>What was typed and could not be saved, or what stands.</summary>
    public string? Words => Page.Kept is { } kept && kept.Goal == Goal ? kept.Words : Last?.Words;
}
