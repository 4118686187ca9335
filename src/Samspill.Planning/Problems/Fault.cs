namespace Samspill.Planning.Problems;

/// <summary>One thing that is wrong with a problem or a file, and where.</summary>
/// <param name="Place">The place as one would write it in a program, <c>courses[3].capacity</c>, counted from 0.</param>
/// <param name="Message">What is wrong, in one line of plain English.</param>
public readonly record struct Fault(string Place, string Message)
{
    /// <summary>The line to show: <c>courses[3].capacity: must be 0 or more, is -1</c>.</summary>
    public override string ToString() => $"{Place}: {Message}";
}
