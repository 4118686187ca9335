using Samspill.Data;

namespace Samspill.Host;

/// <summary>Which school this request is about: the first segment of its path, and nothing else, decides.</summary>
public sealed class CurrentSchool
{
    private OpenSchool? school;

    /// <exception cref="InvalidOperationException">The request is about no school.</exception>
    public OpenSchool School { get => school ?? throw new InvalidOperationException("No school in this request."); set => school = value; }

    public bool IsSet => school is not null;
}

internal static class Tenancy
{
    /// <summary>Cuts the school's segment off the path, so that routes, links, redirects and cookies carry it by themselves.</summary>
    public static void UseSchools(this WebApplication app) => app.Use(static (context, next) =>
    {
        var path = context.Request.Path.Value ?? "/";
        var end = path.IndexOf('/', 1);
        var slug = end < 0 ? path[1..] : path[1..end];
        if (slug.Length == 0 && path == "/") context.Request.Path = "/skoler";
        if (slug.Length == 0 || Schools.Reserved.Contains(slug)) return next(context);
        if (context.RequestServices.GetRequiredService<Schools>().Find(slug) is not { } school)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        context.RequestServices.GetRequiredService<CurrentSchool>().School = school;
        context.Request.PathBase = "/" + slug;
        context.Request.Path = end < 0 ? "/" : path[end..];
        return next(context);
    });

    public static void AddSchools(this IServiceCollection services)
    {
        services.AddScoped<CurrentSchool>();
        services.AddScoped<CurrentActor>();
        services.AddScoped(sp => sp.GetRequiredService<CurrentActor>().Actor);
        services.AddScoped(sp => sp.GetRequiredService<CurrentSchool>().School);
        services.AddScoped(sp => sp.GetRequiredService<OpenSchool>().Database(sp.GetRequiredService<CurrentActor>().Actor, sp.GetRequiredService<TimeProvider>()));
    }
}
