using Samspill.Domain.School;
using Samspill.Domain.Strategy;

namespace Samspill.Data;

/// <summary>The demo schools' own plan: adopted, with measures, and indicators of both kinds.</summary>
internal static class DemoOwnPlan
{
    private const string Text = """
        # 1 En kulturskole for alle
        ## 1.1 Flere barn får plass
        - 1 Åpne ettermiddager i alle bydeler
        - 2 Gruppetilbud uten venteliste
        * Elever i grunnskolealder | pupils-school-age | 3500
        * Barn som venter, per elev | waiting / pupils | 0.2
        ## 1.2 Ingen blir borte fordi det koster
        - 1 Alle vet om redusert betaling
        * Familier som kjenner ordningen, prosent | @Rektor | 90
        # 2 Kvalitet i timen
        ## 2.1 Elevene blir med videre
        - 1 Samtale med hver elev én gang i året
        * Undervisningstimer per elev | lesson-hours / pupils | 20
        """;

    public static void Add(SamspillDb db, DemoPlan school, DateOnly today, DateTimeOffset now)
    {
        var start = SchoolYear.Of(today) - 1;
        var plan = Plan.National("Kulturskolens plan", new Period(new DateOnly(start, 8, 1), SchoolYear.LastDayOf(start + 3)), "Marit Lund", now).Value;
        _ = plan.Write(Outline.Read(Text, []).Value, 0).Value;
        _ = plan.Adopt(school.Slug == DemoSchools.Trondheim ? "Bystyret" : "Kommunestyret", new DateOnly(start, 6, 12)).Value;
        db.Plans.Add(plan);
        var known = plan.Goals.SelectMany(g => g.Indicators).Single(i => i.AnsweredBy is not null).Key;
        db.IndicatorAnswers.AddRange(new IndicatorAnswer(known, today.AddDays(-300), 61, "Marit Lund", now.AddDays(-300)), new IndicatorAnswer(known, today.AddDays(-30), 72, "Marit Lund", now.AddDays(-30)));
    }
}
