namespace Samspill.Features.Groups;

internal static class GroupsModule
{
    public static void AddGroups(this IServiceCollection services) => services.AddScoped<FormGroups>().AddScoped<ChangeGroup>().AddScoped<SayTimes>().AddScoped<AgreeCarpools>();
}
