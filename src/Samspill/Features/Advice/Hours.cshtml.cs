using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Domain.Advice;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Advice;

/// <summary>Which hours give most children a place.</summary>
[Authorize(Policy = Can.SeeReach)]
public sealed class HoursPage(SamspillDb db, AskAdvice ask, Texts texts) : PageModel
{
    public AskedAdvice? Answered { get; private set; }
    public AskedAdvice? Asked { get; private set; }
    public HoursAnswer? Answer { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        (Answered, Asked) = await db.NewestAdviceAsync(AdviceKind.Hours, ct);
        Answer = Answered?.Answer is { } json ? JsonSerializer.Deserialize<HoursAnswer>(json) : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if ((await ask.HoursAsync(ct)).Refused(out var why))
        {
            await OnGetAsync(ct);
            return this.Refuse(why);
        }
        TempData["Notice"] = texts["advice.asked"];
        return this.SeeOther("~/rad");
    }

    /// <summary>The days of a site with the free hours of each: "Ila skole: mandag 4, tirsdag 6".</summary>
    public static IEnumerable<(string Site, string Days)> RoomOf(HourLine line) => line.Rooms.GroupBy(r => r.Site)
        .Select(s => (s.Key, string.Join(", ", s.Select(r => $"{System.Globalization.CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(r.Day)} {Show.Number((long)(r.Minutes / 60))}"))));
}
