using Samspill.Planning.Timetable;

namespace Samspill.Bench.Timetable;

/// <summary>What happens to a published week: each disturbance is a change to the problem.</summary>
internal static class Disturbances
{
    /// <summary>A teacher is gone for good; a substitute, free somewhat later and longer on the same days, takes what no colleague may.</summary>
    public static TimetableProblem TeacherOut(TimetableProblem problem, Random random)
    {
        var gone = One(problem.Lessons.Where(l => l.Previous is not null).Select(l => l.Previous!.Teacher).Distinct().Order(StringComparer.Ordinal).ToList(), random);
        var teacher = problem.Teachers.First(t => t.Id == gone);
        var late = One([0, 15, 30, 60], random);
        var substitute = teacher with { Id = $"{gone}-substitute", Available = [.. teacher.Available.Select(w => w with { From = w.From + late, To = w.To + 90 })] };
        return problem with
        {
            Teachers = [.. problem.Teachers.Where(t => t.Id != gone), substitute],
            Lessons = [.. problem.Lessons.Select(l => !l.Teachers.Contains(gone) ? l : l with { Teachers = l.Teachers.Count > 1 ? [.. l.Teachers.Where(t => t != gone)] : [substitute.Id] })],
        };
    }

    /// <summary>So many at once: of a hundred, 21 rooms closed for a day, 25 times lost, the others pupils who come or whose times are others.</summary>
    public static TimetableProblem Mixed(TimetableProblem problem, Random random, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var draw = random.Next(98);
            problem = draw < 21 ? RoomClosed(problem, random) : draw < 46 ? TimeLost(problem, random) : Enrolment(problem, random);
        }
        return problem;
    }

    private static TimetableProblem RoomClosed(TimetableProblem problem, Random random)
    {
        var slot = One(problem.Lessons.Where(l => l.Previous is not null).Select(l => l.Previous!).ToList(), random);
        return problem with { Rooms = [.. problem.Rooms.Select(r => r.Id != slot.Room ? r : r with { Open = [.. r.Open.Where(w => w.Day != slot.Day)] })] };
    }

    // The first hour and a half of a teacher's day.
    private static TimetableProblem TimeLost(TimetableProblem problem, Random random)
    {
        var teacher = One(problem.Teachers.Where(t => t.Available.Count > 0).ToList(), random);
        var window = One(teacher.Available, random);
        var later = window with { From = window.From + 90 };
        return problem with { Teachers = [.. problem.Teachers.Select(t => t.Id != teacher.Id ? t : t with { Available = [.. t.Available.Where(w => w != window), .. later.From < later.To ? new[] { later } : []] })] };
    }

    // Half of them are new: a lesson like another one, with a pupil of the same times. The others can no longer on the day they had.
    private static TimetableProblem Enrolment(TimetableProblem problem, Random random)
    {
        var lesson = One(problem.Lessons.Where(l => l.Previous is not null && l.Pupils.Count == 1 && problem.Pupils.First(p => p.Id == l.Pupils[0]).Available is { Count: > 1 }).ToList(), random);
        var pupil = problem.Pupils.First(p => p.Id == lesson.Pupils[0]);
        if (random.Next(2) == 0)
        {
            var id = $"new{problem.Lessons.Count}";
            return problem with { Pupils = [.. problem.Pupils, pupil with { Id = id }], Lessons = [.. problem.Lessons, lesson with { Id = id, Pupils = [id], Previous = null, Fixed = null }] };
        }
        return problem with { Pupils = [.. problem.Pupils.Select(p => p.Id != pupil.Id ? p : p with { Available = [.. p.Available!.Where(w => w.Day != lesson.Previous!.Day)] })] };
    }

    private static T One<T>(IReadOnlyList<T> of, Random random) => of[random.Next(of.Count)];
}
