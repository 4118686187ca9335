using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Domain.School;
using Samspill.Features.Admission;
using Samspill.Features.Messages;
using Samspill.Host;

namespace Samspill.Features.Rooms;

/// <summary>Asks for a room, answers, and takes back. A room is lent only when nobody has a lesson or another loan there.</summary>
public sealed class LendRooms(SamspillDb db, Actor actor, Outbox outbox, TimeProvider clock)
{
    /// <summary>Most loans that one account may have ahead.</summary>
    public const int Most = 20;

    public async Task<Outcome<RoomLoanId>> AskAsync(RoomId room, DateOnly date, TimeOnly from, TimeOnly to, string purpose, CancellationToken ct)
    {
        if (actor.Account is not { } account || !await db.Rooms.AnyAsync(r => r.Id == room, ct)) return RoomLoanRejections.NotFound;
        var today = Oslo.Today(clock);
        if (RoomLoan.Ask(room, date, from, to, purpose, account, actor.Person, clock.Wall(), clock.GetUtcNow()).Refused(out var why, out var loan)) return why;
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (await db.RoomLoans.CountAsync(l => l.Account == account && l.Date >= today && (l.State == LoanState.Asked || l.State == LoanState.Approved), ct) >= Most) return new Rejection(RoomLoanRejections.TooMany.Code, Most);
        if (await TakenAsync(loan, ct) is { } taken) return taken;
        // Pressed twice is asked once.
        if (await db.RoomLoans.Where(l => l.Account == account && l.Room == room && l.Date == date && l.From == from && l.To == to && l.State == LoanState.Asked).Select(l => (RoomLoanId?)l.Id).FirstOrDefaultAsync(ct) is { } before) return before;
        db.RoomLoans.Add(loan);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return loan.Id;
    }

    /// <summary>Answers, and tells the one who asked. An approved loan can be refused later: the school needs the room.</summary>
    public async Task<Outcome<Done>> AnswerAsync(RoomLoanId id, bool yes, string answer, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (await db.RoomLoans.SingleOrDefaultAsync(l => l.Id == id, ct) is not { } loan) return RoomLoanRejections.NotFound;
        if (yes && loan.State == LoanState.Asked && await TakenAsync(loan, ct) is { } taken) return taken;
        if ((yes ? loan.Approve(answer, clock.Wall(), clock.GetUtcNow()) : loan.Refuse(answer, clock.GetUtcNow())).Refused(out var why)) return why;
        if (loan.Person is { } asker && await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == asker, ct) is { } person)
        {
            var place = await db.Rooms.Where(r => r.Id == loan.Room).Join(db.Sites, r => r.Site, s => s.Id, (r, s) => s.Name + ", " + r.Name).SingleAsync(ct);
            outbox.Tell(person, yes ? "room-approved" : "room-refused", null, place, loan.Date, loan.From, loan.To, answer, new PageLink("/rom/lan"));
        }
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>One's own is not wanted any more.</summary>
    public async Task<Outcome<Done>> WithdrawAsync(RoomLoanId id, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (await db.RoomLoans.SingleOrDefaultAsync(l => l.Id == id && l.Account == actor.Account, ct) is not { } loan) return RoomLoanRejections.NotFound;
        loan.Withdraw();
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    private async Task<Rejection?> TakenAsync(RoomLoan loan, CancellationToken ct)
    {
        var (room, date) = (loan.Room, loan.Date);
        var lessons = await db.Lessons.Where(l => l.Room == room && l.Date == date && l.State != LessonState.Cancelled).Select(l => new { l.Start, l.Minutes }).ToListAsync(ct);
        var loans = await db.RoomLoans.AsNoTracking().Where(l => l.Room == room && l.Date == date && l.State == LoanState.Approved && l.Id != loan.Id).ToListAsync(ct);
        (TimeOnly From, TimeOnly To)? by = lessons.Where(l => l.Start < loan.To && loan.From < l.Start.AddMinutes(l.Minutes)).Select(l => ((TimeOnly, TimeOnly)?)(l.Start, l.Start.AddMinutes(l.Minutes))).FirstOrDefault()
            ?? loans.Where(l => l.Meets(loan.From, loan.To)).Select(l => ((TimeOnly, TimeOnly)?)(l.From, l.To)).FirstOrDefault();
        return by is { } taken ? new Rejection(RoomLoanRejections.Taken.Code, taken.From, taken.To) : null;
    }
}
