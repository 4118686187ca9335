using Samspill.Gateways.Printing;

namespace Samspill.Features.Letters;

internal static class LettersModule
{
    public static void AddLetters(this IServiceCollection services) => services
        .AddSingleton<PdfPrinter>().AddScoped<LetterView>().AddScoped<WriteLetters>().AddScoped<OrderLetters>().AddScoped<PrintLetters>().AddScoped<CancelLetters>().AddScoped<SaveLetterTemplate>();

    public static void MapLetters(this WebApplication app)
    {
        app.MapLetterFiles();
        app.MapLetterApi();
    }
}
