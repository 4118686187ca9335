using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>An address that is open.</summary>
public sealed record OpenFeed(CalendarFeedId Id, string What, DateTimeOffset MadeAt, bool IsTheSchools);

/// <summary>Calendar addresses: what one can have, which of one's own and of the school's are open, and closing them.</summary>
[Authorize(Policy = Can.BeSignedIn)]
public sealed class CalendarsPage(SamspillDb db, Actor actor, CalendarFeeds feeds, Disclosure disclosure, ServerOptions options, OpenSchool school, Texts texts) : PageModel
{
    private const int MostPlaces = 1000;

    /// <summary>What is wanted: a kind and an id.</summary>
    [BindProperty] public string? Wanted { get; set; }

    public IReadOnlyList<SelectListItem> Choices { get; private set; } = [];
    public IReadOnlyList<OpenFeed> Open { get; private set; } = [];

    /// <summary>The address that was just made: it is shown once.</summary>
    public string? Fresh { get; private set; }
    public FaceKind Face => actor.May(Can.SeeAdmission) ? FaceKind.Staff : actor.May(Can.Teach) ? FaceKind.Teacher : FaceKind.Family;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Fresh = TempData["Feed"] as string;
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostMakeAsync(CancellationToken ct)
    {
        if (Wanted?.Split(':') is not [var word, var id] || !Enum.TryParse<FeedKind>(word, out var kind) || !Enum.IsDefined(kind) || !Guid.TryParse(id, out var subject))
        {
            await LoadAsync(ct);
            ModelState.AddModelError(nameof(Wanted), texts["form.missing"]);
            return Page();
        }
        if ((await feeds.MakeAsync(kind, subject, ct)).Refused(out var why, out var secret))
        {
            await LoadAsync(ct);
            return this.Refuse(why, nameof(Wanted));
        }
        TempData["Feed"] = $"{options.PublicUrl}/{school.Slug}/{(kind == FeedKind.Screen ? $"skjerm/{secret}" : $"kalender/{secret}.ics")}";
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken ct)
    {
        if ((await feeds.RevokeAsync(new CalendarFeedId(id), ct)).Refused(out _)) return NotFound();
        TempData["Notice"] = texts["feed.revoked"];
        return RedirectToPage();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var choices = new List<SelectListItem>();
        void Add(FeedKind kind, Guid subject, string text) => choices.Add(new SelectListItem(text, $"{kind}:{subject}"));
        if (actor.May(Can.SeeOwnFamily))
        {
            var children = actor.Children;
            if (children.Count > 1 && actor.Person is { } guardian) Add(FeedKind.Guardian, guardian.Value, texts["feed.guardian"]);
            foreach (var child in await db.People.Where(p => children.Contains(p.Id)).OrderBy(p => p.BirthDate).Select(p => new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).ToListAsync(ct))
                Add(FeedKind.Pupil, child.Id.Value, disclosure.GivenName(child));
        }
        if (actor.May(Can.Teach) && actor.Staff is { } me) Add(FeedKind.Teacher, me.Value, texts["feed.teacher"]);
        var (sites, rooms) = (new Dictionary<Guid, string>(), new Dictionary<Guid, string>());
        if (actor.May(Can.PlanWeek))
        {
            var places = await db.Rooms.Join(db.Sites, r => r.Site, s => s.Id, (r, s) => new { Room = r.Id, r.Name, Site = s.Id, SiteName = s.Name }).OrderBy(x => x.SiteName).ThenBy(x => x.Name).Take(MostPlaces).ToListAsync(ct);
            foreach (var site in places.GroupBy(p => (p.Site, p.SiteName)))
            {
                Add(FeedKind.Site, site.Key.Site.Value, texts["feed.site", site.Key.SiteName]);
                Add(FeedKind.Screen, site.Key.Site.Value, texts["feed.screen", site.Key.SiteName]);
                foreach (var room in site) Add(FeedKind.Room, room.Room.Value, $"{room.SiteName}, {room.Name}");
            }
        }
        Choices = choices;
        var names = choices.ToDictionary(c => c.Value, c => c.Text);
        Open = [.. (await feeds.Closable().AsNoTracking().Where(f => f.RevokedAt == null).OrderBy(f => f.MadeAt).Take(CalendarFeeds.Most + CalendarFeeds.MostOfSchool).ToListAsync(ct))
            .Select(f => new OpenFeed(f.Id, names.GetValueOrDefault($"{f.Kind}:{f.Subject}", texts["feed.gone"]), f.MadeAt, f.IsTheSchools)).OrderBy(f => f.IsTheSchools)];
    }
}
