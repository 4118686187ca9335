using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Domain.People;
using Samspill.Features.Messages;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>What happened to a lesson.</summary>
public enum NewsKind { Moved, Cancelled, Back, Extra, Substitute }

/// <summary>One change to tell: what it was and what it is.</summary>
/// <param name="Title">The group's name or the course's: never a pupil's.</param>
/// <param name="Who">Who gives it, for <see cref="NewsKind.Substitute"/>.</param>
/// <param name="Absent">Pupils whose family had said that they would be away on the old day: that does not go for the new one.</param>
public sealed record LessonNews(NewsKind Kind, GroupId Group, string Title, DateOnly WasOn, TimeOnly WasAt, DateOnly Date, TimeOnly Start, string Place, StaffId Teacher, string? Who = null, CancelCause? Cause = null, IReadOnlySet<PersonId>? Absent = null);

/// <summary>Tells families and teachers what happened to lessons: each pupil's receivers once, with all that concerns the pupil in one message; a text message too when a lesson of today or tomorrow is cancelled.</summary>
/// <remarks>Written into the caller's transaction: told if it happened, not told if it did not.</remarks>
public sealed class TellOfChanges(SamspillDb db, Actor actor, Outbox outbox, Texts texts, TimeProvider clock)
{
    /// <summary>More lines than this are summed up: the page has them all.</summary>
    private const int MostLines = 6;

    /// <summary>Four queries, however many lessons and pupils.</summary>
    public async Task RunAsync(IReadOnlyList<LessonNews> news, CancellationToken ct)
    {
        if (news.Count == 0) return;
        var (groups, today) = (news.Select(n => n.Group).Distinct().ToList(), Oslo.Today(clock));
        var members = await db.GroupMembers.AsNoTracking().Where(m => groups.Contains(m.Group) && (m.To == null || m.To >= today)).ToListAsync(ct);
        var concerned = db.GroupMembers.Where(m => groups.Contains(m.Group) && (m.To == null || m.To >= today)).Select(m => m.Pupil);
        var pupils = await db.People.AsNoTracking().Where(p => concerned.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var receivers = await db.ReceiversAsync(concerned, today, ct);
        foreach (var pupil in pupils.Values.OrderBy(p => p.Id.Value))
        {
            var about = news.Where(n => members.Exists(m => m.Pupil == pupil.Id && m.Group == n.Group && m.From <= n.Date && (m.To == null || m.To >= n.WasOn))).ToList();
            if (about.Count == 0) continue;
            var urgent = about.Exists(n => n.Kind == NewsKind.Cancelled && n.WasOn >= today && n.WasOn <= today.AddDays(1));
            foreach (var receiver in receivers[pupil.Id])
            {
                var lines = Lines(about, Languages.Known(receiver.Language));
                if (about.Exists(n => n.Absent?.Contains(pupil.Id) == true)) lines = $"{lines}\n{outbox.In(receiver)["lesson-news.absence-gone"]}";
                object[] facts = [pupil.GivenName, lines, new PageLink($"/timer/{pupil.Id.Value}")];
                if (urgent) outbox.TellAtOnce(receiver, AboutOf(about), pupil, facts);
                else outbox.Tell(receiver, AboutOf(about), pupil, facts);
            }
        }
    }

    /// <summary>Tells those who teach, when somebody else did it.</summary>
    /// <param name="to">Whom each change concerns.</param>
    public async Task StaffAsync(IReadOnlyList<(StaffId To, LessonNews News)> news, CancellationToken ct)
    {
        var ids = news.Select(n => n.To).Where(s => s != actor.Staff).Distinct().ToList();
        if (ids.Count == 0) return;
        var staff = await db.Staff.Where(s => ids.Contains(s.Id)).Join(db.People.AsNoTracking(), s => s.Person, p => p.Id, (s, p) => new { s.Id, Person = p }).ToListAsync(ct);
        foreach (var teacher in staff.OrderBy(s => s.Id.Value))
            outbox.Tell(teacher.Person, "lesson-staff", null, Lines([.. news.Where(n => n.To == teacher.Id).Select(n => n.News)], Languages.Known(teacher.Person.Language)), new PageLink("/min-uke"));
    }

    private static string AboutOf(IReadOnlyList<LessonNews> news) => news.All(n => n.Kind == news[0].Kind) ? $"lesson-{news[0].Kind.ToString().ToLowerInvariant()}" : "lesson-changes";

    private string Lines(IReadOnlyList<LessonNews> news, string language)
    {
        var said = texts.In(language);
        var lines = news.OrderBy(n => n.WasOn).ThenBy(n => n.WasAt).Take(MostLines)
            .Select(n => said[$"lesson-news.{n.Kind.ToString().ToLowerInvariant()}", n.Title, n.WasOn, n.WasAt, n.Date, n.Start, n.Place, n.Who ?? "", n.Cause is { } cause ? said[$"lesson.cause.{cause.ToString().ToLowerInvariant()}"] : ""]);
        var more = news.Count - MostLines;
        return string.Join('\n', more > 0 ? lines.Append(said["lesson-news.more", more]) : lines);
    }
}
