using Samspill.Domain.Catalogue;
using Samspill.Domain.Curriculum;

namespace Samspill.Domain.Tests.Curriculum;

public sealed class LocalCurriculumTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly From = new(2026, 8, 1);
    private static readonly CurriculumScope Piano = new(Discipline.Music, "piano", Programme.Core);
    private static readonly Goal Pulse = new(Guid.CreateVersion7(), "Holder jevn puls"), Ear = new(Guid.CreateVersion7(), "Spiller på øret");

    [Fact]
    public void A_level_without_goals_is_not_adopted()
    {
        var draft = LocalCurriculum.First(Piano, [Level.New("Nivå 1")], "Per", Now);
        draft.Adopt("Rektor", From, draft.Revision, Now).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(CurriculumRejections.Empty);
    }

    [Fact]
    public void What_is_adopted_is_never_changed_only_followed_by_the_next_version()
    {
        var first = Adopted(Pulse);
        first.Add("Nivå 2").Refused(out var why).ShouldBeTrue();
        why.ShouldBe(CurriculumRejections.Adopted);
        first.Remove(first.Levels[0].Key).Refused(out _).ShouldBeTrue();

        var second = first.Next(1, "Per", Now);
        second.Version.ShouldBe(2);
        second.Add("Nivå 2").Refused(out _).ShouldBeFalse();
        first.Levels.Count.ShouldBe(1);
    }

    [Fact]
    public void The_later_of_two_writers_is_told()
    {
        var draft = LocalCurriculum.First(Piano, [Level.New("Nivå 1")], "Per", Now);
        var level = draft.Levels[0];
        draft.Write(level with { Content = "Etyder" }, revision: 0).Refused(out _).ShouldBeFalse();
        draft.Write(level with { Content = "Viser" }, revision: 0).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(CurriculumRejections.ChangedMeanwhile);
        draft.Levels[0].Content.ShouldBe("Etyder");
    }

    [Fact]
    public void Only_the_text_that_was_read_is_adopted()
    {
        var draft = LocalCurriculum.First(Piano, [Level.New("Nivå 1") with { Goals = [Pulse] }], "Per", Now);
        draft.Write(draft.Levels[0] with { Goals = [Ear] }, revision: 0).Refused(out _).ShouldBeFalse();
        draft.Adopt("Rektor", From, revision: 0, Now).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(CurriculumRejections.ChangedMeanwhile);
        draft.State.ShouldBe(CurriculumState.Draft);
        draft.Adopt("Rektor", From, revision: 1, Now).Refused(out _).ShouldBeFalse();
    }

    [Fact]
    public void A_level_moves_a_step_and_stays_at_the_end()
    {
        var draft = LocalCurriculum.First(Piano, [Level.New("A"), Level.New("B")], "Per", Now);
        var b = draft.Levels[1].Key;
        draft.Move(b, up: true);
        draft.Move(b, up: true);
        draft.Levels.Select(l => l.Name).ShouldBe(["B", "A"]);
    }

    [Fact]
    public void A_goal_with_its_key_is_the_same_goal_worded_anew()
    {
        var earlier = Level.New("Nivå 1") with { Goals = [Pulse, Ear] };
        var later = earlier with { Goals = [Pulse with { Words = "Holder jevn puls i et helt stykke" }, new Goal(Guid.CreateVersion7(), "Leser noter")], Content = "Viser" };
        var different = CurriculumDifference.Between([earlier], [later]).ShouldHaveSingleItem();
        different.Goals.ShouldBe([new("Holder jevn puls", "Holder jevn puls i et helt stykke"), new(null, "Leser noter"), new("Spiller på øret", null)]);
        different.Content.ShouldBe(new Difference("", "Viser"));
        different.Methods.ShouldBeNull();
    }

    [Fact]
    public void Levels_that_come_and_go_are_told_and_those_that_are_the_same_are_not()
    {
        var (one, two) = (Level.New("Nivå 1"), Level.New("Nivå 2"));
        CurriculumDifference.Between([one, two], [one, two]).ShouldBeEmpty();
        CurriculumDifference.Between([one], [one, two]).ShouldHaveSingleItem().Was.ShouldBeNull();
        CurriculumDifference.Between([one, two], [two]).ShouldHaveSingleItem().Now.ShouldBeNull();
    }

    [Fact]
    public void The_subjects_own_curriculum_comes_before_the_fields() =>
        CurriculumScope.Of(Discipline.Music, "Piano", Programme.Core).ShouldBe([Piano, Piano with { Subject = "" }]);

    [Theory]
    [InlineData(NoteBy.Teacher, false, true, true, true)]
    [InlineData(NoteBy.Home, false, false, true, true)]
    [InlineData(NoteBy.Home, true, true, true, true)]
    [InlineData(NoteBy.Pupil, false, false, false, true)]
    [InlineData(NoteBy.Pupil, true, true, false, true)]
    public void A_note_is_read_by_those_it_is_for(NoteBy author, bool shared, bool school, bool guardian, bool pupil)
    {
        var note = new PathNote(Guid.CreateVersion7(), PersonId.New(), author, Guid.CreateVersion7(), "Ola", "Øver mye", shared, Now);
        PathNote.SeenBy(PathReader.School).Compile()(note).ShouldBe(school);
        PathNote.SeenBy(PathReader.Guardian).Compile()(note).ShouldBe(guardian);
        PathNote.SeenBy(PathReader.Pupil).Compile()(note).ShouldBe(pupil);
    }

    [Fact]
    public void A_guardian_writes_until_the_day_before_the_pupil_is_15()
    {
        var birthday = new DateOnly(2026, 3, 1);
        PathNote.AuthorAs(PathReader.Guardian, birthday.AddYears(-15), birthday.AddDays(-1)).ShouldBe(NoteBy.Home);
        PathNote.AuthorAs(PathReader.Guardian, birthday.AddYears(-15), birthday).ShouldBeNull();
        PathNote.AuthorAs(PathReader.Pupil, birthday.AddYears(-15), birthday).ShouldBe(NoteBy.Pupil);
    }

    private static LocalCurriculum Adopted(Goal goal)
    {
        var curriculum = LocalCurriculum.First(Piano, [Level.New("Nivå 1") with { Goals = [goal] }], "Per", Now);
        curriculum.Adopt("Rektor", From, curriculum.Revision, Now).Refused(out _).ShouldBeFalse();
        return curriculum;
    }
}
