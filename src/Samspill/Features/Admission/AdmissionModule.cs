namespace Samspill.Features.Admission;

internal static class AdmissionModule
{
    public static void AddAdmission(this IServiceCollection services) => services
        .AddScoped<ApplyDraft>().AddScoped<SubmitApplication>().AddScoped<ReceiveApplication>().AddScoped<FillShortCourses>().AddScoped<WithdrawApplication>().AddScoped<ReorderWishes>().AddScoped<ChangeCourse>()
        .AddSingleton<ChildrenCounted>().AddScoped<FamilyNews>().AddScoped<GiveOffers>()
        .AddScoped<RunPlacement>().AddScoped<ReplayRun>().AddScoped<PublishRun>().AddScoped<FillVacancies>()
        .AddScoped<AcceptOffer>().AddScoped<DeclineOffer>().AddScoped<WithdrawOffer>()
        .AddScoped<LapseOffers>().AddScoped<EndPlaces>()
        .AddScoped<TryRules>().AddScoped<MakeScenario>().AddScoped<PassOverApplication>().AddScoped<RegretPassOver>().AddScoped<RegretTogether>()
        .AddSingleton<OpenedRuns>();

    public static void MapAdmission(this WebApplication app)
    {
        app.MapOfferApi();
        app.MapSubmissionApi();
        app.MapWishApi();
        app.MapQueueApi();
        app.MapRoundApi();
        app.MapScenarioApi();
    }
}
