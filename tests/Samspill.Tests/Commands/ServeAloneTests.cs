using Samspill.Commands;
using Samspill.Data;

namespace Samspill.Tests.Commands;

/// <summary>One program serves a folder, and what cannot be served is told in a line.</summary>
public sealed class ServeAloneTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("samspill-");

    [Fact]
    public async Task A_folder_that_is_served_is_not_served_by_another_nor_made_anew_under_it()
    {
        var storage = new Storage(folder.FullName, null);
        await using (var first = storage.TryHold())
        {
            first.ShouldNotBeNull();
            storage.TryHold().ShouldBeNull();
            (await CommandLine.RunAsync(["serve", "--data", folder.FullName, "--urls", "http://127.0.0.1:0"])).ShouldBe(2);
            folder.GetFiles("*.db").ShouldBeEmpty();
        }
        await using var next = storage.TryHold();
        next.ShouldNotBeNull();
    }

    [Fact]
    public void Many_programs_may_serve_from_one_server_of_databases()
    {
        var storage = new Storage(folder.FullName, "Host=127.0.0.1");
        storage.TryHold().ShouldNotBeNull();
        storage.TryHold().ShouldNotBeNull();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_wrong_usage()
    {
        var file = Path.Combine(folder.FullName, "a-file");
        await File.WriteAllTextAsync(file, "");
        (await CommandLine.RunAsync(["school", "create", "a", "--name", "A", "--municipality", "5001", "--data", file])).ShouldBe(2);
    }

    [Fact]
    public async Task A_connection_that_is_none_is_wrong_usage() =>
        (await CommandLine.RunAsync(["serve", "--connection", "nonsense", "--data", folder.FullName])).ShouldBe(2);

    public void Dispose() => folder.Delete(recursive: true);
}
