namespace Samspill.Formats.Calendars;

/// <summary>One event of a calendar, in Europe/Oslo's time.</summary>
/// <param name="Uid">The same for as long as the event lives, however it moves.</param>
/// <param name="Sequence">Counts the changes that matter to those who come.</param>
/// <param name="Start">Date and time on the wall in Oslo.</param>
/// <param name="Cancelled">Whether it is called off: readers strike it out or take it away.</param>
/// <param name="ChangedAt">When it was last changed.</param>
public sealed record CalendarEvent(string Uid, int Sequence, DateTime Start, DateTime End, string Summary, string? Location, string? Description, bool Cancelled, DateTimeOffset ChangedAt);
