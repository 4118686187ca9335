using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Samspill.Host;

namespace Samspill.Features.Shared;

/// <summary>
/// <c>&lt;field for="Phone" label="…" hint="…"&gt;&lt;input asp-for="Phone"&gt;&lt;/field&gt;</c>: label, hint, the control and its message,
/// tied together for a screen reader. What was typed stays after a refusal.
/// </summary>
[HtmlTargetElement("field", Attributes = "for,label")]
public sealed class FieldTagHelper(Texts texts) : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public required ModelExpression For { get; set; }

    public required string Label { get; set; }

    /// <summary>One line under the label: what is wanted, and why.</summary>
    public string? Hint { get; set; }

    /// <summary>True adds "may be left empty" after the label.</summary>
    public bool Optional { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var name = ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var id = TagBuilder.CreateSanitizedId(name, "_");
        var errors = ViewContext.ViewData.ModelState.TryGetValue(name, out var state) ? state.Errors.Select(e => e.ErrorMessage).ToList() : [];
        context.Items[typeof(FieldTagHelper)] = new Described(errors.Count > 0,
            string.Join(' ', new[] { Hint is null ? null : $"{id}-hint", errors.Count > 0 ? $"{id}-error" : null }.OfType<string>()));

        string Safe(string text) => HtmlEncoder.Default.Encode(text);
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "ds-field");
        output.PreContent.AppendHtml($"""<label class="ds-label" for="{id}">{Safe(Label)}{(Optional ? $" <span class=\"s-meta\">{Safe(texts["form.optional"])}</span>" : "")}</label>""");
        if (Hint is not null) output.PreContent.AppendHtml($"""<p data-field="description" id="{id}-hint">{Safe(Hint)}</p>""");
        output.Content = await output.GetChildContentAsync();
        if (errors.Count > 0) output.PostContent.AppendHtml($"""<p class="ds-validation-message" id="{id}-error">{Safe(string.Join(' ', errors))}</p>""");
    }

    internal sealed record Described(bool Wrong, string By);
}

/// <summary>The control inside a <see cref="FieldTagHelper"/>: our look, and what describes it.</summary>
[HtmlTargetElement("input", Attributes = "asp-for", ParentTag = "field")]
[HtmlTargetElement("select", Attributes = "asp-for", ParentTag = "field")]
[HtmlTargetElement("textarea", Attributes = "asp-for", ParentTag = "field")]
public sealed class FieldControlTagHelper : TagHelper
{
    // After the framework's own, so that its class for errors is there to be replaced.
    public override int Order => 1000;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.SetAttribute("class", "ds-input");
        if (context.Items[typeof(FieldTagHelper)] is not FieldTagHelper.Described described) return;
        if (described.Wrong) output.Attributes.SetAttribute("aria-invalid", "true");
        if (described.By.Length > 0) output.Attributes.SetAttribute("aria-describedby", described.By);
    }
}
