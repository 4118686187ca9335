using System.Net.Mail;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.School;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.School;

/// <summary>What the public sees of the school: its name and how to reach it.</summary>
[Authorize(Policy = Can.EditSchool)]
public sealed class ProfilePage(SamspillDb db, OpenSchool school, Profiles profiles, Texts texts) : PageModel
{
    [BindProperty] public ProfileForm Input { get; set; } = new();
    [BindProperty] public string? Was { get; set; }

    public string Municipality => school.Municipality;
    public IReadOnlyList<Seen.Change> Changes { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Input = ProfileForm.Of(await db.Profile.AsNoTracking().SingleAsync(ct));
        Was = Seen.Of(Input);
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.Profile.ExecuteUpdateAsync(p => p.SetProperty(x => x.Name, x => x.Name), ct); // holds the row
        var profile = await db.Profile.SingleAsync(ct);
        var now = ProfileForm.Of(profile);
        if (Seen.Since(Was, now) is not { } changes) return BadRequest();
        if (changes.Count > 0)
        {
            (Changes, Input, Was) = (changes, Seen.Merge(Was, Input, now), Seen.Of(now));
            ModelState.Clear();
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        Input.Describe(profile, new Typed(ModelState, texts, "Input."));
        if (!ModelState.IsValid) return Page();
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        profiles.Forget(school);
        TempData["Notice"] = texts["school-profile.saved"];
        return RedirectToPage();
    }
}

/// <summary>The school as it is typed.</summary>
public sealed class ProfileForm
{
    public string? Name { get; set; }
    public string? Address { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? ComplaintBody { get; set; }

    public static string Label(string field) => $"school-profile.{field.ToLowerInvariant()}";

    public static ProfileForm Of(SchoolProfile profile) => new() { Name = profile.Name, Address = profile.Address, Phone = profile.Phone, Email = profile.Email, ComplaintBody = profile.ComplaintBody };

    /// <summary>Records what was typed, or says what is wrong beside the fields.</summary>
    public void Describe(SchoolProfile profile, Typed typed)
    {
        var (name, address, phone) = (typed.Text(nameof(Name), Name, 200), typed.Optional(nameof(Address), Address, 200), typed.Optional(nameof(Phone), Phone, 40));
        var email = typed.Optional(nameof(Email), Email, 254);
        var complaintBody = typed.Optional(nameof(ComplaintBody), ComplaintBody, 200);
        if (phone is not null && (phone.Count(char.IsAsciiDigit) < 3 || !phone.All(c => char.IsAsciiDigit(c) || c is '+' or ' ' or '(' or ')' or '-' or '.'))) typed.Wrong(nameof(Phone), ProfileRejections.Phone);
        if (email is not null && !(MailAddress.TryCreate(email, out var parsed) && parsed.Address == email)) typed.Wrong(nameof(Email), ProfileRejections.Email);
        if (!typed.IsFine) return;
        profile.Describe(name, address, phone, email);
        profile.Hear(complaintBody);
    }
}
