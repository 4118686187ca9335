namespace Samspill.Features.Timetables;

internal static class TimetablesModule
{
    public static void AddTimetables(this IServiceCollection services)
    {
    }
}
