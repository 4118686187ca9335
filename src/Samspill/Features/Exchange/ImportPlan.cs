using Samspill.Domain.Admission;
using Samspill.Formats.SchoolFolders;
using Samspill.Host;

namespace Samspill.Features.Exchange;

/// <summary>What an import comes to: the report, and the school as it will be. Reckoned in memory; nothing is written here.</summary>
internal sealed class ImportPlan
{
    private readonly ImportDesk desk;

    /// <param name="now">The school; what the import changes and adds is changed and added in it.</param>
    /// <param name="changing">Is told of a thing of the school's before it is changed.</param>
    /// <param name="demo">Real national ids are refused.</param>
    public ImportPlan(SchoolNow now, FolderReading reading, FieldCipher cipher, bool demo, AdmissionRules rules, DateTimeOffset at, Action<object> changing)
    {
        var today = Oslo.DayOf(at);
        (desk, Now) = (new ImportDesk(reading, changing), now);
        desk.CheckReferences(new KnownIds
        {
            Sites = now.Sites.All.Keys.ToHashSet(), Courses = now.Courses.All.Keys.ToHashSet(), Pupils = now.Pupils.Keys.ToHashSet(),
            Guardians = now.Guardians.Keys.ToHashSet(), Staff = now.Staff.All.Keys.ToHashSet(),
        });
        var (ids, tell) = (new RowIds(at), new RowOf(now, cipher));
        new CatalogueImport(now, desk, ids, tell).Plan();
        new PeopleImport(now, desk, ids, tell, cipher, demo, today).Plan();
        new AdmissionImport(now, desk, ids, tell, today).Plan();
        if (!desk.HasFaults) new AdmissionRemarks(now, desk, rules, today).Tell();
        Report = desk.Report();
    }

    public SchoolNow Now { get; }

    public ImportReport Report { get; }
}
