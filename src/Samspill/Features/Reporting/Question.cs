using Samspill.Domain.Reporting;

namespace Samspill.Features.Reporting;

/// <summary>One thing that is asked, on the page of a county's report.</summary>
/// <param name="Here">The page's address.</param>
public sealed record Question(CountyReportPage Page, AskedGoal Goal, Asked Asked, string Here)
{
    public ReportAnswer? Last => Page.Form.Last(Asked);
    public Typing? Kept => Page.Kept is { } kept && kept.Asked == Asked.Key ? kept : null;
    public string? Comment => Page.KeptComment is { } comment && comment.Asked == Asked.Key ? comment.Words : null;
    public string Id => CountyReportPage.Field(Asked.Key);

    /// <summary>Earlier versions, the newest first.</summary>
    public IEnumerable<ReportAnswer> Earlier => Page.Form.Answers[Asked.Key].SkipLast(1).Reverse();

    /// <summary>The measure it is about; null when it is about the whole goal.</summary>
    public string? Measure => Goal.Measures.FirstOrDefault(m => m.Key == Asked.Measure) is { } measure ? $"{measure.Number} {measure.Words}".TrimEnd() : null;
}
