namespace Samspill.Host;

/// <summary>Pages that many families open at once: each waits its turn, so that whoever sends is never behind those who look.</summary>
/// <remarks>What is being sent has no turn to wait for. Without this, on an opening day, thousands of half-done pages share the processor with those who press the last button, and everybody is slow.</remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class InTurnAttribute : Attribute
{
    /// <summary>Posts to this page go first.</summary>
    public bool ButNotPosts { get; set; }
}

internal static class InTurn
{
    private static readonly SemaphoreSlim Turns = new(8 * Environment.ProcessorCount);

    /// <summary>Call after routing, and before anything that asks the database.</summary>
    public static void UseTurns(this WebApplication app) => app.Use(static async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<InTurnAttribute>() is not { } page || page.ButNotPosts && HttpMethods.IsPost(context.Request.Method))
        {
            await next(context);
            return;
        }
        await Turns.WaitAsync(context.RequestAborted);
        try { await next(context); }
        finally { Turns.Release(); }
    });
}
