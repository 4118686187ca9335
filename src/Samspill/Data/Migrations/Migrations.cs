using Microsoft.EntityFrameworkCore;

namespace Samspill.Data;

/// <summary>Brings a database up to the program's version.</summary>
internal static class Migrations
{
    public static async Task UpgradeAsync(DbContext db, Storage storage, string name, CancellationToken ct)
    {
        if (storage.IsPostgres)
        {
            await db.Database.MigrateAsync(ct);
            return;
        }
        // SQLite's own migration lock is a row that a killed program leaves behind, and then everybody waits for ever.
        // A lock on a file ends with its holder; whoever has it may clear the row.
        await using var turn = await FileTurnAsync(storage.FilePath(name) + ".upgrade", ct);
        if (await db.Database.CanConnectAsync(ct) && await HasLockTableAsync(db, ct)) await db.Database.ExecuteSqlRawAsync("DELETE FROM __EFMigrationsLock", ct);
        await db.Database.MigrateAsync(ct);
    }

    private static async Task<FileStream> FileTurnAsync(string path, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            try { return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose); }
            catch (IOException) when (!patience.IsCancellationRequested) { await Task.Delay(50, CancellationToken.None); }
        }
    }

    private static async Task<bool> HasLockTableAsync(DbContext db, CancellationToken ct) =>
        await db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(ct) > 0;
}
