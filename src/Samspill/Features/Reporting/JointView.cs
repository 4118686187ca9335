using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Samspill.Domain.Reporting;
using Samspill.Gateways.Printing;

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

/// <summary>Joint reports as PDF. Each is printed once: what is published never changes, and whoever asks again gets the same.</summary>
public sealed class JointPdf(PdfPrinter printer)
{
    private const int Most = 20, Pages = 30;
    private readonly Dictionary<(JointReportId, string), byte[]> printed = [];
    private readonly SemaphoreSlim turn = new(1);

    /// <param name="html">Draws it, when it has not been printed.</param>
    public async Task<Outcome<byte[]>> OfAsync(JointReportId id, string language, Func<Task<string>> html, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            if (printed.TryGetValue((id, language), out var before)) return before;
            if ((await printer.PrintAsync(await html(), Pages, ct)).Refused(out var why, out var pdf)) return why;
            if (printed.Count >= Most) printed.Clear();
            return printed[(id, language)] = pdf;
        }
        finally { turn.Release(); }
    }
}
