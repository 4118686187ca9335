using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Merging;
using Samspill.Domain.People;
using Samspill.Domain.Surveys;
using Samspill.Domain.Timetables;
using Samspill.Features.Admission;
using Samspill.Features.Gsi;
using Samspill.Host;

namespace Samspill.Features.Merging;

/// <summary>Rows of one table that come over, as they are to stand here.</summary>
internal sealed record ComingRows(TableShape Table, IReadOnlyList<object?[]> Rows);

/// <summary>Decides for every row of another school what becomes of it here. Reads both databases and writes nothing.</summary>
/// <remarks>
/// Ids are never given twice in an installation, so a row keeps its own. Where a row here is the same thing (a person, a site, a room, an account, a published
/// week) its id is put instead, wherever it stands.
/// </remarks>
internal sealed partial class MergePlan
{
    private const string There = "there";

    private readonly OpenSchool from;
    private readonly OpenSchool into;
    private readonly SamspillDb theirs;
    private readonly SamspillDb ours;
    private readonly DateOnly date;
    private readonly DateOnly today;
    private readonly IReadOnlyList<TableShape> tables;
    private readonly Dictionary<Guid, Guid> known = [];
    private readonly Dictionary<(string Table, string Column), Dictionary<string, string>> codes = [];
    private readonly Dictionary<string, HashSet<string>> rowsHere = new(StringComparer.Ordinal);
    private readonly List<TableLine> lines = [];
    private HashSet<Guid> metPeople = [];
    private HashSet<Guid> paidFor = [];
    private HashSet<Guid> openSites = [];
    private HashSet<int> years = [];
    private HashSet<string> accountNames = new(StringComparer.Ordinal);

    private MergePlan(OpenSchool from, OpenSchool into, SamspillDb theirs, SamspillDb ours, DateOnly date, DateOnly today) =>
        (this.from, this.into, this.theirs, this.ours, this.date, this.today, tables) = (from, into, theirs, ours, date, today, TableShape.Of(ours));

    public List<ComingRows> Coming { get; } = [];
    public MatchedPeople People { get; private set; } = null!;
    public MergeReport Report { get; private set; } = null!;

    /// <exception cref="InvalidOperationException">A table of the model is not accounted for.</exception>
    public static async Task<Outcome<MergePlan>> MakeAsync(OpenSchool from, OpenSchool into, SamspillDb theirs, SamspillDb ours, DateOnly date, DateOnly today, CancellationToken ct)
    {
        var plan = new MergePlan(from, into, theirs, ours, date, today);
        if (plan.tables.FirstOrDefault(t => !MergedTables.Come.Contains(t.Name) && !MergedTables.Stay.ContainsKey(t.Name)) is { } forgotten) throw new InvalidOperationException($"Nobody has said what becomes of {forgotten.Name} in a merge.");
        if ((await MatchPeople.RunAsync(from, into, theirs, ours, ct)).Refused(out var why, out var people)) return why;
        plan.People = people;
        await plan.KnowAsync(ct);
        await plan.CodeAsync(ct);
        await plan.ReadAsync(ct);
        await plan.TellAsync(ct);
        return plan;
    }

    /// <summary>The code that a row of theirs has here.</summary>
    public string? CodeOf(string table, string column, string? code) => code is not null && codes[(table, column)].TryGetValue(code, out var renamed) ? renamed : code;

    /// <summary>The id that something of theirs has here.</summary>
    public Guid IdOf(Guid id) => known.GetValueOrDefault(id, id);

    /// <summary>Gives a person who has no national id here the one it has there.</summary>
    public void Identify(Person person, byte[] number)
    {
        var digits = from.Cipher.Decrypt(number);
        person.Identify(into.Cipher.Encrypt(digits), into.Cipher.Index(digits));
    }

    /// <summary>What is here already: people, sites and their rooms, accounts, the week that is published, the yearly question.</summary>
    private async Task KnowAsync(CancellationToken ct)
    {
        foreach (var (there, here) in People.Same) known[there.Id.Value] = here.Id.Value;
        metPeople = [.. People.Same.Select(p => p.Ours.Id.Value)];

        var sitesHere = (await ours.Sites.AsNoTracking().ToListAsync(ct)).ToLookup(s => (s.Kind, s.Name.ToLowerInvariant()));
        foreach (var site in await theirs.Sites.AsNoTracking().ToListAsync(ct))
            if (sitesHere[(site.Kind, site.Name.ToLowerInvariant())].FirstOrDefault(s => AtOnePlace(s.Position, site.Position)) is { } here) known[site.Id.Value] = here.Id.Value;
        var roomsHere = (await ours.Rooms.AsNoTracking().ToListAsync(ct)).ToLookup(r => (r.Site.Value, r.Name.ToLowerInvariant()));
        foreach (var room in await theirs.Rooms.AsNoTracking().ToListAsync(ct))
            if (known.TryGetValue(room.Site.Value, out var site) && roomsHere[(site, room.Name.ToLowerInvariant())].ToList() is [var only]) known[room.Id.Value] = only.Id.Value;

        var accounts = await ours.Users.AsNoTracking().Select(u => new { u.Id, u.Person, u.NormalizedUserName }).ToListAsync(ct);
        var accountOf = accounts.Where(a => a.Person is not null).ToDictionary(a => a.Person!.Value.Value, a => a.Id);
        foreach (var account in await theirs.Users.AsNoTracking().Where(u => u.Person != null).Select(u => new { u.Id, u.Person }).ToListAsync(ct))
            if (known.TryGetValue(account.Person!.Value.Value, out var person) && accountOf.TryGetValue(person, out var here)) known[account.Id] = here;
        accountNames = accounts.Select(a => a.NormalizedUserName).OfType<string>().ToHashSet(StringComparer.Ordinal);

        var weeks = await ours.WeekPlans.AsNoTracking().Where(p => p.State == PlanState.Published).ToDictionaryAsync(p => p.SchoolYear, p => p.Id.Value, ct);
        foreach (var week in await theirs.WeekPlans.AsNoTracking().Where(p => p.State == PlanState.Published).ToListAsync(ct))
            if (weeks.TryGetValue(week.SchoolYear, out var here)) known[week.Id.Value] = here;
        var questions = await ours.ConfirmationRounds.AsNoTracking().ToDictionaryAsync(r => r.SchoolYear, r => r.Id.Value, ct);
        foreach (var question in await theirs.ConfirmationRounds.AsNoTracking().ToListAsync(ct))
            if (questions.TryGetValue(question.SchoolYear, out var here)) known[question.Id.Value] = here;

        years = [.. await ours.SchoolYears.Select(y => y.Start).ToListAsync(ct)];
        openSites = [.. (await ours.SiteHours.Select(h => h.Site).Distinct().ToListAsync(ct)).Select(s => s.Value)];
        paidFor = [.. (await ours.Guardianships.Where(g => g.Payer == true).Select(g => g.Pupil).Distinct().ToListAsync(ct)).Select(p => p.Value)];
    }

    /// <summary>Within two hundred metres: two who measured the same house.</summary>
    private static bool AtOnePlace(Domain.School.Position? one, Domain.School.Position? other) =>
        one is not { } a || other is not { } b || a.KilometresTo(b) < 0.2;

    /// <summary>New codes for those that are taken here.</summary>
    private async Task CodeAsync(CancellationToken ct)
    {
        foreach (var (name, column, longest) in MergedTables.Codes)
        {
            var table = Table(name);
            var taken = await table.KeysAsync(ours, [column], ct);
            var there = await table.KeysAsync(theirs, [column], ct);
            taken.Remove("");
            var renamed = codes[(name, column)] = new(StringComparer.Ordinal);
            foreach (var code in there.Where(taken.Contains).Order(StringComparer.Ordinal).ToList())
            {
                var other = Candidates(code, longest).First(c => !taken.Contains(c) && !there.Contains(c));
                renamed[code] = other;
                taken.Add(other);
            }
        }
    }

    private IEnumerable<string> Candidates(string code, int longest)
    {
        if (from.Slug.Length + 1 + code.Length <= longest) yield return $"{from.Slug}-{code}";
        for (var number = 2; ; number++)
        {
            var ending = string.Create(CultureInfo.InvariantCulture, $"-{number}");
            yield return code[..Math.Min(code.Length, longest - ending.Length)] + ending;
        }
    }

    /// <summary>Every row of every table.</summary>
    private async Task ReadAsync(CancellationToken ct)
    {
        foreach (var name in MergedTables.Known.Keys) rowsHere[name] = await Table(name).KeysAsync(ours, MergedTables.Known[name], ct);
        var (here, there) = (await TableShape.CountsAsync(ours, tables, ct), await TableShape.CountsAsync(theirs, tables, ct));
        foreach (var table in tables)
        {
            if (MergedTables.Stay.TryGetValue(table.Name, out var reason))
            {
                lines.Add(new TableLine(table.Name, there[table.Name], 0, 0, there[table.Name], [reason], here[table.Name], here[table.Name]));
                continue;
            }
            var rows = await table.ReadAsync(theirs, ct);
            await NumberAsync(table, rows, ct);
            var fates = rows.ConvertAll(row => Settle(table, row));
            List<object?[]> coming = [.. rows.Where((_, i) => fates[i] is null)];
            var stays = fates.OfType<string>().Where(f => f != There).ToList();
            lines.Add(new TableLine(table.Name, rows.Count, coming.Count, fates.Count(f => f == There), stays.Count, [.. stays.Distinct(StringComparer.Ordinal)], here[table.Name], here[table.Name] + coming.Count));
            Coming.Add(new ComingRows(table, coming));
        }
    }

    /// <summary>Numbers that are given in a row at each school: runs go on after ours, and versions of theirs come before ours, so that what is in force here stays in force.</summary>
    private async Task NumberAsync(TableShape table, List<object?[]> rows, CancellationToken ct)
    {
        switch (table.Name)
        {
            case "admission_run":
                var last = await table.EndAsync(ours, "MAX", "Number", ct);
                foreach (var row in rows) row[table["Number"]] = (int)row[table["Number"]]! + last;
                break;
            case "admission_rule_set":
                Precede(rows, table["Version"], await table.EndAsync(ours, "MIN", "Version", ct));
                break;
            case "curriculum_curriculum":
                object?[] ScopeOf(object?[] row) => [row[table["Discipline"]], row[table["Subject"]], row[table["Programme"]]];
                var ourLeast = (await table.ReadAsync(ours, ct)).GroupBy(row => TableShape.Key(ScopeOf(row)), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Min(row => (int)row[table["Version"]]!), StringComparer.Ordinal);
                foreach (var scope in rows.GroupBy(row => TableShape.Key(ScopeOf(row)), StringComparer.Ordinal))
                    if (ourLeast.TryGetValue(scope.Key, out var least)) Precede([.. scope], table["Version"], least);
                rowsHere["drafts"] = [.. (await table.ReadAsync(ours, ct)).Where(row => Equals(row[table["State"]], "Draft")).Select(row => TableShape.Key(ScopeOf(row)))];
                break;
        }
    }

    private static void Precede(List<object?[]> rows, int version, int least)
    {
        if (rows.Count == 0) return;
        var (newest, next) = (rows.Max(row => (int)row[version]!), Math.Min(1, least) - 1);
        foreach (var row in rows) row[version] = next - (newest - (int)row[version]!);
    }

    /// <summary>Makes a row as it is to stand here.</summary>
    /// <returns>Null for a row that comes; <see cref="There"/> for one that is here; else why it stays.</returns>
    private string? Settle(TableShape table, object?[] row)
    {
        if (table.Has("Id") && row[table["Id"]] is Guid own && known.ContainsKey(own)) return There;
        for (var i = 0; i < row.Length; i++)
            if (row[i] is Guid id && known.TryGetValue(id, out var here)) row[i] = here;
        foreach (var (_, column, _) in MergedTables.Codes.Where(c => c.Table == table.Name)) row[table[column]] = CodeOf(table.Name, column, (string?)row[table[column]]);
        foreach (var (_, column) in MergedTables.Sealed.Where(c => c.Table == table.Name)) Reseal(table, row, column);
        if (MergedTables.Known.TryGetValue(table.Name, out var key) && rowsHere[table.Name].Contains(TableShape.Key(key.Select(c => row[table[c]])))) return There;
        switch (table.Name)
        {
            case "school_term" or "school_free_period" when years.Contains((int)row[table["SchoolYear"]]!): return "calendar";
            case "groups_site_hours" when openSites.Contains((Guid)row[table["Site"]]!): return "hours";
            case "access_grant" when !Equals(row[table["Role"]], "Teacher"): return "roles";
            case "curriculum_curriculum" when Equals(row[table["State"]], "Draft") && rowsHere["drafts"].Contains(TableShape.Key([row[table["Discipline"]], row[table["Subject"]], row[table["Programme"]]])): return "draft";
            case "people_guardianship" when metPeople.Contains((Guid)row[table["Pupil"]]!) && paidFor.Contains((Guid)row[table["Pupil"]]!) && row[table["Payer"]] is true:
                row[table["Payer"]] = false; // one pays for each child, and somebody does
                break;
            case "AspNetUsers" when row[table["NormalizedUserName"]] is string name && accountNames.Contains(name):
                var id = ((Guid)row[table["Id"]]!).ToString("N");
                (row[table["UserName"]], row[table["NormalizedUserName"]]) = (id, id.ToUpperInvariant());
                break;
            case "admission_rule_set":
                row[table["AdoptedBy"]] = Cut($"{from.Name}: {row[table["AdoptedBy"]]}", 200);
                row[table["Rules"]] = Rewrite((string)row[table["Rules"]]!);
                break;
            case "admission_scenario":
                row[table["Rules"]] = Rewrite((string)row[table["Rules"]]!);
                var seats = JsonSerializer.Deserialize<Dictionary<string, int>>((string)row[table["Capacities"]]!, JsonSerializerOptions.Web)!;
                row[table["Capacities"]] = JsonSerializer.Serialize(seats.ToDictionary(s => Course(s.Key), s => s.Value), JsonSerializerOptions.Web);
                break;
        }
        return null;
    }

    /// <summary>Decrypts with their key and encrypts with ours. In a form that is half written the ids are ours too.</summary>
    private void Reseal(TableShape table, object?[] row, string column)
    {
        if (row[table[column]] is not byte[] closed) return;
        var plain = from.Cipher.DecryptBytes(closed);
        if (table.Name == "people_person") row[table["NationalIdIndex"]] = into.Cipher.Index(Encoding.UTF8.GetString(plain));
        if (table.Name == "admission_draft") plain = Encoding.UTF8.GetBytes(GuidText().Replace(Encoding.UTF8.GetString(plain), id => IdOf(Guid.Parse(id.Value)).ToString()));
        row[table[column]] = into.Cipher.Encrypt(plain);
    }

    /// <summary>Rules name courses by their codes.</summary>
    private string Rewrite(string json)
    {
        var rules = JsonSerializer.Deserialize<AdmissionRules>(json, JsonSerializerOptions.Web)!;
        return JsonSerializer.Serialize(rules with { Preparatory = [.. rules.Preparatory.Select(Course)], Courses = [.. rules.Courses.Select(c => c with { Course = Course(c.Course) })] }, JsonSerializerOptions.Web);
    }

    private string Course(string code) => CodeOf("catalogue_course", "Code", code)!;

    private async Task TellAsync(CancellationToken ct)
    {
        var (here, there) = (await CountAsync(ours, date, ct), await CountAsync(theirs, date, ct));
        HashSet<Guid> pupils = [.. here.Pupils, .. there.Pupils.Select(IdOf)];
        HashSet<Guid> waiting = [.. here.Waiting.Concat(there.Waiting.Select(IdOf)).Where(p => !pupils.Contains(p))];
        var renamed = codes[("catalogue_course", "Code")];
        Report = new MergeReport(from.Slug, from.Name, into.Slug, into.Name, date, lines,
            [
                new("pupils", here.Pupils.Count, there.Pupils.Count, here.Pupils.Count + there.Pupils.Count - pupils.Count),
                new("waiting", here.WaitingOnly, there.WaitingOnly, here.WaitingOnly + there.WaitingOnly - waiting.Count),
                new("places", here.Places, there.Places, 0),
                new("asked", here.Asked, there.Asked, 0),
            ],
            People.Same.Count, [.. renamed.Select(c => new NewCode("catalogue_course", c.Key, c.Value))], codes.Values.Sum(c => c.Count),
            await ours.RulesInForceAsync(date, ct), await theirs.RulesInForceAsync(date, ct), await theirs.Rounds.CountAsync(r => r.Published == null, ct),
            lines.Where(l => l.Table == "timetables_plan").Sum(l => (int)l.There),
            await theirs.Surveys.Where(s => s.State == SurveyState.Sent && s.Closes >= today).MaxAsync(s => (DateOnly?)s.Closes, ct));
    }

    /// <summary>Who is counted at a school on a day, by the rules of the national report.</summary>
    internal static async Task<Counted> CountAsync(SamspillDb db, DateOnly date, CancellationToken ct)
    {
        var counted = new CountedOn(db, date);
        return new Counted(
            [.. (await counted.Pupils.Select(p => p.Id).ToListAsync(ct)).Select(p => p.Value)],
            [.. (await counted.Waiting.Select(a => a.Pupil).Distinct().ToListAsync(ct)).Select(p => p.Value)],
            await counted.Places.LongCountAsync(ct), await counted.Waiting.LongCountAsync(ct));
    }

    private TableShape Table(string name) => tables.First(t => t.Name == name);

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];

    [GeneratedRegex("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex GuidText();
}

/// <summary>What the national report counts at a school on a day.</summary>
/// <param name="Waiting">Those who wait, with a place or without.</param>
internal sealed record Counted(HashSet<Guid> Pupils, HashSet<Guid> Waiting, long Places, long Asked)
{
    /// <summary>Those who wait and have no place.</summary>
    public int WaitingOnly => Waiting.Count(p => !Pupils.Contains(p));
}
