using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samspill.Data;

namespace Samspill.Features.Audit;

/// <summary>Turns what is about to be saved into audit entries: which row, which fields, from and to which state; never a person's data.</summary>
internal static class AuditTrail
{
    private const string NotAuditedAnnotation = "Samspill:NotAudited";

    public static void Collect(TenantDb db, Lease lease)
    {
        db.ChangeTracker.DetectChanges();
        var now = lease.Clock.GetUtcNow();
        var entries = db.ChangeTracker.Entries()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && e.Metadata.FindAnnotation(NotAuditedAnnotation) is null)
            .Select(e => new AuditEntry(now, lease.Actor, Verb(e.State), Subject(e), Detail(e)))
            .ToList();
        db.AuditEntries.AddRange(entries);
    }

    /// <summary>For rows that are themselves a log, or are typed into all the time: they are not logged again.</summary>
    public static void NotAudited<T>(this EntityTypeBuilder<T> entity) where T : class => entity.HasAnnotation(NotAuditedAnnotation, true);

    private static string Verb(EntityState state) => state switch { EntityState.Added => "added", EntityState.Deleted => "deleted", _ => "changed" };

    private static string Subject(EntityEntry entry)
    {
        var key = entry.Metadata.FindPrimaryKey()!.Properties.Select(p => entry.Property(p.Name).CurrentValue).Select(Bare);
        return $"{entry.Metadata.ClrType.Name} {string.Join(' ', key)}";
    }

    private static string? Detail(EntityEntry entry)
    {
        if (entry.State == EntityState.Deleted) return null;
        var fields = entry.State == EntityState.Added
            ? entry.Properties.Where(p => p.Metadata.ClrType.IsEnum).Select(p => $"{p.Metadata.Name} {p.CurrentValue}")
            : entry.Properties.Where(p => p.IsModified).Select(p => p.Metadata.ClrType.IsEnum ? $"{p.Metadata.Name} {p.OriginalValue} -> {p.CurrentValue}" : p.Metadata.Name);
        var text = string.Join(", ", fields);
        return text.Length == 0 ? null : text.Length > 2000 ? text[..2000] : text;
    }

    private static object? Bare(object? id) => id?.GetType().GetProperty("Value") is { } value && value.PropertyType == typeof(Guid) ? value.GetValue(id) : id;
}
