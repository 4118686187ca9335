using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Samspill.Features.Shared;

/// <summary><c>&lt;th sort-by="venter"&gt;Venter&lt;/th&gt;</c>: the heading becomes a link to <c>?sorter=venter</c>, and once more to <c>?sorter=-venter</c>.</summary>
[HtmlTargetElement("th", Attributes = "sort-by")]
public sealed class SortTagHelper : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The name of the column in the address.</summary>
    public required string SortBy { get; set; }

    /// <summary>The order when the address names none: <c>venter</c>, or <c>-venter</c> for falling. Give it on every column of the table.</summary>
    public string? SortDefault { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var request = ViewContext.HttpContext.Request;
        var now = request.Query["sorter"] is [{ Length: > 0 } chosen, ..] ? chosen : SortDefault;
        if (now == SortBy) output.Attributes.SetAttribute("aria-sort", "ascending");
        if (now == "-" + SortBy) output.Attributes.SetAttribute("aria-sort", "descending");
        if (!output.Attributes.ContainsName("scope")) output.Attributes.SetAttribute("scope", "col");

        var link = new TagBuilder("a");
        link.Attributes["href"] = request.With("sorter", now == SortBy ? "-" + SortBy : SortBy);
        link.InnerHtml.SetHtmlContent((await output.GetChildContentAsync()).GetContent());
        output.Content.SetHtmlContent(link);
    }
}
