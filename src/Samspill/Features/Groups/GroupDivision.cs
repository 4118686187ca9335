using Samspill.Domain.Catalogue;

namespace Samspill.Features.Groups;

/// <summary>A place that is to be in a group.</summary>
/// <param name="Site">Where it is nearest for the pupil; null where it makes no difference.</param>
/// <param name="Level">How far the pupil has come, from 1; 0 when nobody has said.</param>
internal sealed record Seat(PlaceId Place, PersonId Pupil, DateOnly From, DateOnly? To, StaffId? Teacher, SiteId? Site, int Level);

/// <summary>Divides those of one course into groups: site by site, those of one level beside each other, and of those who are as far the ones of an age.</summary>
internal static class GroupDivision
{
    /// <summary>More are divided, whatever the room takes: one teacher has as many as this.</summary>
    private const int MostInGroup = 12, MostInEnsemble = 40;

    /// <summary>Fewer at a site are no group of their own: they go where most go.</summary>
    private const int FewestAtSite = 4;

    /// <param name="seats">By age.</param>
    /// <param name="room">How many the largest room of a site takes, or of all the course's sites; null for no limit.</param>
    public static IEnumerable<(SiteId? Site, Seat[] Together)> Of(TeachingForm form, Seat[] seats, Func<SiteId?, int?> room)
    {
        if (form == TeachingForm.Individual) return seats.Select(s => ((SiteId?)null, new[] { s }));
        var near = seats.ToLookup(s => s.Site);
        var most = near.MaxBy(at => at.Count())!.Key;
        return seats.GroupBy(s => near[s.Site].Count() < FewestAtSite ? most : s.Site).SelectMany(at => Divide(form, [.. at.OrderByDescending(s => s.Level)], room(at.Key)).Select(together => (at.Key, together)));
    }

    private static IEnumerable<Seat[]> Divide(TeachingForm form, Seat[] seats, int? room)
    {
        var most = Math.Max(1, Math.Min(room ?? int.MaxValue, form is TeachingForm.Group ? MostInGroup : MostInEnsemble));
        var groups = (seats.Length + most - 1) / most;
        return seats.Chunk((seats.Length + groups - 1) / groups);
    }
}
