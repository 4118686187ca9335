namespace Samspill.Features.Rooms;

internal static class RoomsModule
{
    public static void AddRooms(this IServiceCollection services) => services.AddScoped<LendRooms>();
}
