using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Samspill.Domain.Reporting;

namespace Samspill.Features.Reporting;

/// <summary>A joint report to be printed.</summary>
public sealed record JointSheet(JointReport Report, string Publisher, string Language);

/// <summary>Draws a joint report as a document of its own, in the reader's language.</summary>
public sealed class JointView(IRazorViewEngine views, ITempDataProvider temporary, IServiceProvider services)
{
    private const string Template = "/Features/Reporting/_JointPrint.cshtml";

    /// <summary>The whole HTML document; its style lies beside it.</summary>
    public async Task<string> HtmlAsync(JointReport report, string publisher)
    {
        var sheet = new JointSheet(report, publisher, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
        var action = new ActionContext(new DefaultHttpContext { RequestServices = services }, new RouteData(), new ActionDescriptor());
        var view = views.GetView(null, Template, isMainPage: false).View ?? throw new InvalidOperationException($"{Template} is not there.");
        await using var html = new StringWriter(CultureInfo.InvariantCulture);
        await view.RenderAsync(new ViewContext(action, view, new ViewDataDictionary<JointSheet>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = sheet },
            new TempDataDictionary(action.HttpContext, temporary), html, new HtmlHelperOptions()));
        return html.ToString();
    }
}

/// <summary>Joint reports as files that take time to make. Each is made once: what is published never changes, and whoever asks again gets the same.</summary>
public sealed class JointFiles
{
    /// <summary>Most files that are kept: more than a council publishes in many years, and no more memory than the program can spare.</summary>
    public const int Most = 120;

    private readonly ConcurrentDictionary<(JointReportId Report, string Language, string Format), byte[]> made = new();
    private readonly Queue<(JointReportId Report, string Language, string Format)> oldest = new();
    private readonly SemaphoreSlim turn = new(1);

    /// <param name="make">Makes it, when it is not here.</param>
    public async Task<Outcome<byte[]>> OfAsync(JointReportId report, string language, string format, Func<Task<Outcome<byte[]>>> make, CancellationToken ct)
    {
        var key = (report, language, format);
        if (made.TryGetValue(key, out var there)) return there;
        await turn.WaitAsync(ct);
        try
        {
            if (made.TryGetValue(key, out var meanwhile)) return meanwhile;
            if ((await make()).Refused(out var why, out var file)) return why;
            if (oldest.Count == Most) made.TryRemove(oldest.Dequeue(), out _);
            oldest.Enqueue(key);
            return made[key] = file;
        }
        finally { turn.Release(); }
    }
}
