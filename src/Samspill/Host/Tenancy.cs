using Microsoft.AspNetCore.Routing;
using Samspill.Data;

namespace Samspill.Host;

/// <summary>Which school this request is about, or that it is about the council: the first segment of its path, and nothing else, decides.</summary>
public sealed class CurrentSchool
{
    /// <summary>The school or the council; null at the root.</summary>
    public Tenant? Tenant { get; set; }

    /// <exception cref="InvalidOperationException">The request is about no school.</exception>
    public OpenSchool School { get => Tenant as OpenSchool ?? throw new InvalidOperationException("No school in this request."); set => Tenant = value; }

    /// <exception cref="InvalidOperationException">The request is not about the council.</exception>
    public OpenCouncil Council => Tenant as OpenCouncil ?? throw new InvalidOperationException("No council in this request.");

    /// <summary>Whether it is about a school.</summary>
    public bool IsSet => Tenant is OpenSchool;

    public Side Side => Tenant is OpenCouncil ? Side.Council : Side.School;
}

/// <summary>The database of this request, a school's or the council's: for what both have.</summary>
public sealed record OwnDb(TenantDb Db);

internal static class Tenancy
{
    /// <summary>Cuts the school's segment, or the council's, off the path, so that routes, links, redirects and cookies carry it by themselves.</summary>
    public static void UseSchools(this WebApplication app) => app.Use(static (context, next) =>
    {
        var path = context.Request.Path.Value ?? "/";
        var end = path.IndexOf('/', 1);
        var slug = end < 0 ? path[1..] : path[1..end];
        if (slug.Length == 0 && path == "/") context.Request.Path = "/skoler";
        var schools = context.RequestServices.GetRequiredService<Schools>();
        Tenant? tenant = slug == OpenCouncil.Address ? schools.Council : schools.Find(slug);
        if (tenant is null)
        {
            if (slug.Length == 0 || Schools.Reserved.Contains(slug)) return next(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        context.RequestServices.GetRequiredService<CurrentSchool>().Tenant = tenant;
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
        services.AddScoped(sp => sp.GetRequiredService<CurrentSchool>().Council);
        services.AddScoped(sp => sp.GetRequiredService<CurrentSchool>().Tenant ?? throw new InvalidOperationException("Neither a school nor the council in this request."));
        services.AddScoped(sp => sp.GetRequiredService<OpenSchool>().Database(sp.GetRequiredService<CurrentActor>().Actor, sp.GetRequiredService<TimeProvider>()));
        services.AddScoped(sp => sp.GetRequiredService<OpenCouncil>().Database(sp.GetRequiredService<CurrentActor>().Actor, sp.GetRequiredService<TimeProvider>()));
        services.AddScoped(sp => new OwnDb(sp.GetRequiredService<CurrentSchool>().Side == Side.Council ? sp.GetRequiredService<CouncilDb>() : sp.GetRequiredService<SamspillDb>()));
        services.AddSingleton<MatcherPolicy, OneSide>();
    }
}
