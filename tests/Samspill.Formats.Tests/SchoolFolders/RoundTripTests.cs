using FsCheck;
using FsCheck.Fluent;
using Samspill.Formats.SchoolFolders;
using Shouldly;
using Xunit;

namespace Samspill.Formats.Tests.SchoolFolders;

public class RoundTripTests
{
    private static readonly Gen<string> Word = Gen.Elements("007", "å-1", "A.b", "=x", "Æ\"q", "x;y", "0,5", "日本", "😀").Two().Select(two => two.Item1 + two.Item2);

    private static readonly Gen<string> Text =
        Gen.Elements("a", "Å", " ", "\"", ";", ",", "\r", "\n", "\r\n", "\t", "=", "'", "\uFEFF", "😀", "ש", "<script>", "0").ArrayOf()
            .Select(parts => string.Concat(parts.Take(40))).Where(text => !string.IsNullOrWhiteSpace(text));

    private static readonly Gen<DateTimeOffset> Moment =
        from ticks in Gen.Choose(0, int.MaxValue)
        from hundredths in Gen.Choose(0, 9_999_999)
        from quarters in Gen.Choose(-48, 56)
        select new DateTimeOffset(new DateTime(1990, 1, 1).AddSeconds(ticks).AddTicks(hundredths), TimeSpan.FromMinutes(15 * quarters));

    private static Gen<T?> Perhaps<T>(Gen<T> gen) where T : class => Gen.Frequency((1, Gen.Constant<T?>(null)), (3, gen.Select(value => (T?)value)));

    private static readonly Gen<SchoolFolder> Any =
        from text in Text.ArrayOf(6)
        from maybe in Perhaps(Text).ArrayOf(6)
        from words in Perhaps(Word.NonEmptyListOf().Select(list => Words.Of([.. list]))).ArrayOf(4)
        from id in Word.ArrayOf(6)
        from number in Gen.Choose(0, 100).ArrayOf(4)
        from moment in Moment
        from ore in Gen.Choose(0, int.MaxValue)
        from degrees in Gen.Choose(-900_000, 900_000)
        from kind in Gen.Elements(Enum.GetValues<CourseForm>())
        let day = DateOnly.FromDateTime(moment.DateTime)
        select new SchoolFolder
        {
            Sites = [new() { Id = id[0], Name = text[0], Kind = SiteKind.Primary, District = maybe[0], Latitude = degrees / 10_000.0, Longitude = degrees / 9_000.0 is var e ? Math.Round(e, 6) : 0 }],
            Courses = [new() { Id = id[1], Name = text[1], Form = kind, Sites = words[0], Capacity = number[0], AgeTo = number[1], FeePerTermOre = ore, Requires = words[1] }],
            Pupils = [new() { Id = id[2], GivenName = text[2], FamilyName = text[3], BirthDate = day, Municipality = "0301", Address = maybe[1], School = id[0], Flags = words[2] }],
            Guardians = [new() { Id = id[3], GivenName = text[4], FamilyName = text[5], Email = maybe[2] }],
            Guardianships = [new() { Pupil = id[2], Guardian = id[3], Payer = number[2] % 2 == 0 }],
            Places = [new() { Pupil = id[2], Course = id[1], From = day, To = number[3] % 2 == 0 ? day : null }],
            Applications = [new() { Id = id[4], Pupil = id[2], Course = id[1], Rank = 1 + number[3], AppliedAt = moment, Flags = words[3] }],
        };

    [Fact]
    public void Whatever_is_written_is_read_again() =>
        Prop.ForAll(Any.ToArbitrary(), folder =>
        {
            var reading = Folders.Read(Folders.Write(folder));
            reading.Faults.ShouldBeEmpty();
            reading.Remarks.ShouldBeEmpty();
            Same(reading.Folder, folder);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_small_school_comes_back_as_it_was_with_zeros_order_and_offsets()
    {
        var written = Folders.Write(Folders.Small);
        var folder = Folders.Read(written).Folder;
        Same(folder, Folders.Small);
        Folders.Write(folder).ShouldBe(written);
        folder.Applications.Single().AppliedAt.Offset.ShouldBe(TimeSpan.FromHours(2));
        written.Keys.ShouldBe(SchoolFolder.FileNames);
        written["courses.csv"].ShouldEndWith(";02 01;10;0;6;19;20;36;1470.50;audition\r\n");
        written["staff.csv"].ShouldContain(";=Lærer;");
    }

    private static void Same(SchoolFolder read, SchoolFolder given)
    {
        read.Sites.Select(row => row with { Line = 0 }).ShouldBe(given.Sites);
        read.Rooms.Select(row => row with { Line = 0 }).ShouldBe(given.Rooms);
        read.Courses.Select(row => row with { Line = 0 }).ShouldBe(given.Courses);
        read.Pupils.Select(row => row with { Line = 0 }).ShouldBe(given.Pupils);
        read.Guardians.Select(row => row with { Line = 0 }).ShouldBe(given.Guardians);
        read.Guardianships.Select(row => row with { Line = 0 }).ShouldBe(given.Guardianships);
        read.Staff.Select(row => row with { Line = 0 }).ShouldBe(given.Staff);
        read.Places.Select(row => row with { Line = 0 }).ShouldBe(given.Places);
        read.Applications.Select(row => row with { Line = 0 }).ShouldBe(given.Applications);
    }
}
