using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Features.Shared;

namespace Samspill.Host;

/// <summary>What holds for every form: only a handler answers it, only choices that were really made reach the handler, and a page that comes back with what is wrong is 422.</summary>
/// <remarks>
/// By themselves Razor Pages show a page that nothing has filled when no handler fits, and hand a handler the first value of an
/// enumeration, or false, when what was sent cannot be read: "no protection", "leave the queue".
/// </remarks>
internal sealed class FormRules : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context) { }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (Reads(context.HttpContext.Request) || context.HandlerInstance is RefusedPage) return;
        if (context.HandlerMethod is not { } handler) context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        else if (context.HttpContext.Request.HasFormContentType && IsBroken(context.HttpContext.Features.Get<IFormFeature>()?.Form)) context.Result = new BadRequestResult();
        else if (handler.Parameters.Any(p => p.ParameterType.IsValueType && Nullable.GetUnderlyingType(p.ParameterType) is null && IsUnread(context, p.Name, p.ParameterType)))
            context.Result = new BadRequestResult();
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
        var response = context.HttpContext.Response;
        if (context is { Result: PageResult, ModelState.IsValid: false } && !Reads(context.HttpContext.Request) && response.StatusCode == StatusCodes.Status200OK)
            response.StatusCode = StatusCodes.Status422UnprocessableEntity;
    }

    private static bool Reads(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    /// <summary>What could not be read at all, and what names its rows by "index": by that the framework makes lists with nothing in them. Our forms number theirs.</summary>
    private static bool IsBroken(IFormCollection? form) => form is null || form.Keys.Any(key => key.EndsWith(".index", StringComparison.OrdinalIgnoreCase));

    private static bool IsUnread(PageHandlerExecutingContext context, string name, Type type) =>
        context.ModelState.TryGetValue(name, out var sent) ? sent.Errors.Count > 0 : type.IsEnum;
}
