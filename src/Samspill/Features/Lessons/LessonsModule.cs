namespace Samspill.Features.Lessons;

internal static class LessonsModule
{
    public static void AddLessons(this IServiceCollection services) => services
        .AddScoped<TakeAttendance>().AddScoped<TellAway>().AddScoped<TellOfChanges>().AddScoped<MoveLesson>().AddScoped<CancelLesson>().AddScoped<AddLesson>()
        .AddScoped<ReportIll>().AddScoped<ReportBack>().AddScoped<GiveToSubstitute>().AddScoped<CalendarFeeds>()
        .AddMemoryCache();

    public static void MapLessons(this WebApplication app) => app.MapCalendars();
}
