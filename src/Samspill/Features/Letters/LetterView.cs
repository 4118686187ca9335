using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Samspill.Host;

namespace Samspill.Features.Letters;

/// <summary>Draws letters from their template, inside a request or without one.</summary>
public sealed class LetterView(IRazorViewEngine views, ITempDataProvider temporary, IServiceProvider services)
{
    private const string Template = "/Features/Letters/_Letters.cshtml";

    /// <summary>The whole HTML document, in the book's language.</summary>
    public async Task<string> HtmlAsync(LetterBook book)
    {
        // Lasts as long as this method: the caller goes on in its own language.
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Languages.Formats(book.Language), CultureInfo.GetCultureInfo(book.Language));
        var action = new ActionContext(new DefaultHttpContext { RequestServices = services }, new RouteData(), new ActionDescriptor());
        var view = views.GetView(null, Template, isMainPage: false).View ?? throw new InvalidOperationException($"{Template} is not there.");
        await using var html = new StringWriter(CultureInfo.InvariantCulture);
        await view.RenderAsync(new ViewContext(action, view, new ViewDataDictionary<LetterBook>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = book },
            new TempDataDictionary(action.HttpContext, temporary), html, new HtmlHelperOptions()));
        return html.ToString();
    }
}
