using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Data;
using Samspill.Domain.Access;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Complaints;
using Samspill.Domain.Merging;
using Samspill.Domain.People;
using Samspill.Domain.School;
using Samspill.Domain.Surveys;
using Samspill.Features.Access;
using Samspill.Features.Merging;
using Samspill.Features.Surveys;
using Samspill.Host;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Merging;

/// <summary>Small schools that become a part of another. In each Ada (2016) has piano and waits for band since 2024, with her guardian Bodil and her teacher Tor.</summary>
public abstract class MergeTests(TestServer server) : OnDatabase(server)
{
    private static readonly DateOnly Day = new(2026, 8, 1);

    [Fact]
    public async Task Everything_comes_once_and_every_row_is_accounted_for()
    {
        var (from, into) = (await MakeAsync("old-one"), await MakeAsync("new-one"));
        var (adaNumber, seniority) = ("05861612345", new DateTimeOffset(2024, 3, 1, 9, 0, 0, TimeSpan.Zero));
        await IdentifyAsync(from, adaNumber);
        await IdentifyAsync(into, adaNumber);
        await using var ours = Open(into);
        var (before, rulesBefore) = (await ours.Applications.CountAsync(), await ours.RuleSets.Where(r => r.InForceFrom <= Day).OrderByDescending(r => r.Version).Select(r => r.Id).FirstAsync());
        var here = await ours.People.Where(p => p.PupilCode == "p1").Select(p => p.Id).SingleAsync();

        var trial = (await Merger.TryAsync(from, into, Day, Actor.Operator, default)).Value;
        trial.Report.Unaccounted.ShouldBe(0);
        trial.Likely.Select(d => d.Theirs.GivenName).Order().ShouldBe(["Bodil"]); // one e-mail address and one name; nobody has answered
        (await ours.Applications.CountAsync()).ShouldBe(before);

        (await Merger.RunAsync(from, into, Day, apart: false, Actor.Operator, default)).Refused(out var unanswered).ShouldBeTrue();
        unanswered!.Code.ShouldBe("merging.unanswered");
        ours.DoubleAnswers.Add(new DoubleAnswer(from.Slug, trial.Likely[0].Theirs.Id, trial.Likely[0].Ours.Id, true, "Marit", Server.Clock.GetUtcNow()));
        await ours.SaveChangesAsync();
        var report = (await Merger.RunAsync(from, into, Day, apart: false, Actor.Operator, default)).Value;

        report.Unaccounted.ShouldBe(0);
        Told(report, "admission_application").ShouldBe(Told(trial.Report, "admission_application"), "the trial said the same");
        report.Tables.Single(t => t.Table == "people_person").There.ShouldBe(2);
        report.Figures.Single(f => f.Figure == "pupils").ShouldBe(new FigureLine("pupils", 1, 1, 1));
        report.Figures.Single(f => f.Figure == "places").ShouldBe(new FigureLine("places", 1, 1, 0));
        report.Courses.Select(c => c.New).ShouldBe(["old-one-band", "old-one-piano"]);

        await using var db = Open(into);
        var wishes = await db.Applications.Where(a => a.Pupil == here).OrderBy(a => a.Code).ToListAsync();
        wishes.Select(a => (a.Code, a.AppliedAt)).ShouldBe([("a1", seniority), ("old-one-a1", seniority)]);
        (await db.Places.CountAsync(p => p.Pupil == here)).ShouldBe(2);
        var ada = await db.People.SingleAsync(p => p.Id == here);
        into.Cipher.Decrypt(ada.NationalIdCipher!).ShouldBe(adaNumber);
        (await db.Guardianships.CountAsync(g => g.Pupil == here)).ShouldBe(1); // Bodil is one as well
        var complaint = await db.Complaints.SingleAsync(c => c.Code == "K-ld-one");
        into.Cipher.Decrypt(complaint.Text).ShouldBe("Vi klager.");
        (await db.RuleSets.Where(r => r.InForceFrom <= Day).OrderByDescending(r => r.Version).Select(r => r.Id).FirstAsync()).ShouldBe(rulesBefore);
        (await db.Runs.Select(r => r.Number).OrderBy(n => n).ToListAsync()).ShouldBe([1, 2]);
        var grants = await db.Grants.Where(g => g.GrantedBy == from.Slug).Select(g => g.Role).ToListAsync();
        grants.ShouldBe([Role.Teacher]); // their principal is not ours
        (await db.AuditEntries.AnyAsync(e => e.Action == "merged" && e.Subject == $"School {from.Slug}")).ShouldBeTrue();
        MergeReport.FromJson((await db.Merges.SingleAsync()).Report).Came.ShouldBe(report.Came);

        await using var theirs = Open(from);
        (await theirs.AuditEntries.AnyAsync(e => e.Action == "merged" && e.Subject == $"School {into.Slug}")).ShouldBeTrue();
        (await theirs.People.CountAsync()).ShouldBe(3);
        (await theirs.People.SingleAsync(p => p.PupilCode == "p1")).Rename("Ida", "Moe");
        await Should.ThrowAsync<DbUpdateException>(() => theirs.SaveChangesAsync()); // the database itself refuses

        (await Merger.RunAsync(from, into, Day, apart: true, Actor.Operator, default)).Refused(out var again).ShouldBeTrue();
        again!.Code.ShouldBe("merging.already");
    }

    [Fact]
    public async Task A_number_on_two_people_and_a_school_with_itself_are_refused_and_nothing_is_changed()
    {
        var (from, into) = (await MakeAsync("old-two"), await MakeAsync("new-two"));
        (await Merger.RunAsync(into, into, Day, apart: true, Actor.Operator, default)).Refused(out var itself).ShouldBeTrue();
        itself!.Code.ShouldBe("merging.itself");
        (await Merger.TryAsync(from, into, new(2036, 1, 1), Actor.Operator, default)).Refused(out var far).ShouldBeTrue();
        far!.Code.ShouldBe("merging.date");

        await IdentifyAsync(from, "05861612345");
        await IdentifyAsync(into, "05861612345");
        await using (var theirs = Open(from))
        {
            (await theirs.People.SingleAsync(p => p.PupilCode == "p1")).Rename("Ulf", "Dahl");
            await theirs.SaveChangesAsync();
        }
        (await Merger.RunAsync(from, into, Day, apart: true, Actor.Operator, default)).Refused(out var two).ShouldBeTrue();
        two!.Code.ShouldBe("merging.two-persons");
        two.Facts.ShouldBe(["p1 = p1"]); // rows, no names
        await UntouchedAsync(from, into);
    }

    [Fact]
    public async Task A_merge_that_was_killed_leaves_the_school_as_it_was_and_can_be_run_again()
    {
        var (from, into) = (await MakeAsync("old-three"), await MakeAsync("new-three"));
        Guid application;
        await using (var theirs = Open(from)) application = await theirs.Applications.Select(a => a.Id.Value).SingleAsync();
        await using (var ours = Open(into)) // in the way: the same id
        {
            var wish = await ours.Applications.AsNoTracking().FirstAsync();
            ours.Applications.Add(new Application(new ApplicationId(application), "in-the-way", wish.Pupil, await ours.Courses.Where(c => c.Code == "piano").Select(c => c.Id).SingleAsync(), null, 2, 1, Server.Clock.GetUtcNow(), ""));
            await ours.SaveChangesAsync();
        }
        (await Merger.RunAsync(from, into, Day, apart: true, Actor.Operator, default)).Refused(out var meanwhile).ShouldBeTrue();
        meanwhile!.Code.ShouldBe("merging.meanwhile");
        await UntouchedAsync(from, into);
        await using (var ours = Open(into)) await ours.Applications.Where(a => a.Code == "in-the-way").ExecuteDeleteAsync();

        await using (var theirs = Open(from)) (await CloseSchool.CloseAsync(theirs, into, Day, Actor.Operator, Server.Clock, default)).Value.ShouldBeFalse(); // killed here: closed, and nothing has come
        var report = (await Merger.RunAsync(from, into, Day, apart: true, Actor.Operator, default)).Value;
        report.Unaccounted.ShouldBe(0);
    }

    [Fact]
    public async Task The_old_school_says_so_the_new_one_tries_and_merges_and_the_old_one_is_read_only()
    {
        var (from, into) = (await MakeAsync("old-four"), await MakeAsync("new-four"));
        var (theirPrincipal, ourPrincipal) = (await PrincipalAsync(from), await PrincipalAsync(into));
        using var there = await Server.SignInAsync(theirPrincipal);
        using var here = await Server.SignInAsync(ourPrincipal);
        using (var unasked = await here.GetAsync("/sammenslaing?fra=old-four")) unasked.StatusCode.ShouldBe(HttpStatusCode.NotFound); // nobody there has said so

        using (var said = await there.SubmitAsync("/sammenslaing", [new("Into", "new-four"), new("Date", "2026-08-01")], "handler=HandOver")) said.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var page = await here.OpenAsync("/sammenslaing?fra=old-four");
        page.QuerySelector("#rapport")!.TextContent.ShouldContain("old-four");
        page.QuerySelectorAll("form[action*=Answer]").Length.ShouldBe(2); // Ada and Bodil look alike at both
        foreach (var _ in new[] { 1, 2 })
        {
            page = await here.OpenAsync("/sammenslaing?fra=old-four");
            var form = page.QuerySelectorAll("form[action*=Answer]").First(f => f.ParentElement!.QuerySelector(".ds-tag") is null);
            using var answered = await here.SubmitAsync(page, "/sammenslaing", [new("theirs", form.QuerySelector("input[name=theirs]")!.GetAttribute("value")!), new("ours", form.QuerySelector("input[name=ours]")!.GetAttribute("value")!), new("same", "true")], "handler=Answer");
            answered.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
        using (var merged = await here.SubmitAsync("/sammenslaing?fra=old-four", [], "handler=Merge")) merged.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await here.OpenAsync("/sammenslaing?fra=old-four")).QuerySelector("main")!.TextContent.ShouldContain("Slått sammen");

        (await there.OpenAsync("/sammenslaing")).QuerySelector("main")!.TextContent.ShouldContain("en del av");
        var profile = await there.OpenAsync("/skolen");
        profile.QuerySelector("main")!.TextContent.ShouldContain("Her kan du lese");
        using var refused = await there.SubmitAsync(profile, "/skolen", []);
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Browser.ReadAsync(refused)).QuerySelector("main")!.TextContent.ShouldContain("Skolen er slått sammen");

        (await there.OpenAsync("/statistikk/utgi")).QuerySelector("main").ShouldNotBeNull(); // its key is made when somebody first looks
        using (var http = new HttpClient { BaseAddress = Server.Address }) (await http.GetStringAsync("/health/ready")).ShouldBe("ready");
    }

    [Fact]
    public async Task After_the_merge_the_old_school_is_its_offices_to_read_and_roles_and_protection_go_on()
    {
        var (from, into) = (await MakeAsync("old-five"), await MakeAsync("new-five"));
        (await Merger.RunAsync(from, into, Day, apart: true, Actor.Operator, default)).Refused(out _).ShouldBeFalse();
        await using var theirs = Open(from);
        var teacher = await theirs.Users.SingleAsync(u => u.UserName == "tor");
        using (var tor = await Server.SignInAsync(new Cast.Member(from.Slug, teacher.Id, default, "Tor")))
        using (var closed = await tor.GetAsync("/i-dag"))
        {
            closed.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await Browser.ReadAsync(closed)).QuerySelector("main")!.TextContent.ShouldContain("Det som er ditt, står der nå.");
        }
        using var principal = await Server.SignInAsync(await PrincipalAsync(from));
        var grant = await theirs.Grants.AsNoTracking().SingleAsync(g => g.Account == teacher.Id);
        using (var ended = await principal.SubmitAsync("/brukere", [new("grant", grant.Id.ToString())], "handler=End")) ((int)ended.StatusCode).ShouldBeInRange(300, 399);
        (await theirs.Grants.AsNoTracking().SingleAsync(g => g.Id == grant.Id)).To.ShouldNotBeNull();

        await using (var ours = Open(into))
        {
            var came = await theirs.People.AsNoTracking().Where(p => p.PupilCode == "p1").Select(p => p.Id).SingleAsync();
            var ada = await ours.People.SingleAsync(p => p.Id == came);
            ada.Protect(Protection.Confidential);
            ada.ShieldAs(Protection.Confidential);
            await ours.SaveChangesAsync();
        }
        await using (var clocked = Open(from)) await new ShieldClosed(clocked, Server.Schools, Server.Clock).RunAsync(from, default);
        (await theirs.People.AsNoTracking().SingleAsync(p => p.PupilCode == "p1")).Shield.ShouldBe(Protection.Confidential);
        (await theirs.People.AsNoTracking().SingleAsync(p => p.GuardianCode == "g1")).Shield.ShouldBe(Protection.None);
    }

    [Fact]
    public async Task A_survey_that_can_be_answered_hinders_the_merge_and_what_was_answered_is_deleted_on_its_day_all_the_same()
    {
        var (from, into) = (await MakeAsync("old-six"), await MakeAsync("new-six"));
        var (today, now) = (Oslo.Today(Server.Clock), Server.Clock.GetUtcNow());
        await using var theirs = Open(from);
        var ada = await theirs.People.Where(p => p.PupilCode == "p1").Select(p => p.Id).SingleAsync();
        Survey Ask(DateOnly day)
        {
            var survey = Survey.Begin(SurveyId.New(), "Trivsel", day, "Rektor", now);
            var question = new SurveyQuestion(Guid.CreateVersion7(), QuestionKind.Scale, new SurveyWords("Trives du?", "", ""), false, false, []);
            survey.Write(survey.Content with { Anonymous = false, DeleteOn = survey.Closes.AddDays(1), Questions = [question] }, 0).Refused(out _).ShouldBeFalse();
            survey.Send(1, 1, day, "Rektor", now).Refused(out _).ShouldBeFalse();
            theirs.Surveys.Add(survey);
            return survey;
        }
        var (over, open) = (Ask(today.AddDays(-40)), Ask(today));
        theirs.NamedSurveyAnswers.Add(new NamedSurveyAnswer(over.Id, ada, ["5"], now));
        await theirs.SaveChangesAsync();

        (await Merger.TryAsync(from, into, Day, Actor.Operator, default)).Value.Report.OpenUntil.ShouldBe(open.Closes);
        (await Merger.RunAsync(from, into, Day, apart: true, Actor.Operator, default)).Refused(out var why).ShouldBeTrue();
        why!.Code.ShouldBe("merging.open-survey");
        await UntouchedAsync(from, into);

        await theirs.Surveys.Where(s => s.Id == open.Id).ExecuteDeleteAsync();
        (await Merger.RunAsync(from, into, Day, apart: true, Actor.Operator, default)).Refused(out _).ShouldBeFalse();
        await using (var clocked = Open(from)) await new TendSurveys(clocked, null!, Server.Clock).RunAsync(from, default);
        (await theirs.NamedSurveyAnswers.CountAsync()).ShouldBe(0);
        await using var ours = Open(into);
        (await ours.NamedSurveyAnswers.CountAsync()).ShouldBe(1); // its own clock deletes that
        (await new HandOver(theirs, from, Server.Schools, Merger, Actor.Operator, Server.Clock).TakeBackAsync(default)).Refused(out why).ShouldBeTrue();
        why!.Code.ShouldBe("merging.closed");
    }

    [Fact]
    public async Task Two_schools_cannot_go_into_each_other_and_a_merge_that_was_killed_can_be_taken_back()
    {
        var (from, into) = (await MakeAsync("old-seven"), await MakeAsync("new-seven"));
        await using var theirs = Open(from);
        await using var ours = Open(into);
        var there = new HandOver(theirs, from, Server.Schools, Merger, Actor.Operator, Server.Clock);
        (await there.SayAsync(into.Slug, Day, default)).Refused(out _).ShouldBeFalse();
        (await new HandOver(ours, into, Server.Schools, Merger, Actor.Operator, Server.Clock).SayAsync(from.Slug, Day, default)).Refused(out var both).ShouldBeTrue();
        both!.Code.ShouldBe("merging.both-ways");

        await using (var killed = Open(from)) (await CloseSchool.CloseAsync(killed, into, Day.AddDays(1), Actor.Operator, Server.Clock, default)).Value.ShouldBeTrue();
        (await theirs.Handovers.AsNoTracking().SingleAsync()).Date.ShouldBe(Day.AddDays(1));
        using (var principal = await Server.SignInAsync(await PrincipalAsync(from)))
        using (var opened = await principal.SubmitAsync("/sammenslaing", [], "handler=TakeBack")) opened.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await UntouchedAsync(from, into);
        (await ours.MergeOffers.CountAsync()).ShouldBe(0);
    }

    private static (long, long, long, long, long) Told(MergeReport report, string table)
    {
        var line = report.Tables.Single(t => t.Table == table);
        return (line.Read, line.Came, line.There, line.Stayed, line.After);
    }

    private MergeSchools Merger => new(Server.Services.GetRequiredService<Closings>(), Server.Clock);

    private SamspillDb Open(OpenSchool school) => school.Database(Actor.System, Server.Clock);

    private async Task UntouchedAsync(OpenSchool from, OpenSchool into)
    {
        await using var ours = Open(into);
        (await ours.Merges.CountAsync(), await ours.People.CountAsync(), await ours.Places.CountAsync()).ShouldBe((0, 3, 1));
        await using var theirs = Open(from);
        (await theirs.Handovers.CountAsync()).ShouldBe(0);
        (await theirs.People.SingleAsync(p => p.PupilCode == "p1")).Reach("ada@example.org", null); // still open
        await theirs.SaveChangesAsync();
    }

    private async Task IdentifyAsync(OpenSchool school, string number)
    {
        await using var db = Open(school);
        (await db.People.SingleAsync(p => p.PupilCode == "p1")).Identify(school.Cipher.Encrypt(number), school.Cipher.Index(number));
        await db.SaveChangesAsync();
    }

    private async Task<Cast.Member> PrincipalAsync(OpenSchool school)
    {
        await using var db = Open(school);
        var account = await db.Users.SingleAsync(u => u.UserName == "rektor");
        return new Cast.Member(school.Slug, account.Id, default, "Rektor");
    }

    private async Task<OpenSchool> MakeAsync(string slug)
    {
        _ = Server.World;
        var school = (await Server.Schools.CreateAsync(new HostedSchool(slug, $"{slug} kulturskole", "5030", Demo: false), default)).Value;
        await using var db = Open(school);
        var (now, today) = (Server.Clock.GetUtcNow(), Oslo.Today(Server.Clock));
        var site = new Site(SiteId.New(), "senter");
        site.Record("Senteret", SiteKind.Centre, "Klæbu", 63.299, 10.487);
        db.Sites.Add(site);
        Course Offer(string code)
        {
            var course = new Course(CourseId.New(), code);
            course.Record(new CourseFacts(code, Discipline.Music, code, Programme.Core, TeachingForm.Individual, [site.Id], 5, 0, 7, 19, 20, 36, new Money(147000), ""));
            course.Publish();
            db.Courses.Add(course);
            return course;
        }
        var (piano, band) = (Offer("piano"), Offer("band"));
        var (ada, bodil, tor) = (new Person(PersonId.New(), "Ada", "Moe"), new Person(PersonId.New(), "Bodil", "Moe"), new Person(PersonId.New(), "Tor", slug));
        ada.RecordPupil("p1", new PupilFacts(new DateOnly(2016, 6, 6), Sex.F, "Veien 1", "7540", "5030", null, "nb", Protection.None, ""));
        bodil.RecordGuardian("g1", "bodil@example.org", "40000001");
        db.People.AddRange(ada, bodil, tor);
        db.Guardianships.Add(new Guardianship(ada.Id, bodil.Id, payer: true, online: true));
        var teacher = new Staff(StaffId.New(), tor.Id, "t1");
        teacher.Record(StaffRole.Teacher, 50, "piano", site.Id);
        db.Staff.Add(teacher);
        await db.SaveChangesAsync();
        db.Places.Add(new Place(PlaceId.New(), ada.Id, piano.Id, new DateOnly(2025, 8, 15), null, teacher.Id, null, today));
        var wish = new Application(ApplicationId.New(), "a1", ada.Id, band.Id, null, 1, 1, new DateTimeOffset(2024, 3, 1, 9, 0, 0, TimeSpan.Zero), "");
        db.Applications.Add(wish);
        var rules = new RuleSet(RuleSetId.New(), 1, today.AddYears(-1), "Kommunestyret", now, AdmissionRules.Default with { Preparatory = ["piano"] });
        db.RuleSets.Add(rules);
        await db.SaveChangesAsync();
        var run = new Run(RunId.New(), RunKind.Vacancy, null, rules.Id, 1, now, "Per", Encoding.UTF8.GetBytes("p"), Encoding.UTF8.GetBytes("r"), [1], 1, 0, 1);
        db.Runs.Add(run);
        await db.SaveChangesAsync();
        db.Complaints.Add(new Complaint(ComplaintId.New(), $"K-{slug[1..]}", wish.Id, run.Id, ada.Id, bodil.Id, "Bodil", school.Cipher.Encrypt("Vi klager."), null, today, now));
        foreach (var (name, role) in new[] { ("rektor", Role.Principal), ("tor", Role.Teacher) })
        {
            var account = new UserAccount { UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = name, SecurityStamp = Guid.CreateVersion7().ToString("N") };
            db.Users.Add(account);
            db.Grants.Add(new RoleGrant(account.Id, role, new DateOnly(2025, 1, 1), null, slug));
        }
        await db.SaveChangesAsync();
        return school;
    }
}

public sealed class MergeTestsOnSqlite(OnSqlite server) : MergeTests(server), IClassFixture<OnSqlite>
{
    [Fact]
    public void Somebody_has_said_what_becomes_of_every_table()
    {
        using var db = Server.Database();
        var tables = TableShape.Of(db).Select(t => t.Name).ToList();
        tables.Count.ShouldBeGreaterThan(80);
        tables.Except(MergedTables.Come).Except(MergedTables.Stay.Keys).ShouldBeEmpty("say in MergedTables whether its rows come over or stay, and why");
        MergedTables.Come.Concat(MergedTables.Stay.Keys).Except(tables).ShouldBeEmpty("there is no such table");
        MergedTables.Come.Intersect(MergedTables.Stay.Keys).ShouldBeEmpty();
        var texts = Server.Services.GetRequiredService<Texts>();
        MergedTables.Stay.Values.Distinct().Where(why => !texts.Has($"merging.stays.{why}")).ShouldBeEmpty();
        var bytes = TableShape.Of(db).SelectMany(t => t.Columns.Where(c => c.Type == typeof(byte[])).Select(c => (t.Name, c.Name))).Where(c => MergedTables.Come.Contains(c.Item1)).ToList();
        bytes.Except(MergedTables.Sealed).Except([
            ("people_person", "NationalIdIndex"), ("admission_round", "Secret"), ("admission_run", "Problem"), ("admission_run", "Result"), ("admission_run", "ResultHash"),
            ("families_invitation", "TokenHash"), ("letters_file", "Applications"), ("AspNetUserPasskeys", "CredentialId"),
        ]).ShouldBeEmpty("bytes that come over are either encrypted with the school's key, and stand among the sealed, or are none's secret");
    }
}

public sealed class MergeTestsOnPostgres(OnPostgres server) : MergeTests(server), IClassFixture<OnPostgres>;
