namespace Samspill.Features.Access;

internal static class AccessModule
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<Limits>();
        services.AddScoped<SignInCodes>().AddScoped<SignInCookie>().AddScoped<Accounts>().AddScoped<KeptForms>().AddScoped<Invitations>().AddScoped<AcceptInvitation>().AddScoped<Grants>().AddScoped<Tokens>();
    }

    public static void MapAccess(this WebApplication app) => app.MapProviders();
}
