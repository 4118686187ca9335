using System.Net;
using System.Text.RegularExpressions;
using Samspill.Domain.People;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Access;

/// <summary>Signing in with a code from an e-mail, as a person does it.</summary>
public abstract class ByCode(TestServer server) : OnDatabase(server)
{
    protected static async Task AskAsync(Browser browser, string email, string? til = null)
    {
        using var asked = await browser.SubmitAsync("/logg-inn", [new("Email", email), new("til", til ?? "")], "Code");
        asked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    /// <summary>Where one is led with the code; null when it is refused.</summary>
    protected static async Task<string?> TypeAsync(Browser browser, string code)
    {
        using var answer = await browser.GetAsync("/logg-inn/kode");
        if (answer.StatusCode != HttpStatusCode.OK) return null;
        using var typed = await browser.SubmitAsync(await Browser.ReadAsync(answer), "/logg-inn/kode", [new("Code", code)]);
        return typed.StatusCode == HttpStatusCode.Redirect ? typed.Headers.Location!.ToString() : null;
    }

    /// <summary>Another tab that has the same cookies.</summary>
    protected Browser Beside(Browser browser)
    {
        var copy = Server.Visit();
        copy.Cookies.Add(browser.Cookies.GetAllCookies());
        return copy;
    }

    /// <summary>A guardian of its own for each test, since codes for one address are limited.</summary>
    protected async Task<string> KnownAsync()
    {
        await using var db = Server.Database();
        var id = PersonId.New();
        var email = $"{id.Value:N}@example.org";
        var person = new Person(id, "Vera", "Kjent");
        person.Rename("Vera", "Kjent");
        person.RecordGuardian($"g-{id.Value:N}", email, null);
        db.People.Add(person);
        await db.SaveChangesAsync();
        return email;
    }

    protected async Task<string> CodeAsync(string email)
    {
        await using var db = Server.Database();
        var body = await db.Messages.Where(m => m.Address == email && m.About == "sign-in").OrderByDescending(m => m.Id).Select(m => m.Body).FirstAsync();
        return Regex.Match(body, @"\b\d{6}\b").Value;
    }
}
