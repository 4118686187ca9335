namespace Samspill.Features.Timetables;

internal static class TimetablesModule
{
    public static void AddTimetables(this IServiceCollection services) => services
        .AddScoped<StartRun>().AddScoped<WorkOnRuns>().AddScoped<WeekDrafts>().AddScoped<PublishWeek>().AddScoped<Data.DemoHistory>();
}
