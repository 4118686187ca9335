using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Samspill.Host;

namespace Samspill.Features.Shared;

/// <summary>
/// <c>&lt;chart title="Åtte- til tiåringene venter mest" kind="bar"&gt;&lt;table&gt;…&lt;/table&gt;&lt;/chart&gt;</c>: a drawing made from the table inside it,
/// which stays one click away. First column: names; every other column: a series, unless its head is marked <c>data-skip</c>.
/// </summary>
[HtmlTargetElement("chart")]
public sealed class ChartTagHelper(Texts texts) : TagHelper
{
    private const string On = "Samspill.Chart";

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>What one sees in it, as a sentence: "Åtte- til tiåringene venter mest".</summary>
    public required string Title { get; set; }

    /// <summary>The same for one who cannot see it, with the figures that matter.</summary>
    public string? Says { get; set; }

    /// <summary><c>bar</c> or <c>line</c>.</summary>
    public string Kind { get; set; } = "bar";

    /// <summary>Bars on top of each other; the last series is pale.</summary>
    public bool Stacked { get; set; }

    /// <summary>The row whose figure is written on the drawing.</summary>
    public string? Mark { get; set; }

    /// <summary>What the first column is: "alder i år".</summary>
    public string? Unit { get; set; }

    /// <summary>True when the page has a chart, so that the layout loads the drawing script.</summary>
    public static bool IsOn(HttpContext context) => context.Items.ContainsKey(On);

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ViewContext.HttpContext.Items[On] = true;
        output.TagName = "figure";
        output.Attributes.SetAttribute("class", "s-stack");
        output.Attributes.SetAttribute("data-gap", "3");
        output.Attributes.SetAttribute("data-chart", Kind);
        output.Attributes.SetAttribute("data-says", Says ?? Title);
        if (Stacked) output.Attributes.SetAttribute("data-stacked", "");
        if (Mark is not null) output.Attributes.SetAttribute("data-mark", Mark);
        if (Unit is not null) output.Attributes.SetAttribute("data-unit", Unit);
        string Safe(string text) => HtmlEncoder.Default.Encode(text);
        output.PreContent.SetHtmlContent($"""
            <figcaption class="s-h3">{Safe(Title)}</figcaption><div class="s-plot"></div>
            <details class="s-as-table"><summary class="s-link s-small">{Safe(texts["chart.as-table"])}</summary>
            """);
        output.Content = await output.GetChildContentAsync();
        output.PostContent.SetHtmlContent("</details>");
    }
}
