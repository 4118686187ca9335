namespace Samspill.Planning.Problems;

/// <summary>What came of reading a file: the value, or what is wrong with the file.</summary>
/// <typeparam name="T">What the file holds.</typeparam>
/// <param name="Value">Null when there are faults.</param>
/// <param name="Faults">Empty when there is a value.</param>
public sealed record Reading<T>(T? Value, IReadOnlyList<Fault> Faults) where T : class;
