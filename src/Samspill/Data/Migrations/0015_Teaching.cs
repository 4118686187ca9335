using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>Groups, the week and its versions, dated lessons, attendance and calendar feeds.</summary>
[DbContext(typeof(SamspillDb)), Migration("0015_teaching")]
internal sealed class TeachingSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        Groups(m);
        Week(m);
        Lessons(m);
    }

    private static void Groups(MigrationBuilder m)
    {
        m.CreateTable("groups_group", t => new
        {
            Id = t.Column<Guid>(),
            Course = t.Column<Guid>(),
            SchoolYear = t.Column<int>(),
            Name = t.Column<string>(maxLength: 100, nullable: true),
            Minutes = t.Column<int>(),
            Site = t.Column<Guid>(nullable: true),
            Needs = t.Column<string>(maxLength: 200),
            ClosedOn = t.Column<DateOnly>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_groups_group", x => x.Id);
            t.CheckConstraint("ck_groups_group_minutes", "\"Minutes\" BETWEEN 10 AND 300");
            t.ForeignKey("FK_groups_group_catalogue_course_Course", x => x.Course, "catalogue_course", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_groups_group_school_site_Site", x => x.Site, "school_site", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_groups_group_SchoolYear_ClosedOn", "groups_group", ["SchoolYear", "ClosedOn"]);
        m.CreateIndex("IX_groups_group_Course", "groups_group", "Course");
        m.CreateIndex("IX_groups_group_Site", "groups_group", "Site");
        m.CreateTable("groups_member", t => new
        {
            Id = t.Column<Guid>(),
            Group = t.Column<Guid>(),
            SchoolYear = t.Column<int>(),
            Place = t.Column<Guid>(),
            Pupil = t.Column<Guid>(),
            From = t.Column<DateOnly>(),
            To = t.Column<DateOnly>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_groups_member", x => x.Id);
            t.ForeignKey("FK_groups_member_groups_group_Group", x => x.Group, "groups_group", "Id", onDelete: ReferentialAction.Cascade);
            t.ForeignKey("FK_groups_member_admission_place_Place", x => x.Place, "admission_place", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_groups_member_people_person_Pupil", x => x.Pupil, "people_person", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_groups_member_Group", "groups_member", "Group");
        m.CreateIndex("IX_groups_member_Pupil", "groups_member", "Pupil");
        m.CreateIndex("IX_groups_member_Place_SchoolYear", "groups_member", ["Place", "SchoolYear"], unique: true, filter: "\"To\" IS NULL");
        m.CreateTable("groups_teacher", t => new
        {
            Group = t.Column<Guid>(),
            Staff = t.Column<Guid>(),
            Position = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_groups_teacher", x => new { x.Group, x.Staff });
            t.ForeignKey("FK_groups_teacher_groups_group_Group", x => x.Group, "groups_group", "Id", onDelete: ReferentialAction.Cascade);
            t.ForeignKey("FK_groups_teacher_people_staff_Staff", x => x.Staff, "people_staff", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_groups_teacher_Staff", "groups_teacher", "Staff");
        m.CreateTable("groups_possible_time", t => new
        {
            Id = t.Column<Guid>(),
            Person = t.Column<Guid>(),
            Day = t.Column<string>(maxLength: 40),
            From = t.Column<TimeOnly>(),
            To = t.Column<TimeOnly>(),
            Suits = t.Column<string>(maxLength: 40),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_groups_possible_time", x => x.Id);
            t.CheckConstraint("ck_groups_possible_time_forward", "\"From\" < \"To\"");
            t.ForeignKey("FK_groups_possible_time_people_person_Person", x => x.Person, "people_person", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_groups_possible_time_Person", "groups_possible_time", "Person");
        m.CreateTable("groups_site_hours", t => new
        {
            Id = t.Column<Guid>(),
            Site = t.Column<Guid>(),
            Kind = t.Column<string>(maxLength: 40),
            Day = t.Column<string>(maxLength: 40),
            From = t.Column<TimeOnly>(),
            To = t.Column<TimeOnly>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_groups_site_hours", x => x.Id);
            t.CheckConstraint("ck_groups_site_hours_forward", "\"From\" < \"To\"");
            t.ForeignKey("FK_groups_site_hours_school_site_Site", x => x.Site, "school_site", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_groups_site_hours_Site", "groups_site_hours", "Site");
    }

    private static void Week(MigrationBuilder m)
    {
        m.CreateTable("timetables_plan", t => new
        {
            Id = t.Column<Guid>(),
            SchoolYear = t.Column<int>(),
            Name = t.Column<string>(maxLength: 100),
            Basis = t.Column<Guid>(nullable: true),
            MadeBy = t.Column<string>(maxLength: 200),
            MadeAt = t.Column<DateTime>(),
            State = t.Column<string>(maxLength: 40),
            From = t.Column<DateOnly>(nullable: true),
            PublishedAt = t.Column<DateTime>(nullable: true),
            PublishedBy = t.Column<string>(maxLength: 200, nullable: true),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_timetables_plan", x => x.Id);
        });
        m.CreateIndex("IX_timetables_plan_SchoolYear", "timetables_plan", "SchoolYear", unique: true, filter: "\"State\" = 'Published'");
        m.CreateIndex("IX_timetables_plan_SchoolYear_MadeAt", "timetables_plan", ["SchoolYear", "MadeAt"]);
        m.CreateTable("timetables_lesson", t => new
        {
            Plan = t.Column<Guid>(),
            Group = t.Column<Guid>(),
            Day = t.Column<string>(maxLength: 40),
            Start = t.Column<TimeOnly>(),
            Minutes = t.Column<int>(),
            Room = t.Column<Guid>(),
            Teacher = t.Column<Guid>(),
            Rhythm = t.Column<string>(maxLength: 40),
            Locked = t.Column<bool>(),
            Rotation = t.Column<Guid>(nullable: true),
            Accepted = t.Column<string>(maxLength: 400),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_timetables_lesson", x => new { x.Plan, x.Group });
            t.ForeignKey("FK_timetables_lesson_timetables_plan_Plan", x => x.Plan, "timetables_plan", "Id", onDelete: ReferentialAction.Cascade);
            t.ForeignKey("FK_timetables_lesson_groups_group_Group", x => x.Group, "groups_group", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_timetables_lesson_school_room_Room", x => x.Room, "school_room", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_timetables_lesson_people_staff_Teacher", x => x.Teacher, "people_staff", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_timetables_lesson_Plan_Teacher", "timetables_lesson", ["Plan", "Teacher"]);
        m.CreateIndex("IX_timetables_lesson_Plan_Room", "timetables_lesson", ["Plan", "Room"]);
        m.CreateIndex("IX_timetables_lesson_Plan_Day", "timetables_lesson", ["Plan", "Day"]);
        m.CreateIndex("IX_timetables_lesson_Group", "timetables_lesson", "Group");
        m.CreateIndex("IX_timetables_lesson_Room", "timetables_lesson", "Room");
        m.CreateIndex("IX_timetables_lesson_Teacher", "timetables_lesson", "Teacher");
        m.CreateTable("timetables_run", t => new
        {
            Id = t.Column<Guid>(),
            SchoolYear = t.Column<int>(),
            Name = t.Column<string>(maxLength: 100),
            Problem = t.Column<byte[]>(),
            Lessons = t.Column<int>(),
            Seconds = t.Column<int>(),
            Seed = t.Column<long>(),
            AskedBy = t.Column<string>(maxLength: 200),
            AskedAt = t.Column<DateTime>(),
            State = t.Column<string>(maxLength: 40),
            StopAsked = t.Column<bool>(),
            StartedAt = t.Column<DateTime>(nullable: true),
            SeenAt = t.Column<DateTime>(nullable: true),
            EndedAt = t.Column<DateTime>(nullable: true),
            Cost = t.Column<long>(nullable: true),
            Unplaced = t.Column<int>(nullable: true),
            Course = t.Column<string>(),
            Result = t.Column<byte[]>(nullable: true),
            Plan = t.Column<Guid>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_timetables_run", x => x.Id);
            t.CheckConstraint("ck_timetables_run_seconds", "\"Seconds\" BETWEEN 1 AND 3600");
            t.ForeignKey("FK_timetables_run_timetables_plan_Plan", x => x.Plan, "timetables_plan", "Id", onDelete: ReferentialAction.SetNull);
        });
        m.CreateIndex("IX_timetables_run_State", "timetables_run", "State");
        m.CreateIndex("IX_timetables_run_SchoolYear_AskedAt", "timetables_run", ["SchoolYear", "AskedAt"]);
        m.CreateIndex("IX_timetables_run_Plan", "timetables_run", "Plan");
    }

    private static void Lessons(MigrationBuilder m)
    {
        m.CreateTable("lessons_lesson", t => new
        {
            Id = t.Column<Guid>(),
            Group = t.Column<Guid>(),
            Date = t.Column<DateOnly>(),
            Start = t.Column<TimeOnly>(),
            Minutes = t.Column<int>(),
            Room = t.Column<Guid>(),
            Teacher = t.Column<Guid>(),
            Substitute = t.Column<Guid>(nullable: true),
            PlannedDate = t.Column<DateOnly>(),
            PlannedStart = t.Column<TimeOnly>(),
            IsExtra = t.Column<bool>(),
            State = t.Column<string>(maxLength: 40),
            Cause = t.Column<string>(maxLength: 40, nullable: true),
            MadeUpBy = t.Column<Guid>(nullable: true),
            Note = t.Column<string>(maxLength: 4000),
            NotedAt = t.Column<DateTime>(nullable: true),
            Sequence = t.Column<int>(),
            ChangedAt = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_lessons_lesson", x => x.Id);
            t.CheckConstraint("ck_lessons_lesson_cause", "(\"State\" = 'Cancelled') = (\"Cause\" IS NOT NULL)");
            t.ForeignKey("FK_lessons_lesson_groups_group_Group", x => x.Group, "groups_group", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_lessons_lesson_school_room_Room", x => x.Room, "school_room", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_lessons_lesson_people_staff_Teacher", x => x.Teacher, "people_staff", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_lessons_lesson_people_staff_Substitute", x => x.Substitute, "people_staff", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_lessons_lesson_lessons_lesson_MadeUpBy", x => x.MadeUpBy, "lessons_lesson", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_lessons_lesson_Group_PlannedDate_PlannedStart", "lessons_lesson", ["Group", "PlannedDate", "PlannedStart"], unique: true);
        m.CreateIndex("IX_lessons_lesson_Group_Date", "lessons_lesson", ["Group", "Date"]);
        m.CreateIndex("IX_lessons_lesson_Teacher_Date", "lessons_lesson", ["Teacher", "Date"]);
        m.CreateIndex("IX_lessons_lesson_Substitute_Date", "lessons_lesson", ["Substitute", "Date"]);
        m.CreateIndex("IX_lessons_lesson_Room_Date", "lessons_lesson", ["Room", "Date"]);
        m.CreateIndex("IX_lessons_lesson_Date_State", "lessons_lesson", ["Date", "State"]);
        m.CreateIndex("IX_lessons_lesson_State_PlannedDate", "lessons_lesson", ["State", "PlannedDate"]);
        m.CreateIndex("IX_lessons_lesson_MadeUpBy", "lessons_lesson", "MadeUpBy");
        m.CreateTable("lessons_attendance", t => new
        {
            Lesson = t.Column<Guid>(),
            Pupil = t.Column<Guid>(),
            Presence = t.Column<string>(maxLength: 40),
            TappedAt = t.Column<DateTime>(),
            ReceivedAt = t.Column<DateTime>(),
            By = t.Column<string>(maxLength: 200),
            ToldAt = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_lessons_attendance", x => new { x.Lesson, x.Pupil });
            t.ForeignKey("FK_lessons_attendance_lessons_lesson_Lesson", x => x.Lesson, "lessons_lesson", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_lessons_attendance_people_person_Pupil", x => x.Pupil, "people_person", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_lessons_attendance_Pupil", "lessons_attendance", "Pupil");
        m.CreateTable("lessons_staff_absence", t => new
        {
            Id = t.Column<Guid>(),
            Staff = t.Column<Guid>(),
            From = t.Column<DateOnly>(),
            To = t.Column<DateOnly>(),
            Cause = t.Column<string>(maxLength: 40),
            SaidBy = t.Column<string>(maxLength: 200),
            SaidAt = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_lessons_staff_absence", x => x.Id);
            t.CheckConstraint("ck_lessons_staff_absence_forward", "\"From\" <= \"To\"");
            t.ForeignKey("FK_lessons_staff_absence_people_staff_Staff", x => x.Staff, "people_staff", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_lessons_staff_absence_Staff_From", "lessons_staff_absence", ["Staff", "From"], unique: true);
        m.CreateIndex("IX_lessons_staff_absence_To", "lessons_staff_absence", "To");
        m.CreateTable("lessons_settings", t => new
        {
            Id = t.Column<int>(),
            RefundFrom = t.Column<int>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_lessons_settings", x => x.Id);
            t.CheckConstraint("ck_lessons_settings_one", "\"Id\" = 1");
        });
        m.CreateTable("lessons_feed", t => new
        {
            Id = t.Column<Guid>(),
            Digest = t.Column<string>(maxLength: 64),
            Kind = t.Column<string>(maxLength: 40),
            Subject = t.Column<Guid>(),
            Account = t.Column<Guid>(),
            MadeAt = t.Column<DateTime>(),
            RevokedAt = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_lessons_feed", x => x.Id);
        });
        m.CreateIndex("IX_lessons_feed_Digest", "lessons_feed", "Digest", unique: true);
        m.CreateIndex("IX_lessons_feed_Account", "lessons_feed", "Account");
    }
}
