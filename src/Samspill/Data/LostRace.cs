using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Samspill.Data;

internal static class LostRace
{
    /// <summary>Whether a save failed because somebody else wrote the same thing first (a unique index, or a deadlock that PostgreSQL ended): look again.</summary>
    public static bool IsLostRace(this Exception fault) => fault switch
    {
        SqliteException { SqliteExtendedErrorCode: 2067 or 1555 } => true,
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected } => true,
        DbUpdateException or InvalidOperationException => fault.InnerException?.IsLostRace() ?? false, // Npgsql wraps what may pass
        _ => false,
    };
}
