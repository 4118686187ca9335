using Samspill.Host;

namespace Samspill.Tests.Host;

public sealed class TurnsTests
{
    [Fact]
    public async Task Who_is_further_goes_first_and_among_equals_who_came_first()
    {
        var (turns, order) = (new Turns(1), new List<string>());
        await turns.TakeAsync(Stage.Entering, CancellationToken.None);
        Task[] all = [GoAsync("door 1", Stage.Entering), GoAsync("way 1", Stage.UnderWay), GoAsync("door 2", Stage.Entering), GoAsync("send", Stage.Sending), GoAsync("way 2", Stage.UnderWay)];
        turns.Give();
        await Task.WhenAll(all).WaitAsync(TimeSpan.FromMinutes(1));
        order.ShouldBe(["send", "way 1", "way 2", "door 1", "door 2"]);

        async Task GoAsync(string who, Stage stage)
        {
            await turns.TakeAsync(stage, CancellationToken.None);
            order.Add(who);
            turns.Give();
        }
    }

    [Fact]
    public async Task Who_goes_away_while_waiting_takes_no_turn()
    {
        var turns = new Turns(1);
        await turns.TakeAsync(Stage.Sending, CancellationToken.None);
        using var away = new CancellationTokenSource();
        var (impatient, patient) = (turns.TakeAsync(Stage.Sending, away.Token), turns.TakeAsync(Stage.Entering, CancellationToken.None));
        await away.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => impatient);
        patient.IsCompleted.ShouldBeFalse();
        turns.Give();
        await patient.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task As_many_as_there_are_turns_need_not_wait()
    {
        var turns = new Turns(2);
        await turns.TakeAsync(Stage.Entering, CancellationToken.None);
        await turns.TakeAsync(Stage.Entering, CancellationToken.None);
        var third = turns.TakeAsync(Stage.Sending, CancellationToken.None);
        third.IsCompleted.ShouldBeFalse();
        turns.Give();
        await third.WaitAsync(TimeSpan.FromMinutes(1));
    }
}
