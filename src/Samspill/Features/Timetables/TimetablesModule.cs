namespace Samspill.Features.Timetables;

internal static class TimetablesModule
{
    public static void AddTimetables(this IServiceCollection services) => services.AddMemoryCache().AddSingleton<WeekBoards>()
        .AddScoped<StartRun>().AddScoped<WorkOnRuns>().AddScoped<KeepRun>().AddScoped<WeekDrafts>().AddScoped<MoveLesson>().AddScoped<PublishWeek>().AddScoped<DatedLessons>().AddScoped<Lessons.ISeriesMoves, SeriesMoves>().AddScoped<Data.DemoHistory>().AddScoped<Data.DemoYear>();
}
