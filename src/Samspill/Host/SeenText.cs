using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Binders;

namespace Samspill.Host;

/// <summary>Every text that a form or an address brings is read without what cannot be seen, whoever reads it: a mark that turns the line round reaches no page and no letter, and an invisible answer is none.</summary>
public sealed class SeenText(IModelBinder read) : IModelBinder
{
    public async Task BindModelAsync(ModelBindingContext context)
    {
        await read.BindModelAsync(context);
        if (context.Result is { IsModelSet: true, Model: string text })
            context.Result = ModelBindingResult.Success(PlainText.Seen(text) is { Length: > 0 } seen ? seen : context.ModelMetadata.ConvertEmptyStringToNull ? null : "");
    }
}

/// <summary>Gives each text its <see cref="SeenText"/>.</summary>
public sealed class SeenTexts : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.ModelType == typeof(string) && context.BindingInfo.BindingSource is not { IsGreedy: true }
            ? new SeenText(new SimpleTypeModelBinder(typeof(string), context.Services.GetRequiredService<ILoggerFactory>())) : null;
}
