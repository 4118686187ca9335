using System.CommandLine;
using Samspill.Data;
using Samspill.Host;

namespace Samspill.Commands;

internal static class SchoolCommand
{
    private static readonly Argument<string> Slug = new("slug") { Description = "First segment of the school's addresses: lower-case letters, digits, hyphens" };
    private static readonly Option<string> Name = new("--name") { Description = "The school's name", Required = true };
    private static readonly Option<string> Municipality = new("--municipality") { Description = "Four-digit number", Required = true };

    public static Command Create()
    {
        var create = new Command("create", "Makes an empty school") { Slug, Name, Municipality };
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
            return 0;
        });
        return new Command("school", "Schools of this installation") { create };
    }
}
