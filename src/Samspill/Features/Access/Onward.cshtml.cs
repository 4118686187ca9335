using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>Sends a browser on to a provider after a form of ours. A form's own answer may not lead to another site (form-action), a page may.</summary>
[OpenToAll("shows only where the one who was just here is going")]
public sealed class OnwardPage : PageModel
{
    private const string AddressKey = "Onward", LabelKey = "OnwardTo";

    public string Address { get; private set; } = "";
    public string Label { get; private set; } = "";

    /// <param name="page">The page whose form was sent.</param>
    /// <param name="address">Made by us, and carried sealed: nobody else decides where it leads.</param>
    public static IActionResult To(PageModel page, string address, string label)
    {
        (page.TempData[AddressKey], page.TempData[LabelKey]) = (address, label);
        return page.RedirectToPage("Onward");
    }

    public IActionResult OnGet()
    {
        if (TempData[AddressKey] is not string address || TempData[LabelKey] is not string label) return RedirectToPage("SignIn");
        (Address, Label) = (address, label);
        return Page();
    }
}
