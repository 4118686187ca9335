using System.Globalization;
using System.Text;
using Samspill.Planning.Placement;
using Samspill.Planning.Problems;
using Shouldly;
using Xunit;

namespace Samspill.Planning.Tests.Placement;

public class StrictReading
{
    private const string Sound = """
        { "format": "samspill-placement/1", "date": "2026-06-05", "seed": 7,
          "rules": { "maxPlacesPerPupil": 2, "rounds": "oneEach", "order": [ {"by": "flag", "flag": "resident"}, {"by": "birthDate", "direction": "youngestFirst"} ] },
          "courses": [
            {"id": "piano", "capacity": 3, "minimum": 0, "enrolled": 2, "ageFrom": 7, "ageTo": 19, "reserved": [ {"flag": "new", "places": 1} ], "requires": ["heard"]},
            {"id": "kor", "capacity": 30, "order": [ {"by": "lottery"} ]} ],
          "pupils": [ {"id": "p1", "birthDate": "2015-03-02", "flags": ["resident"], "holds": ["elsewhere"], "wants": 2}, {"id": "p2", "birthDate": "2016-02-29"} ],
          "applications": [
            {"id": "a1", "pupil": "p1", "course": "piano", "rank": 1, "appliedAt": "2024-09-01T10:00:00Z", "distance": 1200, "flags": ["onTime"]},
            {"id": "a2", "pupil": "p1", "course": "kor", "rank": 2, "appliedAt": "2024-09-01T10:00:00.1234567+02:00"},
            {"id": "a3", "pupil": "p2", "course": "kor", "rank": 1, "appliedAt": "2024-09-01T10:00:00Z"} ] }
        """;

    [Fact]
    public void A_sound_file_becomes_the_problem_it_tells()
    {
        var problem = Read(Sound).Value.ShouldNotBeNull();
        problem.Date.ShouldBe(new DateOnly(2026, 6, 5));
        problem.Rules.MaxPlacesPerPupil.ShouldBe(2);
        problem.Rules.Order.ShouldBe([new(Priority.Flag, "resident"), new(Priority.BirthDate, YoungestFirst: true)]);
        var piano = problem.Courses[0];
        (piano.Capacity, piano.Minimum, piano.Enrolled, piano.AgeFrom, piano.AgeTo).ShouldBe((3, 0, 2, 7, 19));
        piano.Reserved.ShouldBe([new("new", 1)]);
        piano.Requires.ShouldBe(["heard"]);
        problem.Courses[1].Order.ShouldBe([new(Priority.Lottery)]);
        problem.Pupils[0].Holds.ShouldBe(["elsewhere"]);
        problem.Pupils.Select(p => p.Wants).ShouldBe([2, 1]);
        problem.Applications[0].Distance.ShouldBe(1200);
        problem.Applications[1].AppliedAt.UtcTicks.ShouldBe(new DateTime(2024, 9, 1, 8, 0, 0, DateTimeKind.Utc).Ticks + 1_234_567);
    }

    [Fact]
    public void What_may_be_left_out_has_its_default()
    {
        var problem = Read(Without(Without(Sound, "\"maxPlacesPerPupil\": 2, "), "\"rounds\": \"oneEach\", ")).Value.ShouldNotBeNull();
        problem.Rules.MaxPlacesPerPupil.ShouldBeNull();
        problem.Rules.Rounds.ShouldBe(Rounds.OneEach);
    }

    [Theory]
    [InlineData("\"capacity\": 3", "\"capacity\": -3", "courses[0].capacity: must be 0 or more, is -3")]
    [InlineData("\"capacity\": 3", "\"capacity\": \"3\"", "courses[0].capacity: must be a whole number")]
    [InlineData("\"capacity\": 3", "\"capacity\": 3.5", "courses[0].capacity: must be a whole number of at most 2147483647")]
    [InlineData("\"capacity\": 3", "\"capacity\": 99999999999", "courses[0].capacity: must be a whole number of at most 2147483647")]
    [InlineData("\"capacity\": 3", "\"capacity\": null", "courses[0].capacity: must be a whole number")]
    [InlineData("\"capacity\": 3, ", "", "courses[0].capacity: is missing")]
    [InlineData("\"capacity\": 3", "\"capacity\": 3, \"capacity\": 4", "courses[0].capacity: is there twice")]
    [InlineData("\"capacity\": 3", "\"capacity\": 3, \"colour\": {\"a\": [1]}", "courses[0].colour: is not a member here")]
    [InlineData("\"minimum\": 0", "\"minimum\": -1", "courses[0].minimum: must be 0 or more, is -1")]
    [InlineData("\"ageTo\": 19", "\"ageTo\": 6", "courses[0].ageTo: is 6, below ageFrom, which is 7")]
    [InlineData("\"places\": 1", "\"places\": -1", "courses[0].reserved[0].places: must be 0 or more, is -1")]
    [InlineData("[\"heard\"]", "[\"heard\", 4]", "courses[0].requires[1]: must be a text")]
    [InlineData("[\"heard\"]", "\"heard\"", "courses[0].requires: must be a list")]
    [InlineData("{\"id\": \"kor\"", "{\"id\": \"piano\"", "courses[1].id: \"piano\" is the id of courses[0] already")]
    [InlineData("{\"by\": \"lottery\"}", "{\"by\": \"luck\"}", "courses[1].order[0].by: must be one of flag, placesHeld, appliedAt, birthDate, birthYear, distance, lottery")]
    [InlineData("\"by\": \"flag\", \"flag\": \"resident\"", "\"by\": \"flag\"", "rules.order[0].flag: is missing")]
    [InlineData("{\"by\": \"lottery\"}", "{\"by\": \"lottery\", \"flag\": \"x\"}", "courses[1].order[0].flag: belongs to the rule \"flag\" only")]
    [InlineData("{\"by\": \"lottery\"}", "{\"by\": \"lottery\", \"direction\": \"youngestFirst\"}", "courses[1].order[0].direction: belongs to the rules \"birthDate\" and \"birthYear\" only")]
    [InlineData("\"youngestFirst\"", "\"tallestFirst\"", "rules.order[1].direction: must be \"youngestFirst\"")]
    [InlineData("\"oneEach\"", "\"allEach\"", "rules.rounds: must be one of oneEach, together")]
    [InlineData("\"maxPlacesPerPupil\": 2", "\"maxPlacesPerPupil\": -2", "rules.maxPlacesPerPupil: must be 0 or more, is -2")]
    [InlineData("\"seed\": 7", "\"seed\": 7.5", "seed: must be a whole number of 64 bits")]
    [InlineData("\"date\": \"2026-06-05\"", "\"date\": \"2026-02-31\"", "date: must be a date that exists, like 2026-06-05")]
    [InlineData("2016-02-29", "2015-02-29", "pupils[1].birthDate: must be a date that exists, like 2026-06-05")]
    [InlineData("\"wants\": 2", "\"wants\": -2", "pupils[0].wants: must be 0 or more, is -2")]
    [InlineData("[\"elsewhere\"]", "[\"elsewhere\", \"elsewhere\"]", "pupils[0].holds[1]: \"elsewhere\" is listed twice")]
    [InlineData("{\"id\": \"p2\"", "{\"id\": \"p1\"", "pupils[1].id: \"p1\" is the id of pupils[0] already")]
    [InlineData("{\"id\": \"p1\"", "{\"id\": \"\"", "pupils[0].id: must not be empty")]
    [InlineData("{\"id\": \"a3\"", "{\"id\": \"a1\"", "applications[2].id: \"a1\" is the id of applications[0] already")]
    [InlineData("\"pupil\": \"p2\"", "\"pupil\": \"p9\"", "applications[2].pupil: there is no pupil \"p9\"")]
    [InlineData("\"pupil\": \"p2\"", "\"pupil\": \"p1\"", "applications[2]: the pupil applies for the course in applications[1] already")]
    [InlineData("\"course\": \"piano\"", "\"course\": \"tuba\"", "applications[0].course: there is no course \"tuba\"")]
    [InlineData("\"rank\": 2", "\"rank\": 0", "applications[1].rank: must be 1 or more, is 0")]
    [InlineData("\"distance\": 1200", "\"distance\": -1", "applications[0].distance: must be a number of 0 or more")]
    [InlineData("\"distance\": 1200", "\"distance\": 1e999", "applications[0].distance: must be a number that can be held")]
    [InlineData("\"rank\": 2", "\"rank\": 2, \"note\\nhere\": 1", "applications[1].\"note\\u000ahere\": is not a member here")]
    [InlineData("[\"onTime\"]", "[\"\\ud800\"]", "applications[0].flags[0]: holds half a character")]
    [InlineData("samspill-placement/1", "samspill-timetable/1", "format: must be \"samspill-placement/1\"")]
    public void A_fault_names_its_place(string from, string to, string fault)
    {
        Sound.ShouldContain(from);
        var at = Sound.IndexOf(from, StringComparison.Ordinal);
        Lines(Read(Sound[..at] + to + Sound[(at + from.Length)..])).ShouldContain(fault);
    }

    [Theory]
    [InlineData("2024-09-01T10:00:00.25Z")]
    [InlineData("2024-09-01T10:00:00.2500000000+14:00")]
    [InlineData("2024-02-29T23:59:59-00:30")]
    public void An_instant_with_offset_is_taken(string instant) => Read(WithInstant(instant)).Faults.ShouldBeEmpty();

    [Theory]
    [InlineData("2024-09-01T10:00:00")]
    [InlineData("2024-09-01 10:00:00Z")]
    [InlineData("2024-09-01T10:00Z")]
    [InlineData("2024-09-01T24:00:00Z")]
    [InlineData("2024-09-01T23:59:60Z")]
    [InlineData("2023-02-29T10:00:00Z")]
    [InlineData("2024-09-01T10:00:00.Z")]
    [InlineData("2024-09-01T10:00:00.12345678Z")]
    [InlineData("2024-09-01T10:00:00+15:00")]
    [InlineData("2024-09-01T10:00:00+0200")]
    [InlineData("2024-09-01T10:00:00Zulu")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("")]
    public void Anything_less_is_a_fault(string instant) =>
        Lines(Read(WithInstant(instant))).ShouldHaveSingleItem().ShouldStartWith("applications[1].appliedAt: must be an instant with offset");

    [Fact]
    public void One_reading_finds_every_fault()
    {
        var broken = Sound.Replace("\"capacity\": 3,", "\"capacity\": -3,", StringComparison.Ordinal)
            .Replace("\"rank\": 2", "\"rank\": \"two\"", StringComparison.Ordinal)
            .Replace("{\"id\": \"p2\", ", "{", StringComparison.Ordinal);
        Lines(Read(broken)).ShouldBe([
            "pupils[1].id: is missing", "applications[1].rank: must be a whole number",
            "courses[0].capacity: must be 0 or more, is -3", "applications[2].pupil: there is no pupil \"p2\""]);
    }

    [Theory]
    [InlineData("rules", "rules: is missing")]
    [InlineData("courses", "courses: is missing")]
    [InlineData("pupils", "pupils: is missing")]
    public void A_missing_part_is_one_fault(string part, string fault) =>
        Lines(Read(Sound.Replace($"\"{part}\":", "\"about\":", StringComparison.Ordinal))).ShouldBe([fault]);

    [Fact]
    public void About_may_stand_anywhere()
    {
        var about = Sound.Replace("\"rank\":", "\"about\": {\"by\": [\"whom\"]}, \"rank\":", StringComparison.Ordinal)
            .Replace("{ \"format\"", "{ \"about\": 1, \"format\"", StringComparison.Ordinal);
        Read(about).Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("hello")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{\"format\":}")]
    [InlineData("{'format': 1}")]
    [InlineData("[1,]")]
    public void What_is_not_json_is_a_fault_with_its_line(string text) =>
        Lines(Read(text))[^1].ShouldMatch("^line 1, byte [0-9]+: is not JSON");

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("17")]
    [InlineData("\"samspill-placement/1\"")]
    public void Json_that_is_no_object_is_a_fault(string text) => Lines(Read(text)).ShouldBe(["file: must be an object"]);

    [Fact]
    public void Cutting_the_file_anywhere_gives_faults_and_never_an_exception()
    {
        for (var length = 0; length < Sound.TrimEnd().Length; length++) Read(Sound[..length]).Faults.ShouldNotBeEmpty();
    }

    [Fact]
    public void Changing_any_byte_gives_a_problem_or_faults_and_never_an_exception()
    {
        var random = new Random(4);
        for (var time = 0; time < 4_000; time++)
        {
            var bytes = Encoding.UTF8.GetBytes(Sound);
            for (var change = random.Next(1, 4); change > 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)(random.Next(3) == 0 ? random.Next(256) : "\"\\{}[],:0-9eu.nt"[random.Next(16)]);
            var read = PlacementProblemJson.Read(bytes);
            (read.Value is null).ShouldBe(read.Faults.Count > 0);
            read.Faults.Any(f => f.ToString().Any(char.IsControl)).ShouldBeFalse();
            if (read.Value is not null) PlacementEngine.Place(read.Value).Decisions.Count.ShouldBe(read.Value.Applications.Count);
        }
    }

    [Fact]
    public void Deep_nesting_is_a_fault()
    {
        var deep = new string('[', 100_000);
        Lines(Read(deep))[^1].ShouldContain("nested deeper than 64");
        Lines(Read("{\"about\":" + deep)).ShouldHaveSingleItem().ShouldContain("nested deeper than 64");
    }

    [Fact]
    public void Nonsense_by_the_megabyte_is_a_few_lines()
    {
        var bytes = new byte[20_000_000];
        new Random(1).NextBytes(bytes);
        PlacementProblemJson.Read(bytes).Faults.ShouldHaveSingleItem().ToString().ShouldBe("file: is not UTF-8");
        using var zeros = new MemoryStream(new byte[20_000_000]);
        PlacementProblemJson.Read(zeros).Faults.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_file_that_is_wrong_everywhere_ends_after_a_thousand_lines()
    {
        var pupils = string.Join(",", Enumerable.Range(0, 5000).Select(i => "{\"id\":\"" + i.ToString(CultureInfo.InvariantCulture) + "\"}"));
        var faults = Lines(Read($$"""{"pupils":[{{pupils}}]}"""));
        faults.Count.ShouldBe(1001);
        faults[^1].ShouldBe("more: 4006 or more further faults are not listed");
    }

    [Fact]
    public void A_problem_built_in_memory_has_the_same_faults()
    {
        var problem = Read(Sound).Value.ShouldNotBeNull();
        problem.Faults().ShouldBeEmpty();
        var broken = problem with
        {
            Courses = [problem.Courses[0] with { Capacity = -1 }, problem.Courses[0], problem.Courses[1]],
            Pupils = [.. problem.Pupils, new("\ud800", default)],
        };
        broken.Faults().Select(f => f.ToString()).ShouldBe([
            "courses[0].capacity: must be 0 or more, is -1", "pupils[2].id: holds half a character",
            "courses[1].id: \"piano\" is the id of courses[0] already"]);
        Should.Throw<ArgumentException>(() => PlacementEngine.Place(broken)).Message.ShouldContain("courses[0].capacity");
    }

    private static string Without(string text, string part)
    {
        text.ShouldContain(part);
        return text.Replace(part, "", StringComparison.Ordinal);
    }

    private static string WithInstant(string instant) => Sound.Replace("2024-09-01T10:00:00.1234567+02:00", instant, StringComparison.Ordinal);

    private static Reading<PlacementProblem> Read(string text) => PlacementProblemJson.Read(Encoding.UTF8.GetBytes(text));

    private static List<string> Lines(Reading<PlacementProblem> read)
    {
        read.Value.ShouldBeNull();
        return [.. read.Faults.Select(f => f.ToString())];
    }
}
