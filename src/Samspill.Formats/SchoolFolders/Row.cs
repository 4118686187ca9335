namespace Samspill.Formats.SchoolFolders;

/// <summary>One row of a file in the school folder. What the file leaves empty is null.</summary>
public abstract record Row
{
    /// <summary>The physical line the row begins on; the header is line 1. 0 for a row that was not read from a file.</summary>
    public int Line { get; init; }
}
