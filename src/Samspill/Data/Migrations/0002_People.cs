using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>People, guardianships and employments.</summary>
[DbContext(typeof(SamspillDb)), Migration("0002_people")]
internal sealed class PeopleSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        m.CreateTable("people_person", t => new
        {
            Id = t.Column<Guid>(),
            GivenName = t.Column<string>(maxLength: 200),
            FamilyName = t.Column<string>(maxLength: 200),
            BirthDate = t.Column<DateOnly>(nullable: true),
            Sex = t.Column<string>(maxLength: 40, nullable: true),
            Address = t.Column<string>(maxLength: 500, nullable: true),
            PostalCode = t.Column<string>(maxLength: 20, nullable: true),
            Municipality = t.Column<string>(maxLength: 4, nullable: true),
            School = t.Column<Guid>(nullable: true),
            Language = t.Column<string>(maxLength: 20, nullable: true),
            Email = t.Column<string>(maxLength: 254, nullable: true),
            Phone = t.Column<string>(maxLength: 40, nullable: true),
            Protection = t.Column<string>(maxLength: 40),
            Shield = t.Column<string>(maxLength: 40),
            Flags = t.Column<string>(maxLength: 2000),
            PupilCode = t.Column<string>(maxLength: 100, nullable: true),
            GuardianCode = t.Column<string>(maxLength: 100, nullable: true),
            NationalIdCipher = t.Column<byte[]>(nullable: true),
            NationalIdIndex = t.Column<byte[]>(nullable: true),
            SearchName = t.Column<string>(maxLength: 401),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_people_person", x => x.Id);
            t.ForeignKey("FK_people_person_school_site_School", x => x.School, "school_site", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateTable("people_guardianship", t => new
        {
            Pupil = t.Column<Guid>(),
            Guardian = t.Column<Guid>(),
            Payer = t.Column<bool>(nullable: true),
            Online = t.Column<bool>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_people_guardianship", x => new { x.Pupil, x.Guardian });
            t.CheckConstraint("ck_people_guardianship_two", "\"Pupil\" <> \"Guardian\"");
            t.ForeignKey("FK_people_guardianship_people_person_Guardian", x => x.Guardian, "people_person", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_people_guardianship_people_person_Pupil", x => x.Pupil, "people_person", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateTable("people_staff", t => new
        {
            Id = t.Column<Guid>(),
            Person = t.Column<Guid>(),
            Code = t.Column<string>(maxLength: 100),
            Role = t.Column<string>(maxLength: 40),
            PositionPercent = t.Column<int>(nullable: true),
            Subjects = t.Column<string>(maxLength: 2000),
            HomeSite = t.Column<Guid>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_people_staff", x => x.Id);
            t.ForeignKey("FK_people_staff_people_person_Person", x => x.Person, "people_person", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_people_staff_school_site_HomeSite", x => x.HomeSite, "school_site", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_people_guardianship_Guardian", "people_guardianship", "Guardian");
        m.CreateIndex("IX_people_person_Email", "people_person", "Email");
        m.CreateIndex("IX_people_person_GuardianCode", "people_person", "GuardianCode", unique: true);
        m.CreateIndex("IX_people_person_NationalIdIndex", "people_person", "NationalIdIndex", unique: true);
        m.CreateIndex("IX_people_person_Phone", "people_person", "Phone");
        m.CreateIndex("IX_people_person_PupilCode", "people_person", "PupilCode", unique: true);
        m.CreateIndex("IX_people_person_School", "people_person", "School");
        m.CreateIndex("IX_people_person_SearchName", "people_person", "SearchName");
        m.CreateIndex("IX_people_staff_Code", "people_staff", "Code", unique: true);
        m.CreateIndex("IX_people_staff_HomeSite", "people_staff", "HomeSite");
        m.CreateIndex("IX_people_staff_Person", "people_staff", "Person");
    }
}
