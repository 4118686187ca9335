namespace Samspill.Features.Messages;

internal static class MessagesModule
{
    public static void AddMessages(this IServiceCollection services)
    {
    }

    public static void MapMessages(this WebApplication app)
    {
    }
}
