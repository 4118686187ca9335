using Samspill.Gateways.Mail;
using Samspill.Host;

namespace Samspill.Features.Messages;

internal static class MessagesModule
{
    public static void AddMessages(this IServiceCollection services)
    {
        services.AddScoped<Outbox>().AddScoped<SendMessages>();
        services.AddSingleton<IMailSender>(provider => provider.GetRequiredService<ServerOptions>() is { Smtp: not null } options ? new SmtpSender(options) : new MailFiles(provider.GetRequiredService<ServerOptions>()));
    }

    public static void MapMessages(this WebApplication app) => app.MapMessageApi();
}
