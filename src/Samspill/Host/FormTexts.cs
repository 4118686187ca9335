using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Samspill.Host;

/// <summary>What a form says when a value cannot be read at all, in the reader's language instead of the framework's English; and that what cannot be seen is not read.</summary>
public sealed class FormTexts(Texts texts) : IConfigureOptions<MvcOptions>
{
    public void Configure(MvcOptions options)
    {
        // A page says itself what it requires; the type of a property is not a message to a family.
        options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;

        options.ModelBinderProviders.Insert(0, new SeenTexts());

        var messages = options.ModelBindingMessageProvider;
        messages.SetMissingBindRequiredValueAccessor(_ => texts["form.missing"]);
        messages.SetMissingKeyOrValueAccessor(() => texts["form.missing"]);
        messages.SetMissingRequestBodyRequiredValueAccessor(() => texts["form.missing"]);
        messages.SetValueMustNotBeNullAccessor(_ => texts["form.missing"]);
        messages.SetAttemptedValueIsInvalidAccessor((value, _) => texts["form.unreadable", value]);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => texts["form.unreadable", value]);
        messages.SetUnknownValueIsInvalidAccessor(_ => texts["form.unknown"]);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => texts["form.unknown"]);
        messages.SetValueIsInvalidAccessor(value => texts["form.unreadable", value]);
        messages.SetValueMustBeANumberAccessor(_ => texts["form.number"]);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => texts["form.number"]);
    }
}
