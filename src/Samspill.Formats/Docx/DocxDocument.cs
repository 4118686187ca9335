namespace Samspill.Formats.Docx;

/// <summary>A text document in reading order.</summary>
/// <param name="Title">Stands first, and in the file's properties.</param>
/// <param name="Author">Who publishes it.</param>
/// <param name="Language">As Word names it: <c>nb-NO</c>.</param>
/// <param name="Written">The moment in the file's properties: the same document gives the same bytes.</param>
public sealed record DocxDocument(string Title, string Author, string Language, DateTimeOffset Written, IReadOnlyList<DocxBlock> Blocks);

/// <summary>A part of a document.</summary>
public abstract record DocxBlock;

/// <summary>A heading that the word processor knows as one: it stands in the navigation and in a table of contents.</summary>
/// <param name="Level">1 to 3.</param>
public sealed record DocxHeading(int Level, string Text) : DocxBlock;

/// <summary>A paragraph. Line breaks in the text stay.</summary>
/// <param name="IsQuiet">Smaller and grey: a note.</param>
public sealed record DocxText(string Text, bool IsQuiet = false) : DocxBlock;

/// <summary>A point in a list.</summary>
public sealed record DocxItem(string Text) : DocxBlock;

/// <summary>A table whose first row is its head, repeated on every page.</summary>
/// <param name="Rows">As many cells each as the head.</param>
/// <param name="Figures">Columns, counted from 0, that hold figures and stand to the right.</param>
public sealed record DocxTable(IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlySet<int> Figures) : DocxBlock;
