namespace Samspill.Browser.Tests.Sweep;

/// <summary>Addresses of pages: what stands for the braces in their routes.</summary>
internal static class Filled
{
    /// <summary>An address of this route about something that is there; null when nothing is known.</summary>
    public static async Task<string?> InAsync(string route, Stage stage)
    {
        if (!route.Contains('{', StringComparison.Ordinal)) return route;
        await using var db = stage.Database();
        var world = stage.World;
        return route switch
        {
            "/tilbud/{code}" => "/tilbud/barnekor-ila",
            "/tilbud-om-plass/{id}" => null,
            _ => null,
        };
    }

    /// <summary>The page of refusals says what it refuses; the others are fine.</summary>
    public static int StatusOf(string route) => route == "/feil" ? 404 : 200;

    /// <summary>Pages that send whoever comes without an errand somewhere else.</summary>
    public static bool LeadsOn(string route) => route is "/logg-inn/kode" or "/logg-inn/hvem" or "/logg-ut";
}
