using System.Text;
using Samspill.Formats.SchoolFolders;

namespace Samspill.Tests.Features.Exchange;

/// <summary>The files of a school of one site, two courses and two families; change a file and read them.</summary>
internal sealed class SmallSchool
{
    private readonly Dictionary<string, string> files = new()
    {
        ["sites.csv"] = "id;name;kind;district;latitude;longitude\r\n007;Ila skole;primary;Midtbyen;63.4290;10.3700\r\n",
        ["rooms.csv"] = "id;site;name;capacity;features\r\nr1;007;Sal;30;stage piano\r\n",
        ["courses.csv"] = "id;name;discipline;subject;programme;form;sites;capacity;minimum;ageFrom;ageTo;lessonMinutes;weeksPerYear;feePerTerm;requires\r\n"
            + "piano;Piano, Ila;music;piano;core;individual;007;2;0;7;19;20;36;1470;\r\nkor;Barnekor;music;kor;breadth;ensemble;007;20;0;6;10;75;36;1470.50;\r\n",
        ["pupils.csv"] = "id;nationalId;givenName;familyName;birthDate;sex;address;postalCode;municipality;school;language;protection;flags\r\n"
            + "p1;14831250047;Máret;Øverås;2012-03-14;f;\"Gata 1\r\nH0101\";0150;5001;007;nn;none;newlyArrived specialNeeds\r\n"
            + "p2;;Ola;Øverås;2018-05-17;m;;;5001;007;nb;none;\r\np3;;Skjult;Vik;2017-01-02;x;Hemmelig vei 1;7010;5001;;nb;none;\r\n",
        ["guardians.csv"] = "id;nationalId;givenName;familyName;email;phone\r\ng1;17858000076;Kari;Øverås;kari@example.org;+47 40 00 00 00\r\ng2;;Sara;Vik;sara@example.org;\r\n",
        ["guardianships.csv"] = "pupil;guardian;payer\r\np1;g1;yes\r\np2;g1;\r\np3;g2;no\r\n",
        ["staff.csv"] = "id;givenName;familyName;email;role;positionPercent;subjects;homeSite\r\nt1;Trine;Lærer;trine@example.org;teacher;60;piano kor;007\r\n",
        ["places.csv"] = "pupil;course;from;to;teacher\r\np1;piano;2025-08-18;;t1\r\np2;kor;2024-08-19;2025-06-20;\r\n",
        ["applications.csv"] = "id;pupil;course;rank;appliedAt;flags\r\na2;p2;piano;1;2026-03-14T09:30:00+02:00;sibling early\r\na1;p3;piano;1;2026-03-14T09:30:00.123+01:00;\r\n",
    };

    public SmallSchool With(string file, string before, string after)
    {
        if (!files[file].Contains(before, StringComparison.Ordinal)) throw new ArgumentException($"{file} does not hold {before}", nameof(before));
        files[file] = files[file].Replace(before, after, StringComparison.Ordinal);
        return this;
    }

    public SmallSchool Add(string file, string row) => With(file, files[file], files[file] + row + "\r\n");

    public SmallSchool Only(string file, string text)
    {
        files.Clear();
        files[file] = text;
        return this;
    }

    /// <summary>The same school as one spreadsheet, a sheet a file.</summary>
    public MemoryStream AsWorkbook() => Workbook.Of(files);

    public string this[string file] => files[file];

    public FolderReading Read() => SchoolFolderReader.Read(files.ToDictionary(f => f.Key, f => (Func<Stream>)(() => new MemoryStream(Encoding.UTF8.GetBytes(f.Value)))));
}
