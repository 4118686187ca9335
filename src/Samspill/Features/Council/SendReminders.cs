using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Access;
using Samspill.Domain.Strategy;
using Samspill.Features.Reporting;
using Samspill.Features.Shared;
using Samspill.Features.Strategy;
using Samspill.Gateways;
using Samspill.Gateways.Mail;
using Samspill.Host;
using Samspill.Jobs;

namespace Samspill.Features.Council;

/// <summary>Mails advisers what waits for them: reports that are not handed in, agreements to review or renew. One mail a day at most, and only when there is something that the one before did not say.</summary>
/// <remarks>
/// Several nodes may run it at once: who writes the day's row sends. A mail that was not taken is given back to the next time;
/// a program that is killed between the receiving side's yes and our note of it sends again, with the same id.
/// </remarks>
public sealed class SendReminders(CouncilDb db, IMailSender mail, ServerOptions options, Texts texts, TimeProvider clock) : ICouncilJob
{
    private const int MostGrants = 2000, MostReports = 1000, MostLines = 30;

    // Longer than any sender waits, so that a claim lapses only when its holder is gone, and shorter than the hour to the next time.
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(10);

    // Days to a deadline from which it is told, and told again; below 0 when it is past.
    private static readonly int[] Steps = [14, 7, 1, -1, -7];

    /// <param name="Last">The newest mail to it; null when there is none.</param>
    private sealed record Adviser(Guid Account, string Name, string Email, string? Language, IReadOnlySet<string> Counties, ReminderMail? Last);

    /// <param name="Keys">What is new about it when it was not said before.</param>
    /// <param name="Say">In the language that is spoken when it is asked.</param>
    private sealed record Line(string County, IReadOnlyList<string> Keys, Func<string> Say);

    public async Task RunAsync(OpenCouncil council, CancellationToken ct)
    {
        var today = Oslo.Today(clock);
        await ForgetLapsedAsync(ct);
        var advisers = await AdvisersAsync(today, ct);
        if (advisers.Count == 0) return;
        var lines = await LinesAsync([.. advisers.SelectMany(a => a.Counties).Distinct()], today, ct);
        foreach (var adviser in advisers.Where(a => a.Last?.Day != today))
        {
            var due = lines.Where(l => adviser.Counties.Contains(l.County)).Take(MostLines).ToList();
            if (!due.SelectMany(l => l.Keys).Except(adviser.Last?.Told ?? []).Any()) continue;
            if (!await SendAsync(council, adviser, due, today, ct)) return;
        }
    }

    /// <summary>What a killed program had begun is anybody's again.</summary>
    private async Task ForgetLapsedAsync(CancellationToken ct)
    {
        var lapsed = clock.GetUtcNow() - Claim;
        await using var work = await db.BeginAsync(ct);
        await db.ReminderMails.Where(m => m.SettledAt == null && m.ClaimedAt < lapsed).ExecuteDeleteAsync(ct);
        await work.CommitAsync(ct);
    }

    private async Task<List<Adviser>> AdvisersAsync(DateOnly today, CancellationToken ct)
    {
        var grants = await db.Grants.Where(g => g.Role == Role.RegionalAdviser && g.County != null && g.From <= today && (g.To == null || g.To >= today))
            .Join(db.Users.Where(u => u.Email != null), g => g.Account, u => u.Id, (g, u) => new { g.Account, u.DisplayName, u.Email, u.Language, g.County })
            .OrderBy(x => x.Account).Take(MostGrants).ToListAsync(ct);
        var accounts = grants.Select(g => g.Account).Distinct().ToList();
        var last = await db.ReminderMails.AsNoTracking().Where(m => accounts.Contains(m.Account) && !db.ReminderMails.Any(later => later.Account == m.Account && later.Day > m.Day)).ToDictionaryAsync(m => m.Account, ct);
        return [.. grants.GroupBy(g => (g.Account, g.DisplayName, g.Email, g.Language))
            .Select(of => new Adviser(of.Key.Account, of.Key.DisplayName, of.Key.Email!, of.Key.Language, of.Select(g => g.County!).ToHashSet(), last.GetValueOrDefault(of.Key.Account)))];
    }

    /// <summary>All that counties have to be told; the most urgent first.</summary>
    private async Task<List<Line>> LinesAsync(List<string> counties, DateOnly today, CancellationToken ct)
    {
        var reports = await db.ReportRemindersAsync(counties, MostReports, today, ct);
        var agreements = await Reminders.AgreementsAsync(db, counties, today, ct);
        return
        [
            .. reports.Select(r => new Line(r.Number, [.. KeysOf(r)], () => Say(r))).Where(l => l.Keys.Count > 0),
            .. agreements.Select(a => new Line(a.Agreement.County, [$"agreement {a.Agreement.Id.Value:N} {a.Due.Task} {a.Due.On.DayNumber}"], () => Say(a))),
        ];
    }

    private static IEnumerable<string> KeysOf(ReportReminder report)
    {
        if (Array.FindLastIndex(Steps, days => report.DaysLeft <= days) is >= 0 and var step) yield return $"report {report.Report.Value:N} {step}";
        if (report.RemindedAt is { } at) yield return $"report {report.Report.Value:N} reminded {at.UtcTicks}";
    }

    /// <summary>False when the mail server cannot be talked with: the rest waits for the next time.</summary>
    private async Task<bool> SendAsync(OpenCouncil council, Adviser adviser, List<Line> due, DateOnly today, CancellationToken ct)
    {
        var claimed = new ReminderMail(adviser.Account, today, [.. due.SelectMany(l => l.Keys)], clock.GetUtcNow());
        db.ReminderMails.Add(claimed);
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException lost) when (lost.IsLostRace()) // another node sends it
        {
            db.ChangeTracker.Clear();
            return true;
        }
        var went = await mail.SendAsync(council, Write(council, adviser, due, today), ct);
        if (went.Answer is Answer.Down or Answer.Later) db.ReminderMails.Remove(claimed);
        else claimed.Settle(clock.GetUtcNow());
        if (went.Answer is Answer.Refused or Answer.NoSuchReceiver) db.Note("reminder-refused", $"UserAccount {adviser.Account}");
        await db.SaveChangesAsync(CancellationToken.None); // what became of it is noted even when the program is stopping
        return went.Answer != Answer.Down;
    }

    private OutgoingMail Write(OpenCouncil council, Adviser adviser, List<Line> due, DateOnly today) => Languages.Speaking(Languages.Known(adviser.Language), () => new OutgoingMail(
        IdOf(adviser.Account, today), adviser.Email, texts["reminder.subject", council.Name],
        string.Join("\n\n", texts["reminder.hello", adviser.Name], string.Join('\n', due.Select(l => $"- {l.Say()}")), texts["reminder.where", $"{options.PublicUrl}/{council.Slug}"])));

    /// <summary>The same at every attempt of a day, so that a receiver can drop a double.</summary>
    private static MessageId IdOf(Guid account, DateOnly day) => new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{account:N} {day.DayNumber}"))[..16]));

    private string Say(ReportReminder owed)
    {
        var days = owed.DaysLeft < 0 ? texts["reporting.overdue", -owed.DaysLeft] : texts["reporting.days-left", owed.DaysLeft, Show.Date(owed.Deadline)];
        var reminded = owed.RemindedAt is { } at ? " " + texts["reporting.reminded-at", Show.Date(Oslo.DayOf(at))] : "";
        return $"{texts["reporting.owed.line", owed.Round, owed.County]}. {days}{reminded}";
    }

    private string Say(AgreementReminder reminder)
    {
        var (agreement, due) = reminder;
        return $"{texts[due.Task == AgreementTask.Review ? "agreement.due.review" : "agreement.due.renew", agreement.Name]} {texts["agreement.due.by", Show.Date(due.On), agreement.Responsible]}";
    }
}
