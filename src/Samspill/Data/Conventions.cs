using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Samspill.Domain.Shared;

namespace Samspill.Data;

/// <summary>How the model's types are stored, the same on SQLite and PostgreSQL.</summary>
internal static class Conventions
{
    public static void Apply(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcMoment>();
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        conventions.Properties<Money>().HaveConversion<OreConverter>();
        foreach (var id in typeof(PersonId).Assembly.GetTypes().Where(t => t.IsValueType && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>))))
            conventions.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id));
    }
}

/// <summary>Moments are UTC in the database: SQLite cannot compare offsets, and Npgsql takes UTC only.</summary>
internal sealed class UtcMoment() : ValueConverter<DateTimeOffset, DateTime>(
    moment => moment.UtcDateTime, stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));

internal sealed class OreConverter() : ValueConverter<Money, long>(money => money.Ore, ore => new Money(ore));

internal sealed class IdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => IdConverter<TId>.From(value)) where TId : struct, IId<TId>
{
    private static TId From(Guid value) => TId.From(value);
}
