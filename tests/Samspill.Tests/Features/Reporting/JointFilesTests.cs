using Samspill.Domain.Reporting;
using Samspill.Features.Reporting;

namespace Samspill.Tests.Features.Reporting;

public sealed class JointFilesTests
{
    [Fact]
    public async Task What_is_published_is_made_once_and_the_oldest_is_the_first_to_go()
    {
        var (files, made) = (new JointFiles(), 0);
        Task<Outcome<byte[]>> MakeAsync()
        {
            made++;
            return Task.FromResult<Outcome<byte[]>>(new byte[] { 1 });
        }
        async Task AskAsync(JointReportId id, string language = "nb") => _ = (await files.OfAsync(id, language, "pdf", MakeAsync, CancellationToken.None)).Value;

        List<JointReportId> ids = [.. Enumerable.Range(0, JointFiles.Most).Select(_ => JointReportId.New())];
        foreach (var id in ids) await AskAsync(id);
        foreach (var id in ids) await AskAsync(id);
        made.ShouldBe(JointFiles.Most, "each once");
        await AskAsync(ids[0], "nn");
        await AskAsync(ids[1]);
        made.ShouldBe(JointFiles.Most + 1, "another language is another file, and only the oldest had to go");
        await AskAsync(ids[0]);
        made.ShouldBe(JointFiles.Most + 2);
    }
}
