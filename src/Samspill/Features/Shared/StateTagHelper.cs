using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Samspill.Features.Shared;

/// <summary>What a colour means. The word in the tag always says it too.</summary>
public enum Tone
{
    /// <summary>Grey: a plain fact.</summary>
    Plain,
    /// <summary>Green: there is room, it is done, somebody is here.</summary>
    Good,
    /// <summary>Amber: somebody waits, or it is below its minimum.</summary>
    Waiting,
    /// <summary>Red: cannot, lost, wrong.</summary>
    Bad,
    /// <summary>Blue: a trial, not sent.</summary>
    Trial,
    /// <summary>Plum: the school's own programmes.</summary>
    Ours,
}

/// <summary><c>&lt;state tone="Waiting"&gt;På venteliste&lt;/state&gt;</c>: the state of a row or a card.</summary>
[HtmlTargetElement("state")]
public sealed class StateTagHelper : TagHelper
{
    public Tone Tone { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.Attributes.SetAttribute("class", "ds-tag");
        output.Attributes.SetAttribute("data-color", Tone switch
        {
            Tone.Good => "success",
            Tone.Waiting => "warning",
            Tone.Bad => "danger",
            Tone.Trial => "info",
            Tone.Ours => "accent",
            _ => "neutral",
        });
    }
}
