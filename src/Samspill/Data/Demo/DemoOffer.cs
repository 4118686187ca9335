using Samspill.Formats.SchoolFolders;

namespace Samspill.Data;

/// <summary>One thing the demo's schools offer, at several sites.</summary>
/// <param name="Seats">Seats at one site.</param>
/// <param name="Trondheim">How many sites have it in Trondheim.</param>
/// <param name="Klabu">How many sites have it in Klæbu.</param>
/// <param name="Fee">Kroner for a term: the figures that Ringsaker (before 2020) and Hammerfest (2024) have published.</param>
internal sealed record DemoOffer(
    string Id, string Name, Discipline Discipline, Programme Programme, CourseForm Form, int AgeFrom, int AgeTo, int Minutes, int Seats, int Fee, int Trondheim, int Klabu, string Description)
{
    public int Weeks => Form == CourseForm.ShortCourse ? 1 : Form == CourseForm.Project ? 12 : 36;

    public int Minimum => Form is CourseForm.Group or CourseForm.ShortCourse ? Math.Max(4, Seats / 3) : 0;

    public static readonly DemoOffer[] All =
    [
        Solo("piano", "Piano", 26, 24, 2, "Du lærer å spille med begge hender, lese noter og spille etter gehør. Vi velger musikk sammen, fra folketoner til film."),
        Solo("gitar", "Gitar", 26, 22, 2, "Akkorder, komp og melodi på akustisk eller elektrisk gitar. Du kan låne gitar det første året."),
        Solo("fiolin", "Fiolin", 18, 14, 1, "Vi begynner med små fioliner og korte melodier. Etter hvert spiller du i strykeorkester."),
        Solo("cello", "Cello", 14, 5, 0, "Et dypt og varmt strykeinstrument som passer både alene og sammen med andre."),
        Solo("flute", "Fløyte", 14, 6, 1, "Klang, pust og fingre. Fløytistene spiller ofte i korps og kammergrupper."),
        Solo("klarinett", "Klarinett", 14, 6, 0, "Fra klezmer til klassisk. Mange klarinettister er med i korpset på skolen sin."),
        Solo("saksofon", "Saksofon", 14, 6, 0, "Jazz, pop og korps. Du lærer å improvisere fra første halvår."),
        Solo("trompet", "Trompet og kornett", 16, 10, 1, "Messing for deg som vil høres. Instrument kan lånes av skolen eller korpset."),
        Solo("slagverk", "Slagverk", 20, 12, 1, "Trommesett, stavspill og perkusjon. Vi øver på puls, samspill og det å lytte."),
        Solo("sang", "Sang", 18, 14, 1, "Stemmebruk, tekst og formidling. Du synger det du selv har lyst til, og får prøve deg på scenen.", from: 9),
        Solo("trekkspill", "Trekkspill", 10, 3, 0, "Et helt orkester i fanget. Vi spiller dans, viser og ny musikk."),
        Solo("bass", "Bass", 12, 4, 0, "Elbass eller kontrabass. Du blir fort etterspurt i band.", from: 9),
        Solo("fele", "Hardingfele og folkemusikk", 10, 3, 0, "Slåtter lært på øret, slik de alltid har vært lært bort."),
        Group("musikklek", "Musikklek", Discipline.Music, 4, 6, 45, 12, 830, 11, 1, "Sang, rytme og bevegelse for de yngste, sammen med en voksen."),
        Choir("barnekor", "Barnekor", 6, 10, 28, 13, 1, "Vi synger enstemt og flerstemt og har konsert før jul og før sommeren."),
        Choir("ungdomskor", "Ungdomskor", 11, 19, 30, 3, 0, "Pop, gospel og nye verk. Ingen opptaksprøve."),
        Choir("stryk", "Strykeorkester", 8, 16, 26, 3, 0, "For deg som har spilt minst ett år. Vi spiller sammen hver uke."),
        Choir("aspirant", "Korpsaspirant", 8, 11, 20, 12, 1, "De første skrittene på vei inn i skolekorpset."),
        Group("band", "Band", Discipline.Music, 10, 19, 60, 6, 1700, 12, 1, "Vi setter sammen bandet ut fra hva dere spiller. Låtene velger dere selv."),
        Group("joik", "Joik og samisk musikk", Discipline.Sami, 6, 16, 45, 8, 1470, 2, 0, "Joik, fortelling og lek på samisk og norsk. Åpent for alle."),
        Group("duodji", "Duodji", Discipline.Sami, 8, 16, 90, 8, 2150, 1, 0, "Samisk håndverk i tre, skinn og tekstil."),
        Group("barnedans", "Barnedans", Discipline.Dance, 5, 8, 45, 14, 1470, 18, 1, "Lek, rytme og eventyr i bevegelse. Vi danser uten sko."),
        Group("ballett", "Klassisk ballett", Discipline.Dance, 8, 19, 75, 14, 1925, 7, 0, "Teknikk, musikalitet og holdning i rolig tempo."),
        Group("jazzdans", "Jazzdans", Discipline.Dance, 8, 19, 60, 14, 1700, 10, 1, "Energi, isolasjoner og show. Vi lager en forestilling hvert år."),
        Group("hiphop", "Hiphop", Discipline.Dance, 9, 19, 60, 16, 1700, 12, 1, "Grunnsteg, freestyle og koreografi til musikken dere hører på."),
        Group("moderne", "Moderne dans", Discipline.Dance, 12, 19, 90, 14, 2150, 4, 0, "Gulvarbeid, improvisasjon og egne uttrykk."),
        Group("barneteater", "Barneteater", Discipline.Theatre, 7, 12, 90, 12, 1700, 13, 1, "Vi leker, dikter og spiller, og ender med en forestilling for familie og venner."),
        Group("ungdomsteater", "Ungdomsteater", Discipline.Theatre, 13, 19, 120, 14, 2150, 5, 0, "Skuespill, tekst og scene. Dere er med på å bestemme hva vi setter opp."),
        Group("tegning", "Tegning og maling", Discipline.VisualArt, 7, 15, 90, 12, 1470, 15, 1, "Blyant, kull, akvarell og akryl. Vi går ut når lyset er godt."),
        Group("keramikk", "Keramikk", Discipline.VisualArt, 9, 19, 90, 10, 1470, 4, 0, "Vi former, glaserer og brenner i egen ovn."),
        Group("animasjon", "Animasjon og film", Discipline.Film, 9, 16, 90, 10, 1700, 4, 0, "Fra tegning og leire til ferdig film med lyd."),
        Group("skriving", "Skrivekunst", Discipline.Writing, 10, 19, 90, 10, 1470, 4, 0, "Dikt, fortelling og manus. Vi leser for hverandre og gir råd."),
        Group("sirkus", "Sirkus", Discipline.Circus, 8, 15, 90, 14, 2150, 7, 0, "Sjonglering, akrobatikk og balanse. Alle finner noe de kan."),
        new("lordag", "Lørdagsskolen", Discipline.Music, Programme.Depth, CourseForm.Group, 12, 19, 180, 16, 2935, 1, 0, "Fordypning for unge musikere: kammermusikk, hørelære og mesterklasser. Opptak etter prøvespill."),
        new("dansefordypning", "Dans, fordypning", Discipline.Dance, Programme.Depth, CourseForm.Group, 12, 19, 180, 16, 3760, 1, 0, "To kvelder i uken for deg som vil langt. Opptak etter prøve."),
        new("julespill", "Forestillingsprosjekt", Discipline.Theatre, Programme.Breadth, CourseForm.Project, 8, 19, 120, 30, 1070, 2, 1, "Tolv uker fra første lesning til premiere, med sang, dans og skuespill."),
        new("sommersirkus", "Sommersirkus", Discipline.Circus, Programme.Breadth, CourseForm.ShortCourse, 7, 15, 300, 24, 1070, 2, 1, "Fem dager i august med forestilling på den siste."),
    ];

    private static DemoOffer Solo(string id, string name, int seats, int trondheim, int klabu, string description, int from = 7) =>
        new(id, name, Discipline.Music, Programme.Core, CourseForm.Individual, from, 19, 20, seats, 1470, trondheim, klabu, description);

    private static DemoOffer Group(string id, string name, Discipline discipline, int from, int to, int minutes, int seats, int fee, int trondheim, int klabu, string description) =>
        new(id, name, discipline, Programme.Core, CourseForm.Group, from, to, minutes, seats, fee, trondheim, klabu, description);

    private static DemoOffer Choir(string id, string name, int from, int to, int seats, int trondheim, int klabu, string description) =>
        new(id, name, Discipline.Music, Programme.Breadth, CourseForm.Ensemble, from, to, 75, seats, 1470, trondheim, klabu, description);
}
