namespace Samspill.Features.Surveys;

internal static class SurveysModule
{
    public static void AddSurveys(this IServiceCollection services) => services.AddScoped<EditSurvey>().AddScoped<SendSurvey>().AddScoped<AnswerSurvey>().AddScoped<TendSurveys>();
}
