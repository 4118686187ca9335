using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Host;

namespace Samspill.Features.Api;

/// <summary>A request that must not be done twice carries an Idempotency-Key.</summary>
internal sealed class AsksForKey;

/// <summary>Does a request with an Idempotency-Key once, whoever retries, races or is killed in between; the same request again gets the same answer.</summary>
/// <remarks>
/// The key, what the request does and the answer are one transaction; the use case's own is a part of it. Of two at the same moment
/// one waits for the other, because the key is unique. A refused request keeps nothing: mend it and send it again with the same key.
/// </remarks>
public sealed class OnceOnly(SamspillDb db, Actor actor, OpenSchool school, Texts texts, TimeProvider clock)
{
    private const string Header = "Idempotency-Key";

    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        var ct = context.RequestAborted;
        var key = context.Request.Headers[Header].ToString().Trim().Trim('"');
        if (key.Length is 0 or > KeptReply.KeyLength || !key.All(c => c is > ' ' and <= '~'))
        {
            await new Rejection("api.key-missing", KeptReply.KeyLength) { Field = Header }.Problem(texts).ExecuteAsync(context);
            return;
        }
        var asked = await FingerprintAsync(context.Request, ct);
        while (!await TryAsync(context, next, key, asked, ct)) db.ChangeTracker.Clear();
    }

    /// <returns>False when another request with the key was first: look again.</returns>
    private async Task<bool> TryAsync(HttpContext context, RequestDelegate next, string key, byte[] asked, CancellationToken ct)
    {
        var account = actor.Account!.Value;
        await using var work = await db.BeginAsync(ct);
        if (await db.Set<KeptReply>().AsNoTracking().SingleOrDefaultAsync(r => r.Account == account && r.Key == key, ct) is { } kept)
        {
            await AnswerAgainAsync(context, kept, asked);
            return true;
        }
        var reply = new KeptReply(account, key, asked, clock.GetUtcNow());
        db.Add(reply);
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException lost) when (lost.IsLostRace()) { return false; }
        db.ChangeTracker.Clear();

        var answer = await RunInsideAsync(context, next);
        if (context.Response.StatusCode < 300)
        {
            var (status, location, body) = (context.Response.StatusCode, context.Response.Headers.Location.ToString(), answer.Length == 0 ? null : school.Cipher.Encrypt(System.Text.Encoding.UTF8.GetString(answer)));
            await db.Set<KeptReply>().Where(r => r.Id == reply.Id).ExecuteUpdateAsync(set => set
                .SetProperty(r => r.Status, status).SetProperty(r => r.Location, location.Length == 0 ? null : location).SetProperty(r => r.Body, body), ct);
            await work.CommitAsync(ct);
        }
        await context.Response.Body.WriteAsync(answer, ct);
        return true;
    }

    private async Task AnswerAgainAsync(HttpContext context, KeptReply kept, byte[] asked)
    {
        if (!CryptographicOperations.FixedTimeEquals(kept.Asked, asked))
        {
            await new Rejection("api.key-reused") { Field = Header }.Problem(texts).ExecuteAsync(context);
            return;
        }
        context.Response.StatusCode = kept.Status;
        if (kept.Location is { } location) context.Response.Headers.Location = location;
        if (kept.Body is { } body) await Results.Content(school.Cipher.Decrypt(body), "application/json; charset=utf-8", statusCode: kept.Status).ExecuteAsync(context);
    }

    /// <summary>Lets the endpoint answer into memory: nobody is told before it is committed.</summary>
    private static async Task<byte[]> RunInsideAsync(HttpContext context, RequestDelegate next)
    {
        var line = context.Response.Body;
        using var memory = new MemoryStream();
        context.Response.Body = memory;
        try { await next(context); }
        finally { context.Response.Body = line; }
        return memory.ToArray();
    }

    private async Task<byte[]> FingerprintAsync(HttpRequest request, CancellationToken ct)
    {
        request.EnableBuffering();
        var body = Convert.ToHexStringLower(await SHA256.HashDataAsync(request.Body, ct));
        request.Body.Position = 0;
        return school.Cipher.Index($"api {request.Method} {request.Path}{request.QueryString} {body}");
    }
}
