namespace Samspill.Data;

/// <summary>How large a demo school is to be.</summary>
/// <param name="Pupils">Children with a place.</param>
/// <param name="Places">Live places.</param>
/// <param name="WaitingWithPlace">Children with a place who wait for another.</param>
/// <param name="WaitingWithout">Children without a place, all of whom wait.</param>
/// <param name="Seed">The same seed and the same day give the same school.</param>
internal sealed record DemoPlan(string Slug, string Name, string Municipality, int Pupils, int Places, int WaitingWithPlace, int WaitingWithout, int Teachers, int Seed, string Address, string Phone)
{
    /// <summary>Trondheim's published size: about 3,700 pupils in 4,667 places (1 January 2019) and 1,600 children waiting.</summary>
    public static readonly DemoPlan Trondheim = new(DemoSchools.Trondheim, "Trondheim kommunale kulturskole", "5001", 3_700, 4_667, 120, 1_480, 112, 5001, "Olavskvartalet, 7011 Trondheim", "72 54 00 00");

    /// <summary>Klæbu before it became part of Trondheim: about 300 places and short queues.</summary>
    public static readonly DemoPlan Klabu = new(DemoSchools.Klabu, "Klæbu kulturskole", "5030", 258, 302, 4, 16, 9, 5030, "Vikingvegen 8, 7540 Klæbu", "72 83 35 00");

    /// <summary>The sites the school teaches at.</summary>
    public IReadOnlyList<DemoSite> Sites() => Slug == DemoSchools.Klabu ? [.. DemoSite.Read().Where(s => s.District == "Klæbu")] : DemoSite.Read();

    public int AtSites(DemoOffer offer) => Slug == DemoSchools.Klabu ? offer.Klabu : offer.Trondheim;
}
