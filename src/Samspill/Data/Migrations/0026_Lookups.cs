using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>A place's groups and a pupil's applications are looked up whatever their state: the partial indexes serve only those that are open.</summary>
[DbContext(typeof(SamspillDb)), Migration("0026_lookups")]
internal sealed class LookupsSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        m.CreateIndex("IX_groups_member_Place", "groups_member", "Place");
        m.CreateIndex("IX_admission_application_Pupil", "admission_application", "Pupil");
    }
}
