namespace Samspill.Domain.Shared;

/// <summary>An amount in Norwegian kroner, held as whole øre (1 kr = 100 øre).</summary>
/// <remarks>Integers, because SQLite cannot order or sum decimals in the database.</remarks>
public readonly record struct Money(long Ore);
