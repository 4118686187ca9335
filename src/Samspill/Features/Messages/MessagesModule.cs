using Samspill.Gateways.Mail;
using Samspill.Gateways.Sms;
using Samspill.Host;

namespace Samspill.Features.Messages;

internal static class MessagesModule
{
    public static void AddMessages(this IServiceCollection services)
    {
        services.AddScoped<Outbox>().AddScoped<SendMessages>().AddScoped<SendAgain>().AddScoped<KnowAddresses>().AddScoped<ReadReturnedMail>();
        services.AddSingleton<IMailSender>(provider => provider.GetRequiredService<ServerOptions>() is { Smtp: not null } options ? new SmtpSender(options) : new MailFiles(provider.GetRequiredService<ServerOptions>()));
        services.AddSingleton<ISmsSender>(provider => provider.GetRequiredService<ServerOptions>() is { Sms: not null } options ? new SmsGateway(options) : new SmsFiles(provider.GetRequiredService<ServerOptions>()));
    }

    public static void MapMessages(this WebApplication app) => app.MapMessageApi();
}
