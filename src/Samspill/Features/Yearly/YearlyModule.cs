namespace Samspill.Features.Yearly;

internal static class YearlyModule
{
    public static void AddYearly(this IServiceCollection services) => services
        .AddScoped<OpenConfirmations>().AddScoped<AnswerConfirmations>().AddScoped<RunConfirmations>()
        .AddScoped<GiveUpPlace>().AddScoped<TakeLeave>().AddScoped<EndLeaves>().AddScoped<TellOfAge>().AddScoped<TurnYear>().AddScoped<MoveUp>().AddScoped<AskForChange>().AddScoped<DecideChange>();

    public static void MapYearly(this WebApplication app)
    {
        app.MapConfirmationApi();
        app.MapPlaceApi();
        app.MapChangeApi();
        app.MapTurnApi();
    }
}
