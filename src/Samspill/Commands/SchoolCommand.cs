using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Access;
using Samspill.Features.Access;
using Samspill.Host;

namespace Samspill.Commands;

internal static class SchoolCommand
{
    private static readonly Argument<string> Slug = new("slug") { Description = "First segment of the school's addresses: lower-case letters, digits, hyphens" };
    private static readonly Option<string> Name = new("--name") { Description = "The school's name", Required = true };
    private static readonly Option<string> Municipality = new("--municipality") { Description = "Four-digit number", Required = true };

    private static readonly Option<string> PublicUrl = new("--public-url") { Description = "The address people use; the link begins with it", DefaultValueFactory = _ => "http://localhost:5080" };

    public static Command Create()
    {
        var create = new Command("create", "Makes an empty school and prints the link that lets its first principal in, once, within two weeks") { Slug, Name, Municipality, PublicUrl };
        create.SetAction(async (parsed, ct) =>
        {
            var schools = new Schools(CommandLine.StorageOf(parsed), TimeProvider.System);
            await schools.OpenAllAsync(ct);
            var made = await schools.CreateAsync(new HostedSchool(parsed.GetRequiredValue(Slug), parsed.GetRequiredValue(Name), parsed.GetRequiredValue(Municipality), Demo: false), ct);
            if (made.Refused(out var why))
            {
                await Console.Error.WriteLineAsync($"{why.Code}: {string.Join(", ", why.Facts)}");
                return 2;
            }
            Console.WriteLine($"School {made.Value.Slug}: {made.Value.Name}");
            if (!await HasPrincipalAsync(made.Value, ct)) await PrintLinkAsync(made.Value, parsed, ct);
            return 0;
        });
        var invite = new Command("invite", "Prints a new link for a principal, when all who could invite are gone") { CommandLine.School, PublicUrl };
        invite.SetAction((parsed, ct) => CommandLine.WithSchoolAsync(parsed, async (school, _, cancel) =>
        {
            await PrintLinkAsync(school, parsed, cancel);
            return 0;
        }, ct));
        return new Command("school", "Schools of this installation") { create, invite, MergeCommand.Create() };
    }

    private static async Task<bool> HasPrincipalAsync(OpenSchool school, CancellationToken ct)
    {
        await using var db = school.Database(Actor.Operator, TimeProvider.System);
        return await db.Grants.AnyAsync(g => g.Role == Role.Principal, ct);
    }

    private static async Task PrintLinkAsync(OpenSchool school, ParseResult parsed, CancellationToken ct)
    {
        await using var db = school.Database(Actor.Operator, TimeProvider.System);
        var token = Invitation.NewToken();
        db.Invitations.Add(new Invitation(token, "Rektor", email: null, Role.Principal, account: null, person: null, "operator", TimeProvider.System.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        Console.WriteLine($"First principal: {parsed.GetRequiredValue(PublicUrl).TrimEnd('/')}/{school.Slug}/invitasjon/{token}");
    }
}
