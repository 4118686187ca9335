using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>The schools of the installation and its protection keys.</summary>
[DbContext(typeof(HostDb)), Migration("0001_host")]
internal sealed class HostSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        m.CreateTable("host_protection_key", t => new
        {
            Name = t.Column<string>(maxLength: 200),
            Xml = t.Column<string>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_host_protection_key", x => x.Name);
        });
        m.CreateTable("host_school", t => new
        {
            Slug = t.Column<string>(maxLength: 40),
            Name = t.Column<string>(maxLength: 200),
            Municipality = t.Column<string>(maxLength: 4),
            Demo = t.Column<bool>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_host_school", x => x.Slug);
        });
    }
}
