using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.People;
using Samspill.Domain.Surveys;

namespace Samspill.Features.Surveys;

internal static class SurveyReceivers
{
    /// <summary>Everybody a survey asks, each once however many children: guardians who act on the web for a pupil under 18 with a place, pupils with a place from 15, or teachers.</summary>
    public static IQueryable<Person> AskedBy(this SamspillDb db, SurveyAudience audience, DateOnly today)
    {
        var (fifteen, eighteen) = (today.AddYears(-15), today.AddYears(-18));
        var pupils = db.Places.Where(p => p.State == PlaceState.Live).Select(p => p.Pupil);
        var grown = db.People.Where(p => p.BirthDate <= eighteen).Select(p => p.Id);
        var asked = audience switch
        {
            SurveyAudience.Guardians => db.Guardianships.Where(g => g.Online && !g.SeesOnly && pupils.Contains(g.Pupil) && !grown.Contains(g.Pupil)).Select(g => g.Guardian),
            SurveyAudience.Pupils => db.People.Where(p => p.BirthDate <= fifteen && pupils.Contains(p.Id)).Select(p => p.Id),
            _ => db.Staff.Where(s => s.Role == StaffRole.Teacher).Select(s => s.Person),
        };
        return db.People.Where(p => asked.Contains(p.Id));
    }
}
