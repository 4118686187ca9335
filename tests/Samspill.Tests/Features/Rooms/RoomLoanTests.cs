using System.Net;
using Samspill.Domain.School;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Rooms;

/// <summary>A family borrows a room, the office answers, and nobody else gets the same hour.</summary>
public abstract class RoomLoanTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task A_room_is_asked_for_lent_once_and_taken_back()
    {
        var hall = await HallAsync();
        using var kari = await Server.SignInAsync(Server.World.Kari);
        using var per = await Server.SignInAsync(Server.World.Per);
        KeyValuePair<string, string>[] wish = [new("Room", hall.Value.ToString()), new("Date", "2026-06-20"), new("From", "17:00"), new("To", "19:00"), new("Purpose", "Øving, korps")];
        for (var twice = 0; twice < 2; twice++)
        {
            using var asked = await kari.SubmitAsync("/rom/lan", wish);
            asked.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
        await using var db = Server.Database();
        var loan = await db.RoomLoans.AsNoTracking().SingleAsync(l => l.Room == hall);

        using var other = await Server.SignInAsync(Server.World.Nina);
        using var meddled = await other.SubmitAsync(await kari.OpenAsync("/rom/lan"), "/rom/lan", [], "Withdraw");
        meddled.StatusCode.ShouldNotBe(HttpStatusCode.SeeOther);
        using var peeked = await kari.GetAsync("/rom/utlan");
        peeked.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await per.OpenAsync("/rom/utlan")).QuerySelector("main")!.TextContent.ShouldContain("Stedet er stengt da"); // a Saturday evening
        using var lent = await per.SubmitAsync(await per.OpenAsync("/rom/utlan"), "/rom/utlan?handler=Approve", [new("loan", loan.Id.Value.ToString()), new("Answer", "Nøkkelen henger i skapet")]);
        lent.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await db.RoomLoans.AsNoTracking().SingleAsync(l => l.Id == loan.Id)).State.ShouldBe(LoanState.Approved);
        (await db.Messages.SingleAsync(m => m.About == "room-approved")).Body.ShouldContain("Nøkkelen henger i skapet");

        using var late = await other.SubmitAsync("/rom/lan", [.. wish.Where(w => w.Key is not "From"), new("From", "18:30")]);
        late.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await Browser.ReadAsync(late);
        page.QuerySelector("main")!.TextContent.ShouldContain("opptatt kl. 17.00–19.00");
        page.QuerySelector("input[name=Purpose]")!.GetAttribute("value").ShouldBe("Øving, korps"); // what was typed stays

        using var back = await per.SubmitAsync(await per.OpenAsync("/rom/utlan"), "/rom/utlan?handler=Refuse", [new("loan", loan.Id.Value.ToString())]);
        back.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var free = await other.SubmitAsync("/rom/lan", [.. wish.Where(w => w.Key is not "From"), new("From", "18:30")]);
        free.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Theory]
    [InlineData("Date", "2026-01-01", "Velg en dag fra i dag")]
    [InlineData("To", "16:00", "Slutten må være etter begynnelsen")]
    [InlineData("From", "halv fem", "Skriv klokkeslettet som 17.30")]
    [InlineData("Purpose", "", "")]
    public async Task What_cannot_be_asked_is_said_and_nothing_is_kept(string field, string typed, string said)
    {
        var hall = await HallAsync();
        using var kari = await Server.SignInAsync(Server.World.Kari);
        KeyValuePair<string, string>[] wish = [new("Room", hall.Value.ToString()), new("Date", "2026-06-21"), new("From", "17:00"), new("To", "19:00"), new("Purpose", "Øving")];
        using var refused = await kari.SubmitAsync("/rom/lan", [.. wish.Where(w => w.Key != field), new(field, typed)]);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ReadAsync(refused)).QuerySelector("main")!.TextContent.ShouldContain(said);
        await using var db = Server.Database();
        (await db.RoomLoans.AnyAsync(l => l.Room == hall)).ShouldBeFalse();
    }

    private async Task<RoomId> HallAsync()
    {
        await using var db = Server.Database();
        var hall = new Room(RoomId.New(), $"sal-{Guid.CreateVersion7():N}");
        hall.Record(Server.World.Midtbyen, "Sal", 30, "");
        db.Rooms.Add(hall);
        await db.SaveChangesAsync();
        return hall.Id;
    }
}

public sealed class RoomLoanTestsOnSqlite(OnSqlite server) : RoomLoanTests(server), IClassFixture<OnSqlite>;

public sealed class RoomLoanTestsOnPostgres(OnPostgres server) : RoomLoanTests(server), IClassFixture<OnPostgres>;
