namespace Samspill.Features.Families;

internal static class FamiliesModule
{
    public static void AddFamilies(this IServiceCollection services) => services.AddScoped<InviteGuardian>().AddScoped<JoinFamily>().AddScoped<ChangeGuardians>();

    public static void MapFamilies(this WebApplication app)
    {
        app.MapCustodyApi();
        app.MapInvitationApi();
    }
}
