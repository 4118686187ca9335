using Samspill.Domain.Admission;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>What a button in the rules' form does to its lists: <c>up:school:2</c>, <c>add:0:</c>, <c>remove-course:0:</c> …</summary>
internal static class RulesAct
{
    /// <summary>More than anybody would read; a form cannot be made to grow without end.</summary>
    private const int Most = 40;

    public static void Do(this RulesForm form, string? command)
    {
        if (command?.Split(':') is not [var what, var where, var which]) return;
        _ = int.TryParse(which, out var index);
        var course = int.TryParse(where, out var number) && number >= 0 && number < form.Courses.Count ? form.Courses[number] : null;
        var order = where == "school" ? form.Order : course?.Order;
        switch (what)
        {
            case "up" when order is not null && index > 0 && index < order.Count: (order[index - 1], order[index]) = (order[index], order[index - 1]); break;
            case "down" when order is not null && index >= 0 && index < order.Count - 1: (order[index + 1], order[index]) = (order[index], order[index + 1]); break;
            case "remove" when order is not null && index >= 0 && index < order.Count: order.RemoveAt(index); break;
            case "add" when order is not null && order.Count < Most: Add(order, course is null ? form.Add : course.Add); break;
            case "own" when course is not null: (course.OwnOrder, course.Order) = (true, [.. form.Order.Select(r => RuleRow.Of(r.ToRule()))]); break;
            case "not-own" when course is not null: (course.OwnOrder, course.Order) = (false, []); break;
            case "reserve" when course is not null && course.Reserved.Count < Most: course.Reserved.Add(new ReservedRow { Places = 1 }); break;
            case "unreserve" when course is not null && index >= 0 && index < course.Reserved.Count: course.Reserved.RemoveAt(index); break;
            case "add-course" when form.Courses.Count < Most: form.Courses.Add(new CourseRulesForm()); break;
            case "remove-course" when course is not null: form.Courses.Remove(course); break;
            case "prepare" when form.Preparatory.Count < Most: form.Preparatory.Add(null); break;
            case "unprepare" when index >= 0 && index < form.Preparatory.Count: form.Preparatory.RemoveAt(index); break;
        }
    }

    /// <summary>A sentence to add is a kind, or <c>Flag:</c> and the fact. It comes last, but before the lottery, after which nothing is left to decide.</summary>
    private static void Add(List<RuleRow> order, string? chosen)
    {
        if (chosen?.Split(':') is not [var kind, .. var rest] || !Word<PriorityBy>.TryParse(kind, out var by)) return;
        var at = order.Count > 0 && order[^1].By == PriorityBy.Lottery ? order.Count - 1 : order.Count;
        order.Insert(at, new RuleRow { By = by.Value, Flag = rest is [var fact] ? fact : null });
    }
}
