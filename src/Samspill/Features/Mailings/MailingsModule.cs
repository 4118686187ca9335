namespace Samspill.Features.Mailings;

internal static class MailingsModule
{
    public static void AddMailings(this IServiceCollection services) => services.AddScoped<BulkReceivers>().AddScoped<PreviewBulk>().AddScoped<SendBulk>().AddScoped<HoldBulk>();

    public static void MapMailings(this WebApplication app) => app.MapMailingApi();
}
