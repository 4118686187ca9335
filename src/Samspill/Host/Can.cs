using System.Collections.Frozen;
using Microsoft.AspNetCore.Authorization;
using Samspill.Domain.Access;

namespace Samspill.Host;

/// <summary>The permissions, and which role has which. Every page and endpoint names one, or says <see cref="OpenToAllAttribute"/> and why.</summary>
public static class Can
{
    /// <summary>Signed in, whoever it is: own profile, passkeys, sign out.</summary>
    public const string BeSignedIn = "be-signed-in";

    public const string SeeOwnFamily = "see-own-family";
    public const string Apply = "apply";
    public const string AnswerOffers = "answer-offers";
    public const string SeeOwnPupils = "see-own-pupils";

    /// <summary>The day of one who teaches: own lessons, who was there, being ill.</summary>
    public const string Teach = "teach";

    /// <summary>What a pupil has reached and works with: the pupil's teachers, and the office.</summary>
    public const string FollowPupils = "follow-pupils";

    /// <summary>One lesson and who is in it: the teacher and the substitute their own, the office all.</summary>
    public const string SeeLessons = "see-lessons";

    /// <summary>Groups, the week and its lessons for the whole school.</summary>
    public const string PlanWeek = "plan-week";
    public const string SeeAdmission = "see-admission";
    public const string RunAdmission = "run-admission";
    public const string DecideRules = "decide-rules";
    public const string SeePeople = "see-people";
    public const string EditPeople = "edit-people";
    public const string ApplyForOthers = "apply-for-others";
    public const string EditCatalogue = "edit-catalogue";
    public const string EditSchool = "edit-school";
    public const string ImportSchool = "import-school";
    public const string ExportLists = "export-lists";

    /// <summary>Have a decision as a letter: the family its own, the office all that it may see.</summary>
    public const string ReadDecisions = "read-decisions";
    public const string PrintLetters = "print-letters";
    public const string AnswerComplaints = "answer-complaints";
    public const string SeeMessages = "see-messages";

    /// <summary>Write to many families at once.</summary>
    public const string SendMessages = "send-messages";

    /// <summary>Work with the national report: figures, the lists behind them, remarks.</summary>
    public const string ReportGsi = "report-gsi";
    public const string DeliverGsi = "deliver-gsi";
    public const string SeeKostra = "see-kostra";

    /// <summary>Publish statistics for everybody: the school its own, the council the nation's.</summary>
    public const string PublishStatistics = "publish-statistics";

    /// <summary>Which children are reached, the table of population, and the advisers on hours and centres.</summary>
    public const string SeeReach = "see-reach";

    /// <summary>Ask families, pupils and teachers, and read what they answered as figures.</summary>
    public const string RunSurveys = "run-surveys";
    public const string InviteStaff = "invite-staff";
    public const string ReadAudit = "read-audit";

    /// <summary>Say that the school becomes a part of another, and take in one that has said so.</summary>
    public const string MergeSchools = "merge-schools";

    /// <summary>See people with address protection. Given by an explicit grant only.</summary>
    public const string SeeProtected = "see-protected";

    /// <summary>Read plans; at the council also what counties do, at a school its own plan.</summary>
    public const string SeeStrategy = "see-strategy";

    /// <summary>The council: the plan of one's own county, and its activities.</summary>
    public const string WorkForCounty = "work-for-county";

    /// <summary>Write and adopt the plan: the nation's at the council, the school's own at a school.</summary>
    public const string SetStrategy = "set-strategy";

    /// <summary>The council: ask counties for reports, sum up and publish.</summary>
    public const string RunReporting = "run-reporting";

    /// <summary>The council: let advisers in, and end their roles.</summary>
    public const string InviteAdvisers = "invite-advisers";

    private static readonly string[] OfOffice =
        [BeSignedIn, SeeAdmission, RunAdmission, SeePeople, EditPeople, ApplyForOthers, EditCatalogue, EditSchool, ImportSchool, ExportLists, SeeMessages, SendMessages, ReadDecisions, PrintLetters, AnswerComplaints, PlanWeek, SeeLessons, FollowPupils, ReportGsi, SeeKostra, RunSurveys, SeeReach, SeeStrategy];

    private static readonly FrozenDictionary<Role, FrozenSet<string>> ByRole = new Dictionary<Role, string[]>
    {
        [Role.Guardian] = [BeSignedIn, SeeOwnFamily, ReadDecisions, Apply, AnswerOffers],
        [Role.Pupil] = [BeSignedIn, SeeOwnFamily, ReadDecisions],
        [Role.Teacher] = [BeSignedIn, SeeOwnPupils, Teach, SeeLessons, FollowPupils],
        [Role.Office] = OfOffice,
        [Role.Principal] = [.. OfOffice, DecideRules, InviteStaff, ReadAudit, MergeSchools, DeliverGsi, SetStrategy, PublishStatistics],
        [Role.Economy] = [BeSignedIn, SeeAdmission, SeeKostra],
        [Role.Coordinator] = [BeSignedIn, SeeAdmission],
        [Role.ProtectionHandler] = [BeSignedIn, SeeProtected],
        [Role.RegionalAdviser] = [BeSignedIn, SeeStrategy, WorkForCounty],
        [Role.NationalCouncil] = [BeSignedIn, SeeStrategy, SetStrategy, InviteAdvisers, ReadAudit, RunReporting, PublishStatistics],
    }.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToFrozenSet());

    /// <summary>All permissions there are.</summary>
    public static IReadOnlySet<string> All { get; } = typeof(Can).GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!).ToFrozenSet();

    /// <summary>What a role may do.</summary>
    public static IReadOnlySet<string> Of(Role role) => ByRole[role];
}

/// <summary>Open without signing in, for a reason that is said.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OpenToAllAttribute(string why) : AllowAnonymousAttribute
{
    public string Why => why;
}
