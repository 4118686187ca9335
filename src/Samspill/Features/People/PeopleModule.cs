namespace Samspill.Features.People;

internal static class PeopleModule
{
    public static void AddPeople(this IServiceCollection services) => services.AddScoped<ProtectPerson>();

    public static void MapPeople(this WebApplication app)
    {
    }
}
