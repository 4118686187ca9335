namespace Samspill.Host;

/// <summary>How far somebody has come on a way that many go at once. Who is further goes first.</summary>
public enum Stage { Entering, UnderWay, Sending }

/// <summary>A page that many families open at once: it waits its turn.</summary>
/// <remarks>
/// On an opening day thousands of half-done pages would share the processor with those who press the last button, and all would reach that button
/// together. Whoever is on the way finishes, and the door is where one waits.
/// </remarks>
/// <param name="get">How far one is who opens the page.</param>
/// <param name="post">How far one is who sends its form.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class InTurnAttribute(Stage get, Stage post) : Attribute
{
    public Stage Get { get; } = get;
    public Stage Post { get; } = post;
}

/// <summary>So many turns at a time; a free one goes to who is furthest on the way, and among those to who has waited longest.</summary>
internal sealed class Turns(int most)
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<TaskCompletionSource, (int, long)> waiting = new();
    private int taken;
    private long arrivals;

    /// <summary>Comes back when it is one's turn. Each turn that was had is given back, once.</summary>
    /// <exception cref="OperationCanceledException">Who waited went away; there is no turn to give back.</exception>
    public async Task TakeAsync(Stage stage, CancellationToken ct)
    {
        TaskCompletionSource turn;
        lock (gate)
        {
            if (taken < most)
            {
                taken++;
                return;
            }
            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Enqueue(turn, (-(int)stage, arrivals++));
        }
        await using var gone = ct.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetCanceled(), turn);
        await turn.Task;
    }

    /// <summary>Gives a turn back.</summary>
    public void Give()
    {
        lock (gate)
        {
            while (waiting.TryDequeue(out var next, out _))
                if (next.TrySetResult()) return;
            taken--;
        }
    }
}

internal static class InTurn
{
    // Enough to keep the processor busy while some wait for the database, and few enough that each is soon done.
    private static readonly Turns Turns = new(4 * Environment.ProcessorCount);

    /// <summary>Call after routing, and before anything that asks the database.</summary>
    public static void UseTurns(this WebApplication app) => app.Use(static async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<InTurnAttribute>() is not { } page)
        {
            await next(context);
            return;
        }
        await Turns.TakeAsync(HttpMethods.IsPost(context.Request.Method) ? page.Post : page.Get, context.RequestAborted);
        try { await next(context); }
        finally { Turns.Give(); }
    });
}
