using Samspill.Formats.SchoolFolders;
using Shouldly;
using Xunit;

namespace Samspill.Formats.Tests.SchoolFolders;

public class ReferencesTests
{
    private const string Places = "pupil;course;from;teacher\np1;piano;2025-08-15;t1\n";

    [Fact]
    public void A_small_school_refers_to_nobody_outside_itself() => References.Check(Folders.Small, new()).ShouldBeEmpty();

    [Fact]
    public void Each_reference_to_nobody_is_told() =>
        References.Check(new() { Rooms = Folders.Small.Rooms, Courses = Folders.Small.Courses, Pupils = Folders.Small.Pupils, Guardianships = Folders.Small.Guardianships, Staff = Folders.Small.Staff }, new())
            .Told().ShouldBe(
            [
                "rooms.csv: site \"01\" is neither in sites.csv nor in the school",
                "courses.csv: sites \"02\" is neither in sites.csv nor in the school",
                "courses.csv: sites \"01\" is neither in sites.csv nor in the school",
                "pupils.csv: school \"02\" is neither in sites.csv nor in the school",
                "guardianships.csv: guardian \"g1\" is neither in guardians.csv nor in the school",
                "staff.csv: homeSite \"01\" is neither in sites.csv nor in the school",
            ]);

    [Fact]
    public void What_the_school_has_may_be_referred_to()
    {
        var folder = Folders.Read("places.csv", Places).Folder;
        References.Check(folder, new()).Told().ShouldBe(
        [
            "places.csv line 2: pupil \"p1\" is neither in pupils.csv nor in the school",
            "places.csv line 2: course \"piano\" is neither in courses.csv nor in the school",
            "places.csv line 2: teacher \"t1\" is neither in staff.csv nor in the school",
        ]);
        References.Check(folder, new() { Pupils = new HashSet<string> { "p1" }, Courses = new HashSet<string> { "piano" }, Staff = new HashSet<string> { "t1" } }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("id;givenName;familyName;birthDate;sex;municipality\np1;Åse;Moen;never;f;5001\n"), InlineData("id;givenName\np1;Åse\n")]
    public void A_pupil_with_a_fault_is_not_told_of_again_by_those_who_refer_to_it(string pupils)
    {
        var reading = Folders.Read(new Dictionary<string, string> { ["pupils.csv"] = pupils, ["places.csv"] = Places });
        reading.Faults.ShouldNotBeEmpty();
        References.Check(reading.Folder, new()).ShouldNotContain(fault => fault.Column == "pupil");
    }
}
