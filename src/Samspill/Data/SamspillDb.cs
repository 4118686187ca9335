using System.Data;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Complaints;
using Samspill.Domain.Curriculum;
using Samspill.Domain.Families;
using Samspill.Domain.Groups;
using Samspill.Domain.Gsi;
using Samspill.Domain.Lessons;
using Samspill.Domain.Letters;
using Samspill.Domain.Messages;
using Samspill.Domain.People;
using Samspill.Domain.School;
using Samspill.Domain.Timetables;
using Samspill.Domain.WorkingTime;
using Samspill.Domain.Yearly;
using Samspill.Features.Access;
using Samspill.Features.Audit;
using Samspill.Host;

namespace Samspill.Data;

/// <summary>One school's database. Every change that is saved leaves its audit entry in the same transaction.</summary>
public sealed class SamspillDb(DbContextOptions<SamspillDb> options) : IdentityUserContext<UserAccount, Guid>(options)
{
    private Lease lease = Lease.None;

    public DbSet<SchoolProfile> Profile => Set<SchoolProfile>();
    public DbSet<SchoolYear> SchoolYears => Set<SchoolYear>();
    public DbSet<Site> Sites => Set<Site>();
    public DbSet<Room> Rooms => Set<Room>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<Guardianship> Guardianships => Set<Guardianship>();
    public DbSet<Staff> Staff => Set<Staff>();
    public DbSet<Course> Courses => Set<Course>();
    public DbSet<CourseSite> CourseSites => Set<CourseSite>();
    public DbSet<RuleSet> RuleSets => Set<RuleSet>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<Submission> Submissions => Set<Submission>();
    public DbSet<ChildStatement> Statements => Set<ChildStatement>();
    public DbSet<Application> Applications => Set<Application>();
    public DbSet<AdmissionRound> Rounds => Set<AdmissionRound>();
    public DbSet<Run> Runs => Set<Run>();
    public DbSet<Scenario> Scenarios => Set<Scenario>();
    public DbSet<PassOver> PassOvers => Set<PassOver>();
    public DbSet<BothOrNone> BothOrNone => Set<BothOrNone>();
    public DbSet<SetAside> SetAsides => Set<SetAside>();
    public DbSet<Decision> Decisions => Set<Decision>();
    public DbSet<Offer> Offers => Set<Offer>();
    public DbSet<Place> Places => Set<Place>();
    public DbSet<ConfirmationRound> ConfirmationRounds => Set<ConfirmationRound>();
    public DbSet<Confirmation> Confirmations => Set<Confirmation>();
    public DbSet<LeaveOfAbsence> Leaves => Set<LeaveOfAbsence>();
    public DbSet<PlaceChange> PlaceChanges => Set<PlaceChange>();
    public DbSet<AgeNotice> AgeNotices => Set<AgeNotice>();
    public DbSet<GuardianInvitation> GuardianInvitations => Set<GuardianInvitation>();
    public DbSet<LetterTemplate> LetterTemplates => Set<LetterTemplate>();
    public DbSet<LetterJob> LetterJobs => Set<LetterJob>();
    public DbSet<LetterFile> LetterFiles => Set<LetterFile>();
    public DbSet<Complaint> Complaints => Set<Complaint>();
    public DbSet<ComplaintAnswer> ComplaintAnswers => Set<ComplaintAnswer>();
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<BulkMessage> Bulks => Set<BulkMessage>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<MessageSettings> MessageSettings => Set<MessageSettings>();
    public DbSet<RoleGrant> Grants => Set<RoleGrant>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<SignInCode> SignInCodes => Set<SignInCode>();
    public DbSet<LinkedIdentity> Identities => Set<LinkedIdentity>();
    public DbSet<ProviderSession> ProviderSessions => Set<ProviderSession>();
    public DbSet<OpenProvider> OpenProviders => Set<OpenProvider>();
    public DbSet<AccessToken> AccessTokens => Set<AccessToken>();
    public DbSet<KeptForm> KeptForms => Set<KeptForm>();
    public DbSet<Group> Groups => Set<Group>();
    public DbSet<GroupMember> GroupMembers => Set<GroupMember>();
    public DbSet<GroupTeacher> GroupTeachers => Set<GroupTeacher>();
    public DbSet<PossibleTime> PossibleTimes => Set<PossibleTime>();
    public DbSet<SiteHours> SiteHours => Set<SiteHours>();
    public DbSet<WeekPlan> WeekPlans => Set<WeekPlan>();
    public DbSet<PlannedLesson> PlannedLessons => Set<PlannedLesson>();
    public DbSet<TimetableRun> TimetableRuns => Set<TimetableRun>();
    public DbSet<RoomLoan> RoomLoans => Set<RoomLoan>();
    public DbSet<SiteTerms> SiteTerms => Set<SiteTerms>();
    public DbSet<Lesson> Lessons => Set<Lesson>();
    public DbSet<Attendance> Attendance => Set<Attendance>();
    public DbSet<StaffAbsence> StaffAbsences => Set<StaffAbsence>();
    public DbSet<LessonSettings> LessonSettings => Set<LessonSettings>();
    public DbSet<CalendarFeed> CalendarFeeds => Set<CalendarFeed>();
    public DbSet<LocalCurriculum> Curricula => Set<LocalCurriculum>();
    public DbSet<ReachedGoal> ReachedGoals => Set<ReachedGoal>();
    public DbSet<RepertoirePiece> RepertoirePieces => Set<RepertoirePiece>();
    public DbSet<PathNote> PathNotes => Set<PathNote>();
    public DbSet<WorkRules> WorkRules => Set<WorkRules>();
    public DbSet<PositionChange> PositionChanges => Set<PositionChange>();
    public DbSet<WorkEntry> WorkEntries => Set<WorkEntry>();
    public DbSet<GsiYear> GsiYears => Set<GsiYear>();
    public DbSet<GsiEntry> GsiEntries => Set<GsiEntry>();
    public DbSet<GsiRemark> GsiRemarks => Set<GsiRemark>();
    public DbSet<GsiDelivery> GsiDeliveries => Set<GsiDelivery>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<AuditSeal> AuditSeals => Set<AuditSeal>();

    /// <summary>Hands the pooled context to one piece of work: on whose behalf, for which school, by which clock.</summary>
    internal SamspillDb LeaseTo(Lease to)
    {
        (lease, AuditRows) = (to, true);
        return this;
    }

    /// <summary>The actor may be known only after the context was handed out (signing in reads the database).</summary>
    internal void ActAs(Actor actor) => lease = lease with { Actor = actor };

    /// <summary>Notes that sensitive data was looked at, or that something happened which no row tells. Saved with the next save.</summary>
    public void Note(string action, string subject, string? detail = null) =>
        AuditEntries.Add(new AuditEntry(lease.Clock.GetUtcNow(), lease.Actor, action, subject, detail));

    /// <summary>Bulk work (an import) writes one audit entry of its own instead of one a row.</summary>
    public bool AuditRows { get; set; }

    /// <summary>A transaction that writes. On SQLite writers queue here instead of sleeping inside the provider.</summary>
    /// <remarks>Inside another it is a part of it: committed with the whole, or taken back alone.</remarks>
    /// <param name="isolation">Unspecified is read committed on PostgreSQL; SQLite is serializable whatever is asked.</param>
    public async Task<UnitOfWork> BeginAsync(CancellationToken ct, IsolationLevel isolation = IsolationLevel.Unspecified)
    {
        if (Database.CurrentTransaction is { } whole) return await UnitOfWork.InsideAsync(whole, ct);
        var gate = await lease.Gate.EnterAsync(ct);
        try { return new UnitOfWork(await Database.BeginTransactionAsync(isolation, ct), gate); }
        catch { gate.Dispose(); throw; }
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (AuditRows) AuditTrail.Collect(this, lease);
        if (Database.CurrentTransaction is not null || !ChangeTracker.HasChanges()) return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        using var gate = await lease.Gate.EnterAsync(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Save asynchronously: the write gate must not block a thread.");

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => Conventions.Apply(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        if (Database.IsNpgsql()) builder.HasCollation("norsk", locale: "nb-NO-x-icu", provider: "icu", deterministic: true);
        builder.ApplyConfigurationsFromAssembly(typeof(SamspillDb).Assembly, table => table.Namespace?.StartsWith("Samspill.Features", StringComparison.Ordinal) == true);
    }
}

/// <summary>On whose behalf a context works.</summary>
internal sealed record Lease(Actor Actor, TimeProvider Clock, WriteGate Gate)
{
    public static readonly Lease None = new(Actor.System, TimeProvider.System, WriteGate.Open);
}

/// <summary>A transaction and, on SQLite, the turn to write; or a part of one, from a savepoint. Not committed means rolled back.</summary>
public sealed class UnitOfWork(IDbContextTransaction transaction, IDisposable? gate) : IAsyncDisposable
{
    private string? savepoint;
    private bool committed;

    internal static async Task<UnitOfWork> InsideAsync(IDbContextTransaction whole, CancellationToken ct)
    {
        var part = new UnitOfWork(whole, null) { savepoint = $"part_{Guid.CreateVersion7():N}" };
        await whole.CreateSavepointAsync(part.savepoint, ct);
        return part;
    }

    public async Task CommitAsync(CancellationToken ct)
    {
        if (savepoint is null) await transaction.CommitAsync(ct);
        else await transaction.ReleaseSavepointAsync(savepoint, ct);
        committed = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (savepoint is null) await transaction.DisposeAsync();
        else if (!committed) await transaction.RollbackToSavepointAsync(savepoint);
        gate?.Dispose();
    }
}

/// <summary>Lets one writer at a time through (SQLite), or all (PostgreSQL).</summary>
public sealed class WriteGate
{
    public static readonly WriteGate Open = new(null);
    private readonly SemaphoreSlim? turn;

    private WriteGate(SemaphoreSlim? turn) => this.turn = turn;

    public static WriteGate OneAtATime() => new(new SemaphoreSlim(1));

    public async Task<IDisposable> EnterAsync(CancellationToken ct)
    {
        if (turn is null) return new Turn(null);
        await turn.WaitAsync(ct);
        return new Turn(turn);
    }

    private sealed class Turn(SemaphoreSlim? turn) : IDisposable
    {
        private SemaphoreSlim? held = turn;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
