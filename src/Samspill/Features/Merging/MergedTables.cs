using System.Collections.Frozen;

namespace Samspill.Features.Merging;

/// <summary>What is done with every table when a school becomes a part of another. A table that is not here is found by a test, and no merge is begun.</summary>
internal static class MergedTables
{
    /// <summary>Tables whose rows come over. A row that is there already, or that cannot stand beside the school's own, is said with the reason.</summary>
    public static readonly FrozenSet<string> Come = FrozenSet.ToFrozenSet(
    [
        "school_site", "school_room", "school_year", "school_term", "school_free_period",
        "people_person", "people_guardianship", "people_staff",
        "catalogue_course", "catalogue_course_site",
        "admission_rule_set", "admission_round", "admission_scenario", "admission_run", "admission_draft", "admission_submission", "admission_statement", "admission_application",
        "admission_pass_over", "admission_both_or_none", "admission_set_aside", "admission_decision", "admission_offer", "admission_place",
        "yearly_confirmation_round", "yearly_confirmation", "yearly_leave", "yearly_place_change", "yearly_age_notice",
        "families_invitation", "families_invited_pupil",
        "groups_group", "groups_member", "groups_teacher", "groups_possible_time", "groups_carpool", "groups_site_hours",
        "timetables_plan", "timetables_lesson", "rooms_loan", "rooms_terms",
        "lessons_lesson", "lessons_attendance", "lessons_staff_absence", "lessons_feed",
        "curriculum_curriculum", "curriculum_reached", "curriculum_piece", "curriculum_note",
        "workingtime_position", "workingtime_entry",
        "letters_job", "letters_file", "complaints_complaint", "complaints_answer",
        "messages_bulk", "messages_message", "messages_contact",
        "surveys_survey", "surveys_invitation", "surveys_answer", "surveys_named_answer",
        "AspNetUsers", "AspNetUserPasskeys", "access_grant", "access_identity",
    ], StringComparer.Ordinal);

    /// <summary>Tables that stay whole at the old school, with the word for why (<c>merging.stays.…</c> in the texts).</summary>
    public static readonly FrozenDictionary<string, string> Stay = new Dictionary<string, string>
    {
        ["school_profile"] = "own", ["letters_template"] = "own", ["messages_settings"] = "own", ["lessons_settings"] = "own", ["workingtime_rules"] = "own", ["access_provider"] = "own",
        ["audit_entry"] = "trail", ["audit_seal"] = "trail",
        ["merging_handover"] = "trail", ["merging_offer"] = "trail", ["merging_merge"] = "trail", ["merging_answer"] = "trail",
        ["gsi_year"] = "reported", ["gsi_entry"] = "reported", ["gsi_remark"] = "reported", ["gsi_delivery"] = "reported",
        ["statistics_snapshot"] = "reported", ["statistics_receiver"] = "keys", ["statistics_key"] = "keys",
        ["timetables_run"] = "kept", ["advice_asked"] = "asked", ["reach_inhabitants"] = "population", ["strategy_plan"] = "plan", ["strategy_answer"] = "plan",
        ["access_token"] = "keys", ["access_invitation"] = "keys", ["access_sign_in_code"] = "passing", ["access_kept_form"] = "passing", ["access_provider_session"] = "passing", ["api_kept_reply"] = "passing",
        ["AspNetUserClaims"] = "unused", ["AspNetUserLogins"] = "unused", ["AspNetUserTokens"] = "unused",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Codes that are unique at a school: one that is taken here is told apart by the school it comes from.</summary>
    public static readonly (string Table, string Column, int Longest)[] Codes =
    [
        ("school_site", "Code", 100), ("school_room", "Code", 100), ("people_person", "PupilCode", 100), ("people_person", "GuardianCode", 100), ("people_staff", "Code", 100),
        ("catalogue_course", "Code", 100), ("admission_submission", "Receipt", 20), ("admission_application", "Code", 100), ("complaints_complaint", "Code", 20), ("groups_carpool", "Code", 8),
    ];

    /// <summary>Tables in which a row may be there already, and what it is known by.</summary>
    public static readonly FrozenDictionary<string, string[]> Known = new Dictionary<string, string[]>
    {
        ["school_year"] = ["Start"],
        ["people_guardianship"] = ["Pupil", "Guardian"],
        ["yearly_age_notice"] = ["Pupil", "Change"],
        ["curriculum_reached"] = ["Pupil", "Subject", "Goal"],
        ["messages_contact"] = ["Inbox"],
        ["rooms_terms"] = ["Site"],
        ["access_identity"] = ["Issuer", "Subject"],
        ["AspNetUserPasskeys"] = ["CredentialId"],
        ["admission_draft"] = ["Account"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What is encrypted with the school's own key.</summary>
    public static readonly (string Table, string Column)[] Sealed =
    [
        ("people_person", "NationalIdCipher"), ("admission_statement", "Needs"), ("admission_draft", "Typed"),
        ("complaints_complaint", "Text"), ("complaints_complaint", "Late"), ("complaints_answer", "Reason"), ("letters_file", "Sealed"),
    ];
}
