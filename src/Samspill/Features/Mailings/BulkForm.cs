using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Messages;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Mailings;

/// <summary>A bulk message as it is typed.</summary>
public sealed class BulkForm
{
    public Audience? Audience { get; set; }
    public string? Course { get; set; }
    public string? Language { get; set; } = "nb";
    public string? Subject { get; set; }
    public string? Body { get; set; }

    /// <summary>What is to be sent, of nobody yet; null with what is wrong beside the fields.</summary>
    public async Task<BulkOrder?> ReadAsync(Typed typed, SamspillDb db, Texts texts, CancellationToken ct)
    {
        var audience = typed.Choice(nameof(Audience), Audience);
        var course = string.IsNullOrEmpty(Course) ? null : await db.Courses.Where(c => c.Code == Course).Select(c => (CourseId?)c.Id).SingleOrDefaultAsync(ct);
        if (!string.IsNullOrEmpty(Course) && course is null) typed.Wrong(nameof(Course), texts["form.unknown"]);
        if (Language is not { } language || !Languages.All.Contains(language)) typed.Wrong(nameof(Language), texts["form.unknown"]);
        var subject = PlainText.Line(typed.Text(nameof(Subject), Subject, 200));
        var body = typed.Text(nameof(Body), Body, 5000);
        return typed.IsFine ? new BulkOrder(default, audience, course, Language!, subject, body, 0) : null;
    }
}
