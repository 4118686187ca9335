using Samspill.Domain.Admission;

namespace Samspill.Features.Admission;

/// <summary>One rule of an order, as typed.</summary>
public sealed class RuleRow
{
    public PriorityBy By { get; set; }
    public string? Flag { get; set; }
    public bool YoungestFirst { get; set; }

    public static RuleRow Of(PriorityRule rule) => new() { By = rule.By, Flag = rule.Flag, YoungestFirst = rule.YoungestFirst };

    public PriorityRule ToRule() => new(By, By == PriorityBy.Flag ? Flag?.Trim() : null, YoungestFirst && By is (PriorityBy.BirthDate or PriorityBy.BirthYear));
}

/// <summary>Seats kept for a flag, as typed.</summary>
public sealed class ReservedRow
{
    public string? Flag { get; set; }
    public int? Places { get; set; }
}

/// <summary>What is special about one course, as typed.</summary>
public sealed class CourseRulesForm
{
    public string? Course { get; set; }
    public bool OwnOrder { get; set; }
    public List<RuleRow> Order { get; set; } = [];
    public List<ReservedRow> Reserved { get; set; } = [];
}

/// <summary>A version of the rules, as typed. Lists are changed by buttons that send the form again, so that it works without script.</summary>
public sealed class RulesForm
{
    /// <summary>More than anybody would read; a form cannot be made to grow without end.</summary>
    private const int Most = 40;

    public List<RuleRow> Order { get; set; } = [];
    public RoundsRule Rounds { get; set; }
    public int? MaxPlaces { get; set; }
    public int? MaxWishes { get; set; }
    public int? AnswerDays { get; set; }
    public bool KeepQueue { get; set; }
    public List<CourseRulesForm> Courses { get; set; } = [];
    public DateOnly? InForceFrom { get; set; }
    public string? AdoptedBy { get; set; }

    public static RulesForm Of(AdmissionRules rules) => new()
    {
        Order = [.. rules.Order.Select(RuleRow.Of)],
        Rounds = rules.Rounds,
        MaxPlaces = rules.MaxPlacesPerPupil,
        MaxWishes = rules.MaxWishes,
        AnswerDays = rules.AnswerDays,
        KeepQueue = rules.KeepQueueWhenDeclining,
        Courses = [.. rules.Courses.Select(c => new CourseRulesForm { Course = c.Course, OwnOrder = c.Order is not null, Order = [.. (c.Order ?? []).Select(RuleRow.Of)], Reserved = [.. c.Reserved.Select(r => new ReservedRow { Flag = r.Flag, Places = r.Places })] })],
    };

    public AdmissionRules ToRules() => new(
        [.. Order.Select(r => r.ToRule())], Rounds, MaxPlaces, MaxWishes ?? 0, AnswerDays ?? 0, KeepQueue,
        [.. Courses.Select(c => new CourseRules(c.Course ?? "", c.OwnOrder ? [.. c.Order.Select(r => r.ToRule())] : null, [.. c.Reserved.Select(r => new ReservedSeats(r.Flag?.Trim() ?? "", r.Places ?? 0))]))]);

    /// <summary>Does what a button in the form says: <c>up:school:2</c>, <c>add:0:</c>, <c>remove-course:0:</c> …</summary>
    public void Do(string command)
    {
        if (command.Split(':') is not [var what, var where, var which]) return;
        _ = int.TryParse(which, out var index);
        var course = int.TryParse(where, out var number) && number >= 0 && number < Courses.Count ? Courses[number] : null;
        var order = where == "school" ? Order : course?.Order;
        switch (what)
        {
            case "up" when order is not null && index > 0 && index < order.Count: (order[index - 1], order[index]) = (order[index], order[index - 1]); break;
            case "down" when order is not null && index >= 0 && index < order.Count - 1: (order[index + 1], order[index]) = (order[index], order[index + 1]); break;
            case "remove" when order is not null && index >= 0 && index < order.Count: order.RemoveAt(index); break;
            case "add" when order is not null && order.Count < Most: order.Add(new RuleRow { By = Enum.GetValues<PriorityBy>().FirstOrDefault(by => by != PriorityBy.Flag && order.TrueForAll(r => r.By != by), PriorityBy.Flag) }); break;
            case "own" when course is not null: (course.OwnOrder, course.Order) = (true, [.. Order.Select(r => new RuleRow { By = r.By, Flag = r.Flag, YoungestFirst = r.YoungestFirst })]); break;
            case "not-own" when course is not null: (course.OwnOrder, course.Order) = (false, []); break;
            case "reserve" when course is not null && course.Reserved.Count < Most: course.Reserved.Add(new ReservedRow { Places = 1 }); break;
            case "unreserve" when course is not null && index >= 0 && index < course.Reserved.Count: course.Reserved.RemoveAt(index); break;
            case "add-course" when Courses.Count < Most: Courses.Add(new CourseRulesForm()); break;
            case "remove-course" when course is not null: Courses.Remove(course); break;
        }
    }
}
