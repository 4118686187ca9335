namespace Samspill.Planning.Placement;

/// <summary>Writes the decisions of a finished run.</summary>
internal static class Explanation
{
    public static PlacementResult Of(Standing standing)
    {
        var index = standing.Index;
        var outcomes = new Outcome[index.Applications.Length];
        var places = 0;
        for (var a = 0; a < outcomes.Length; a++)
        {
            outcomes[a] = OutcomeOf(standing, a);
            if (outcomes[a] == Outcome.Placed) places++;
        }
        var queue = Queues(standing, outcomes);

        var placed = new PlacedApplication[places];
        var decisions = new Decision[outcomes.Length];
        for (int i = 0, next = 0; i < decisions.Length; i++)
        {
            var a = index.ById[i];
            var application = index.Applications[a];
            if (outcomes[a] == Outcome.Placed)
                placed[next++] = new(application.Id, application.Pupil, application.Course, standing.RoundOf(a));
            decisions[i] = outcomes[a] switch
            {
                Outcome.Waiting => Waiting(standing, a, queue[a]),
                Outcome.Missing => new(application.Id, Outcome.Missing, Flag: Eligibility.MissingFlag(
                    index.Courses[index.Course[a]], index.Pupils[index.Pupil[a]], application)),
                var outcome => new(application.Id, outcome),
            };
        }
        return new PlacementResult(placed, Closed(standing), decisions);
    }

    private static Outcome OutcomeOf(Standing standing, int application) =>
        standing.RoundOf(application) > 0 ? Outcome.Placed
        : standing.Eligible(application) != Outcome.Waiting ? standing.Eligible(application)
        : standing.IsClosed(standing.Index.Course[application]) ? Outcome.Closed
        : standing.MayGet(standing.Index.Pupil[application]) == 0 ? Outcome.Better
        : Outcome.Waiting;

    private static Decision Waiting(Standing standing, int application, int queue)
    {
        var index = standing.Index;
        var id = index.Applications[application].Id;
        var course = index.Course[application];
        var (round, last) = standing.LastAdmitted(course);
        if (round == 0) return new(id, Outcome.Waiting, queue, DecidedBy.Capacity);
        if (last < 0) return new(id, Outcome.Waiting, queue, DecidedBy.Reserved);
        var lastId = index.Applications[last].Id;
        if (round < standing.FirstCompeted(application))
            return new(id, Outcome.Waiting, queue, DecidedBy.Round, LastAdmitted: lastId);
        var (_, by, flag) = standing.OrderOf(course).Compare(
            last, standing.HeldAtStartOf(round, index.Pupil[last]),
            application, standing.HeldAtStartOf(round, index.Pupil[application]));
        return new(id, Outcome.Waiting, queue, by, flag, lastId);
    }

    /// <summary>The number of every waiting application in the queue of its course, with the places held as they now stand.</summary>
    private static int[] Queues(Standing standing, Outcome[] outcomes)
    {
        var index = standing.Index;
        var start = new int[index.Courses.Length + 1];
        for (var a = 0; a < outcomes.Length; a++)
            if (outcomes[a] == Outcome.Waiting) start[index.Course[a] + 1]++;
        for (var c = 0; c < index.Courses.Length; c++) start[c + 1] += start[c];

        var waiting = new Contender[start[^1]];
        var next = start.AsSpan(0, index.Courses.Length).ToArray();
        for (var a = 0; a < outcomes.Length; a++)
            if (outcomes[a] == Outcome.Waiting) waiting[next[index.Course[a]]++] = standing.OrderOf(index.Course[a]).Contend(a);

        var queue = new int[outcomes.Length];
        for (var c = 0; c < index.Courses.Length; c++)
        {
            var line = waiting.AsSpan(start[c]..start[c + 1]);
            line.Sort(standing.OrderOf(c));
            for (var i = 0; i < line.Length; i++) queue[line[i].Application] = i + 1;
        }
        return queue;
    }

    private static string[] Closed(Standing standing)
    {
        string[] ids = [.. Enumerable.Range(0, standing.Index.Courses.Length).Where(standing.IsClosed).Select(c => standing.Index.Courses[c].Id)];
        Array.Sort(ids, IdOrder.Compare);
        return ids;
    }
}
