using Microsoft.EntityFrameworkCore;
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
using Samspill.Host;

namespace Samspill.Data;

/// <summary>One school's database.</summary>
public sealed class SamspillDb(DbContextOptions<SamspillDb> options) : TenantDb(options)
{
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
    public DbSet<SignInCode> SignInCodes => Set<SignInCode>();
    public DbSet<LinkedIdentity> Identities => Set<LinkedIdentity>();
    public DbSet<ProviderSession> ProviderSessions => Set<ProviderSession>();
    public DbSet<OpenProvider> OpenProviders => Set<OpenProvider>();
    public DbSet<AccessToken> AccessTokens => Set<AccessToken>();
    public DbSet<Group> Groups => Set<Group>();
    public DbSet<GroupMember> GroupMembers => Set<GroupMember>();
    public DbSet<GroupTeacher> GroupTeachers => Set<GroupTeacher>();
    public DbSet<PossibleTime> PossibleTimes => Set<PossibleTime>();
    public DbSet<Carpool> Carpools => Set<Carpool>();
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

    internal override Side Side => Side.School;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<UserAccount>().HasIndex(a => a.Person).IsUnique();
        builder.Entity<RoleGrant>().Ignore(g => g.County);
        builder.Entity<Invitation>().Ignore(i => i.County);
    }
}
