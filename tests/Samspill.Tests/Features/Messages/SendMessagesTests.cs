using Microsoft.Extensions.DependencyInjection;
using Samspill.Domain.Messages;
using Samspill.Domain.People;
using Samspill.Features.Messages;
using Samspill.Gateways.Mail;
using Samspill.Host;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Messages;

public abstract class SendMessagesTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task Four_nodes_at_once_send_each_message_once()
    {
        var told = await TellAsync(20);
        var post = new Post();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync(post)));
        post.Taken.Where(told.Contains).Select(id => id.Value).Order().ShouldBe(told.Select(id => id.Value).Order());
        await using var db = Server.Database();
        (await db.Messages.CountAsync(m => told.Contains(m.Id) && m.State == MessageState.Sent && m.Attempts == 1)).ShouldBe(20);
    }

    [Fact]
    public async Task A_mail_server_that_refuses_is_asked_again_later_and_later_with_the_same_id()
    {
        var id = (await TellAsync(1)).Single();
        var post = new Post { Fault = "450 try later" };
        await SendAsync(post);
        await SendAsync(post); // too early: nothing happens
        post.Taken.Count(t => t == id).ShouldBe(1);
        Server.Clock.Advance(TimeSpan.FromSeconds(31));
        post.Fault = null;
        await SendAsync(post);
        post.Taken.Count(t => t == id).ShouldBe(2);
        await using var db = Server.Database();
        var message = await db.Messages.SingleAsync(m => m.Id == id);
        (message.State, message.Attempts, message.Fault).ShouldBe((MessageState.Sent, 2, null));
    }

    [Fact]
    public async Task A_node_that_is_killed_after_claiming_leaves_the_message_to_another()
    {
        var id = (await TellAsync(1)).Single();
        var post = new Post { Dies = true };
        await Should.ThrowAsync<OperationCanceledException>(() => SendAsync(post));
        post.Dies = false;
        await SendAsync(post);
        post.Taken.Count(t => t == id).ShouldBe(1); // still claimed
        Server.Clock.Advance(TimeSpan.FromMinutes(3));
        await SendAsync(post);
        post.Taken.Count(t => t == id).ShouldBe(2);
    }

    [Fact]
    public async Task Without_a_mail_server_each_message_is_one_whole_file()
    {
        var id = (await TellAsync(1)).Single();
        await using var scope = await Server.ActAsSystemAsync();
        await scope.ServiceProvider.GetRequiredService<SendMessages>().RunAsync(Server.Schools.Find(World.School)!, CancellationToken.None);
        var folder = Path.Combine(Server.Folder, "mail", World.School);
        var text = await File.ReadAllTextAsync(Path.Combine(folder, $"{id.Value:N}.eml"));
        text.ShouldContain($"Message-ID: <{id.Value:N}@example.org>");
        text.ShouldContain("To: kari@example.org");
        Directory.GetDirectories(folder).ShouldBeEmpty();
    }

    private async Task<List<MessageId>> TellAsync(int count)
    {
        await using var scope = await Server.ActAsSystemAsync();
        var db = scope.ServiceProvider.GetRequiredService<Samspill.Data.SamspillDb>();
        var kari = await db.People.SingleAsync(p => p.Id == Server.World.Kari.Person);
        var outbox = scope.ServiceProvider.GetRequiredService<Outbox>();
        for (var i = 0; i < count; i++) outbox.Tell(kari, "withdrawn", null, "Jonas", $"Gitar {i}", Server.Clock.GetUtcNow());
        var ids = db.Messages.Local.Select(m => m.Id).ToList();
        await db.SaveChangesAsync();
        return ids;
    }

    private async Task SendAsync(Post post)
    {
        await using var db = Server.Database();
        await new SendMessages(db, post, Server.Clock).RunAsync(Server.Schools.Find(World.School)!, CancellationToken.None);
    }

    /// <summary>A post office that can refuse, or be killed in the middle.</summary>
    private sealed class Post : IMailSender
    {
        private readonly List<MessageId> taken = [];

        public string? Fault { get; set; }
        public bool Dies { get; set; }
        public IReadOnlyList<MessageId> Taken { get { lock (taken) return [.. taken]; } }

        public async Task<string?> SendAsync(OpenSchool school, OutgoingMail mail, CancellationToken ct)
        {
            await Task.Yield();
            lock (taken) taken.Add(mail.Id);
            return Dies ? throw new OperationCanceledException() : Fault;
        }
    }
}

public sealed class SendMessagesTestsOnSqlite(OnSqlite server) : SendMessagesTests(server), IClassFixture<OnSqlite>;

public sealed class SendMessagesTestsOnPostgres(OnPostgres server) : SendMessagesTests(server), IClassFixture<OnPostgres>;
