namespace Samspill.Data;

/// <summary>Names as they are heard in a Norwegian school yard: people whose families come from the same place share a group.</summary>
internal sealed record DemoNames(int Weight, string[] Girls, string[] Boys, string[] Families, string[] Languages)
{
    public static readonly DemoNames[] Groups =
    [
        Of(800,
            "Emma Nora Ida Sara Thea Ingrid Sofie Maja Åse Ylva Solveig Øydis Tuva Leah Aurora Oda Ella Olivia Frida Astrid Selma Hedda Amalie Vilde Marte Synne Eline Live Tiril Johanne Marie Anna Hanna Mathilde Agnes Sunniva Ragnhild Iben Mia Emilie",
            "Jakob Emil Noah Lucas Oskar Olav Håkon Sindre Øyvind Magnus Tobias Aksel Ludvig Bjørn Åsmund Elias Sivert Filip Henrik Kasper Mathias William Oliver Liam Theodor Isak Johannes Eirik Sondre Trygve Vetle Eskil Erlend Sverre Ole Lars Mikkel Herman Odin Iver",
            "Hansen Johansen Olsen Larsen Andersen Nilsen Kristiansen Jensen Karlsen Aune Bakken Moen Haugen Solberg Øverås Åsen Sæther Myhre Wold Brå Skårvold Tørum Dahl-Øien Aas Lian Strand Rønning Hegstad Singsaas Grøtte Selnes Ulstad Bjerkan Kvam Nordgård Lund Engen Hagen Vikan Sletten Rostad Fossum Husby Bratberg Kjelsås Ness Lunde Ekle Holm Eidem",
            ["nb", "nb", "nb", "nb", "nb", "nb", "nb", "nb", "nn"]),
        Of(35, "Máret Biret Elle Inga Sárá Risten Ánne Láilá Ravna Gáddjá", "Áilu Niillas Ánte Mihkkal Jovnna Heaika Máhtte Juhán Issát Biera", "Jåma Kappfjell Somby Sara Utsi Bientie Danielsen Dunfjeld Joma Kemi Gaup Baal", ["nb"]),
        Of(30, "Zofia Maja Lena Hanna Oliwia Amelia Julia Zuzanna", "Kacper Jakub Antoni Szymon Filip Aleksander Mikołaj Franciszek", "Nowak Kowalski Wójcik Zieliński Mazur Dąbrowski Wiśniewski Kamiński", ["nb", "en", "nb"]),
        Of(25, "Amina Hawa Fatima Ifrah Hodan Sagal Khadra Ayaan", "Mohamed Abdi Yusuf Ismail Liban Hamza Bilal Ayub", "Ali Hassan Abdi Warsame Farah Omar Jama Nuur", ["nb", "en"]),
        Of(20, "Linh Mai Anh Thảo Vy Ngọc", "Minh Duc Khoa Long Bao Nam", "Nguyen Tran Le Pham Vo Bui Dang", ["nb"]),
        Of(25, "Oksana Sofiia Darina Polina Anastasiia Kateryna", "Maksym Artem Bohdan Danylo Dmytro Ivan", "Shevchenko Kovalenko Bondarenko Tkachenko Melnyk Boiko", ["en", "nb"]),
        Of(20, "Layla Noor Yasmin Hala Rima Zeynep", "Omar Karim Sami Adam Yasin Emre", "Haddad Khalil Mansour Yilmaz Demir Hussain Malik", ["nb", "en"]),
        Of(15, "Selam Rahwa Feven Winta Luwam Bethlehem", "Natnael Yonas Filmon Robel Samuel Abel", "Tesfay Haile Berhane Kidane Gebre Tekle", ["nb", "en"]),
        Of(15, "Abinaya Kavya Priya Jūratė Ieva Gabija", "Arun Nithin Kavin Lukas Matas Jonas", "Sivakumar Nadarajah Rajan Kazlauskas Petrauskas Jankauskas", ["nb"]),
    ];

    public static readonly string[] Streets =
        "Bjørkeveien Granstien Elvegata Bakkegata Solsvingen Åkerveien Kirkegata Furulia Rognestien Ospeveien Kløverstien Skogveien Steinåsen Fjellgata Øvre_allé Brattlia Enggata Hestehagen Myrveien Lyngstien Blåklokkevegen Tunvegen Åsvegen Moltemyra".Split(' ');

    private static DemoNames Of(int weight, string girls, string boys, string families, string[] languages) =>
        new(weight, girls.Split(' '), boys.Split(' '), families.Split(' '), languages);
}
