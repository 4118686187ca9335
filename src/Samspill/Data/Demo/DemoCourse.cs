using Samspill.Formats.SchoolFolders;

namespace Samspill.Data;

/// <summary>An offer at one site.</summary>
internal sealed class DemoCourse(DemoOffer offer, DemoSite site, int seats, string days)
{
    public DemoOffer Offer => offer;
    public string Days => days;
    public string Teacher { get; set; } = "";

    /// <summary>Seats that are still to be given to somebody.</summary>
    public int Open { get; set; } = seats;

    public CourseRow Row { get; } = new()
    {
        Id = $"{offer.Id}-{site.Id}", Name = $"{offer.Name}, {site.Short}", Discipline = offer.Discipline, Subject = offer.Id, Programme = offer.Programme, Form = offer.Form, Sites = [site.Id],
        Capacity = seats, Minimum = offer.Minimum, AgeFrom = offer.AgeFrom, AgeTo = offer.AgeTo, LessonMinutes = offer.Minutes, WeeksPerYear = offer.Weeks, FeePerTermOre = offer.Fee * 100L,
        Requires = offer.Programme == Programme.Depth ? ["auditionPassed"] : null,
    };

    /// <summary>Whether the child is of the age, has no such course already and, for the depth programme, is the one in three who passed the audition.</summary>
    public bool Takes(DemoChild child) =>
        child.Turns >= offer.AgeFrom && child.Turns <= offer.AgeTo && !child.Courses.Exists(code => code.StartsWith(offer.Id + "-", StringComparison.Ordinal));

    /// <summary>0 at the child's own school, 1 in its part of town, 2 in the middle of the city, 4 elsewhere.</summary>
    public int Distance(DemoChild child) => site.Id == child.HomeSite ? 0 : site.District == child.District ? 1 : site.Id == "midtbyen" ? 2 : 4;
}
