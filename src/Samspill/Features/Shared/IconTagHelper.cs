using System.Collections.Frozen;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Samspill.Features.Shared;

/// <summary><c>&lt;icon name="search" /&gt;</c>: a line drawing before a word. It is hidden from screen readers, so the word must be there.</summary>
/// <exception cref="KeyNotFoundException">There is no such drawing.</exception>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    public required string Name { get; set; }

    /// <summary>Every drawing there is, in a square of 24.</summary>
    public static readonly FrozenDictionary<string, string> Drawings = new Dictionary<string, string>
    {
        ["arrow-down"] = """<path d="M12 5v14M6 13l6 6 6-6"/>""",
        ["arrow-right"] = """<path d="M5 12h14M13 6l6 6-6 6"/>""",
        ["arrow-up"] = """<path d="M12 19V5M6 11l6-6 6 6"/>""",
        ["calendar"] = """<rect x="3.5" y="5" width="17" height="15.5" rx="2.5"/><path d="M3.5 10h17M8 3v4M16 3v4"/>""",
        ["check"] = """<path d="M4.5 12.5l5 5 10-11"/>""",
        ["clock"] = """<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>""",
        ["cross"] = """<path d="M6 6l12 12M18 6L6 18"/>""",
        ["dots"] = """<path d="M5 12h.01M12 12h.01M19 12h.01"/>""",
        ["download"] = """<path d="M12 4v11M7 11l5 5 5-5M4 20h16"/>""",
        ["heart"] = """<path d="M12 20s-8-4.5-8-10.5A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8 2.5C20 15.5 12 20 12 20zM8 12h2l1.5-3 2 5 1.2-2H17"/>""",
        ["home"] = """<path d="M4 11l8-7 8 7v8.5a.5.5 0 0 1-.5.5H15v-6H9v6H4.5a.5.5 0 0 1-.5-.5z"/>""",
        ["info"] = """<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7.5h.01"/>""",
        ["list"] = """<path d="M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01"/>""",
        ["mail"] = """<path d="M4 5h16v11H9l-5 4z"/>""",
        ["menu"] = """<path d="M4 7h16M4 12h16M4 17h16"/>""",
        ["page"] = """<path d="M7 3.5h7l4 4v13H7zM14 3.5v4h4"/>""",
        ["person"] = """<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6"/>""",
        ["plus"] = """<path d="M12 5v14M5 12h14"/>""",
        ["print"] = """<path d="M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7z"/>""",
        ["search"] = """<circle cx="11" cy="11" r="6.5"/><path d="M16 16l5 5"/>""",
        ["undo"] = """<path d="M8 5L4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-3"/>""",
    }.ToFrozenDictionary();

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "s-ico");
        output.Attributes.SetAttribute("viewBox", "0 0 24 24");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.SetHtmlContent(Drawings[Name]);
    }
}
