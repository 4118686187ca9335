namespace Samspill.Host;

internal static class Headers
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The walls of an answer that one other site may show in a frame.</summary>
    public static string FramedBy(string origin) => Policy.Replace("frame-ancestors 'none'", $"frame-ancestors {origin}", StringComparison.Ordinal);

    /// <summary>A text in anything but UTF-8 is refused: some encodings the framework cannot even refuse by itself.</summary>
    public static void UseUtf8(this WebApplication app) => app.Use((context, next) =>
    {
        var charset = context.Request.GetTypedHeaders().ContentType?.Charset ?? default;
        if (!charset.HasValue || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase)) return next(context);
        context.Request.ContentType = null; // or the page that tells it would be asked to read it
        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    });

    /// <summary>The same walls around every answer: pages, refusals, assets, the API.</summary>
    public static void UseHeaders(this WebApplication app, ServerOptions options) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            if (options.Secure) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
            // What somebody sees signed in is not kept by a browser or a proxy.
            if (context.User.Identity?.IsAuthenticated == true) headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    });
}
