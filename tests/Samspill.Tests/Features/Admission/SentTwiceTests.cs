using System.Net;
using Samspill.Data;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Admission;

/// <summary>The office's forms, sent twice by a quick finger or a browser that tries again.</summary>
public abstract class SentTwiceTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public Task A_new_round_is_one_round() => IsOneAsync("/opptak",
        [new("Input.Name", "Vårens opptak"), new("Input.Closes", "2026-09-01"), new("Input.Date", "2026-09-02"), new("Input.PlacesFrom", "2026-09-03")],
        db => db.Rounds.CountAsync(r => r.Name == "Vårens opptak"));

    [Fact]
    public Task Adopted_rules_are_one_version() => IsOneAsync("/opptak/regler/ny", [new("Input.AdoptedBy", "Bystyret, to ganger")], db => db.RuleSets.CountAsync(r => r.AdoptedBy == "Bystyret, to ganger"));

    [Fact]
    public Task A_new_guardian_is_one_person() => IsOneAsync("/sok-for",
        [new("New.GivenName", "Tobias"), new("New.FamilyName", "Dobbel"), new("New.Phone", "+47 900 11 223"), new("New.Email", "Tobias@Example.org ")],
        db => db.People.CountAsync(p => p.FamilyName == "Dobbel" && p.Phone == "90011223" && p.Email == "tobias@example.org"));

    private async Task IsOneAsync(string path, KeyValuePair<string, string>[] typed, Func<SamspillDb, Task<int>> count)
    {
        using var marit = await Server.SignInAsync(Server.World.Marit);
        var page = await marit.OpenAsync(path);
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => marit.SubmitAsync(page, path, typed)));
        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Redirect || a.StatusCode == HttpStatusCode.SeeOther);
        answers.Select(a => a.Headers.Location).Distinct().ShouldHaveSingleItem();
        await using var db = Server.Database();
        (await count(db)).ShouldBe(1);
    }
}

public sealed class SentTwiceTestsOnSqlite(OnSqlite server) : SentTwiceTests(server), IClassFixture<OnSqlite>;

public sealed class SentTwiceTestsOnPostgres(OnPostgres server) : SentTwiceTests(server), IClassFixture<OnPostgres>;
