using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Samspill.Data;
using Samspill.Gateways;
using Samspill.Gateways.Sms;
using Samspill.Host;

namespace Samspill.Tests.Gateways;

public sealed class SmsGatewayTests
{
    private static readonly OpenSchool School = new(new HostedSchool("trondheim", "Trondheim kulturskole", "5001", Demo: false), null!, WriteGate.Open, null!);

    [Fact]
    public async Task A_text_message_is_handed_over_with_its_id_its_key_and_its_letters_whole()
    {
        var (id, asked, body) = (MessageId.New(), new HeaderDictionary(), default(JsonElement));
        await using var gateway = await ServeAsync(async context =>
        {
            foreach (var (name, value) in context.Request.Headers) asked[name] = value;
            body = (await JsonDocument.ParseAsync(context.Request.Body)).RootElement;
            context.Response.StatusCode = 202;
        });
        (await SendAsync(gateway, new OutgoingSms(id, "+4791234567", "Čuđi: \"plass\"\nher"))).ShouldBe(Delivery.Taken);
        asked["Authorization"].ToString().ShouldBe("Bearer hemmelig");
        asked["Idempotency-Key"].ToString().ShouldBe(id.Value.ToString("N"));
        body.GetProperty("id").GetString().ShouldBe(id.Value.ToString("N"));
        body.GetProperty("to").GetString().ShouldBe("+4791234567");
        body.GetProperty("from").GetString().ShouldBe("Trondheim kulturskole");
        body.GetProperty("text").GetString().ShouldBe("Čuđi: \"plass\"\nher");
    }

    [Theory]
    [InlineData(200, Answer.Taken)]
    [InlineData(409, Answer.Taken)]
    [InlineData(302, Answer.Down)]
    [InlineData(400, Answer.Refused)]
    [InlineData(401, Answer.Down)]
    [InlineData(404, Answer.NoSuchReceiver)]
    [InlineData(410, Answer.NoSuchReceiver)]
    [InlineData(422, Answer.Refused)]
    [InlineData(429, Answer.Later)]
    [InlineData(500, Answer.Down)]
    [InlineData(503, Answer.Down)]
    public async Task Each_answer_means_one_thing(int status, Answer answer)
    {
        await using var gateway = await ServeAsync(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "120";
            context.Response.Headers.Location = "http://127.0.0.1:1/";
            if (status is not 204 and not 302) await context.Response.WriteAsync("sagt");
        });
        var went = await SendAsync(gateway, new OutgoingSms(MessageId.New(), "+4791234567", "tekst"));
        went.Answer.ShouldBe(answer);
        if (answer == Answer.Later) went.Wait.ShouldBe(TimeSpan.FromSeconds(120));
        if (answer != Answer.Taken) went.Fault.ShouldNotBeNull().ShouldStartWith($"{status}");
    }

    [Fact]
    public async Task A_gateway_that_never_answers_is_down()
    {
        await using var gateway = await ServeAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        (await SendAsync(gateway, new OutgoingSms(MessageId.New(), "+4791234567", "tekst"), TimeSpan.FromSeconds(1))).Answer.ShouldBe(Answer.Down);
    }

    [Fact]
    public async Task An_answer_without_end_is_read_no_further_than_a_fault_needs()
    {
        await using var gateway = await ServeAsync(async context =>
        {
            context.Response.StatusCode = 400;
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(new byte[8192], context.RequestAborted);
        });
        var went = await SendAsync(gateway, new OutgoingSms(MessageId.New(), "+4791234567", "tekst"));
        went.Answer.ShouldBe(Answer.Refused);
        went.Fault!.Length.ShouldBeLessThan(5000);
    }

    [Theory]
    [InlineData("912 34 567", "+4791234567")]
    [InlineData("41234567", "+4741234567")]
    [InlineData("+47 91234567", "+4791234567")]
    [InlineData("+46701234567", "+46701234567")]
    [InlineData("73 12 34 56", null)]
    [InlineData("+4773123456", null)]
    [InlineData("ring meg", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Only_a_mobile_takes_text_messages(string? phone, string? number) => MobileNumber.Of(phone).ShouldBe(number);

    private static async Task<Delivery> SendAsync(WebApplication gateway, OutgoingSms sms, TimeSpan? patience = null)
    {
        var address = new Uri(gateway.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        using var sender = new SmsGateway(new ServerOptions(new Storage("", null), "", Secure: false, Demo: false) { Sms = new Uri(address, "/send"), SmsKey = "hemmelig" }) { Patience = patience ?? TimeSpan.FromMinutes(1) };
        return await sender.SendAsync(School, sms, CancellationToken.None);
    }

    private static async Task<WebApplication> ServeAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapPost("/send", answer);
        await app.StartAsync();
        return app;
    }
}
