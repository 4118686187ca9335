using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Samspill.Data;
using Samspill.Features.Shared;
using Samspill.Gateways.OpenId;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>How one provider is asked.</summary>
internal sealed class ProviderOptions : OAuthOptions
{
    public Provider Provider { get; set; } = null!;
    public string PublicUrl { get; set; } = "";
}

/// <summary>Sends the browser to a provider and takes it back. The framework's handler makes state, PKCE and the cookie that binds both to this browser; what comes back is checked here.</summary>
internal sealed class ProviderHandler(IOptionsMonitor<ProviderOptions> options, ILoggerFactory logs, UrlEncoder encoder) : OAuthHandler<ProviderOptions>(options, logs, encoder)
{
    /// <summary>Items of the state: sealed, so that only what was put in comes out.</summary>
    public const string ReturnTo = "til", Link = "kobling";

    private const string Nonce = "nonce", OfSchool = "skole", Asked = "spurt", NamesItself = "iss";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly string[] Single = ["state", "code", "iss", "error"];

    private ProviderMetadata metadata = null!;

    private Limits Limits => Context.RequestServices.GetRequiredService<Limits>();
    private ProviderSettings Settings => Options.Provider.Settings;

    /// <summary>The school's own address: the provider sends the browser nowhere else.</summary>
    private string RedirectUri => Options.PublicUrl + Request.PathBase + Options.CallbackPath;

    /// <summary>True when the request was the provider's answer: it has been dealt with.</summary>
    public override async Task<bool> HandleRequestAsync()
    {
        if (Request.Path != Options.CallbackPath) return false;
        if (!await Context.RequestServices.GetRequiredService<SamspillDb>().IsOpenAsync(Settings.Name, Context.RequestAborted)) Response.StatusCode = StatusCodes.Status404NotFound;
        else if (!Limits.MayTry(Context)) Response.StatusCode = StatusCodes.Status429TooManyRequests;
        else if ((await TakeBackAsync(Context.RequestAborted)).Refused(out var why, out var there)) await RefuseAsync(why, Context.RequestAborted);
        else Response.Redirect(there);
        return true;
    }

    /// <returns>Where the person goes on.</returns>
    private async Task<Outcome<string>> TakeBackAsync(CancellationToken ct)
    {
        if (ReadAnswer().Refused(out var why, out var answer)) return why;
        var (properties, code) = answer;
        var exchange = new CodeToExchange(code, properties.Items[OAuthConstants.CodeVerifierKey]!, properties.Items[Nonce]!, RedirectUri);
        if ((await Options.Provider.ExchangeAsync(exchange, TimeProvider, ct)).Refused(out why, out var proven)) return why;
        if ((await ArriveAsync(proven, properties.Items.TryGetValue(Link, out var link) ? link : null, ct)).Refused(out why, out var home)) return why;
        return LocalPath.OrNull(properties.Items.TryGetValue(ReturnTo, out var asked) ? asked : null) ?? Request.PathBase + home.TrimStart('~');
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if ((await Options.Provider.MetadataAsync(Context.RequestAborted)).Refused(out var why, out var found))
        {
            await RefuseAsync(why, Context.RequestAborted);
            return;
        }
        metadata = found;
        properties.Items[Nonce] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        properties.Items[OfSchool] = Context.RequestServices.GetRequiredService<OpenSchool>().Slug;
        properties.Items[Asked] = TimeProvider.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        if (found.NamesItself) properties.Items[NamesItself] = "";
        properties.RedirectUri = Request.PathBase + "/"; // else the framework writes the whole present address into the state
        await base.HandleChallengeAsync(properties);
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        var asked = QueryHelpers.ParseQuery(new Uri(base.BuildChallengeUrl(properties, RedirectUri)).Query).ToDictionary(p => p.Key, p => (string?)p.Value.ToString());
        asked["nonce"] = properties.Items[Nonce];
        asked["ui_locales"] = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        if (Settings.Acr is { } acr) asked["acr_values"] = acr;
        return QueryHelpers.AddQueryString(metadata.Authorization, asked);
    }

    /// <summary>The answer, when it belongs to a question this browser was sent out with, at this school, just now.</summary>
    private Outcome<(AuthenticationProperties Properties, string Code)> ReadAnswer()
    {
        var query = Request.Query;
        if (!HttpMethods.IsGet(Request.Method)) return ProviderRefusals.Answer("method");
        if (Single.Any(name => query[name].Count > 1)) return ProviderRefusals.Answer("twice");
        if (query["state"].ToString() is not { Length: > 0 } state) return ProviderRefusals.Answer("state-missing");
        if (Options.StateDataFormat.Unprotect(state) is not { } properties) return ProviderRefusals.Answer("state");
        if (!ValidateCorrelationId(properties)) return ProviderRefusals.Answer("other-browser");
        if (properties.Items[OfSchool] != Context.RequestServices.GetRequiredService<OpenSchool>().Slug) return ProviderRefusals.Answer("other-school");
        var asked = DateTimeOffset.FromUnixTimeSeconds(long.Parse(properties.Items[Asked]!, CultureInfo.InvariantCulture));
        if (asked + Patience < TimeProvider.GetUtcNow()) return ProviderRefusals.Answer("late");
        if (query["iss"].ToString() is { Length: > 0 } issuer ? issuer != Settings.Issuer : properties.Items.ContainsKey(NamesItself)) return ProviderRefusals.Answer("issuer");
        if (query["error"].ToString() is { Length: > 0 } error) return ProviderRefusals.Answer(error == "access_denied" ? "cancelled" : "error");
        if (query["code"].ToString() is not { Length: > 0 } code) return ProviderRefusals.Answer("code-missing");
        return (properties, code);
    }

    private async Task<Outcome<string>> ArriveAsync(ProvenIdentity proven, string? link, CancellationToken ct)
    {
        var arrivals = Context.RequestServices.GetRequiredService<Arrivals>();
        if (link is null) return await arrivals.SignInAsync(proven, Settings.Name, ct);

        // Tied only to the account that asked for it, in the browser where it is still signed in.
        var db = Context.RequestServices.GetRequiredService<SamspillDb>();
        var ticket = await Context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        var actor = ticket.Principal is { } principal ? await SigningIn.FindActorAsync(db, principal, TimeProvider, ct) : Actor.Anonymous;
        if (actor.Account?.ToString() != link) return ProviderRefusals.Answer("other-account");
        db.ActAs(actor);
        return (await arrivals.LinkAsync(proven, actor.Account!.Value, ct)).Refused(out var why) ? why : "~/profil";
    }

    /// <summary>A plain page, a line in the log and one in the school's record: the reason, nothing of the person.</summary>
    private async Task RefuseAsync(Rejection why, CancellationToken ct)
    {
        Logger.LogWarning("Sign-in refused: {Reason} by {Provider} at {School}", why.Code, Settings.Name, Request.PathBase.Value);
        Limits.Wrong(Context);
        var db = Context.RequestServices.GetRequiredService<SamspillDb>();
        db.ChangeTracker.Clear();
        db.Note("sign-in-failed", Settings.Name, why.Code);
        await db.SaveChangesAsync(ct);
        Context.Features.Set(new RefusedWords(ProviderWords.KeyOf(why), Settings.Label));
        Response.StatusCode = ProviderRefusals.Status(why);
    }
}

/// <summary>Which words a refused sign-in is told with.</summary>
internal static class ProviderWords
{
    private static readonly HashSet<string> Own = ["answer.cancelled", "answer.other-account", "person.unknown", "person.conflict", "person.too-weak"];

    public static string KeyOf(Rejection why) => "sign-in.refused." + (Own.Contains(why.Code) ? why.Code.Split('.')[1] : why.Code.Split('.')[0]);
}
