namespace Samspill.Features.Mailings;

internal static class MailingsModule
{
    public static void AddMailings(this IServiceCollection services) => services.AddScoped<BulkReceivers>().AddScoped<SendBulk>().AddScoped<HoldBulk>();
}
