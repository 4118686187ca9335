using Samspill.Domain.Complaints;

namespace Samspill.Domain.Tests.Complaints;

public sealed class ComplaintTests
{
    [Theory]
    [InlineData(ComplaintState.Upheld)]
    [InlineData(ComplaintState.Rejected)]
    public void What_the_school_has_answered_stays_answered(ComplaintState answer)
    {
        var complaint = Open();
        complaint.Answer(answer).Refused(out _).ShouldBeFalse();

        foreach (var again in new[] { ComplaintState.Upheld, ComplaintState.Rejected, ComplaintState.SentOn })
        {
            complaint.Answer(again).Refused(out var why).ShouldBeTrue();
            why.ShouldBe(ComplaintRejections.AlreadyAnswered);
        }
        complaint.State.ShouldBe(answer);
    }

    [Theory]
    [InlineData(ComplaintState.Upheld)]
    [InlineData(ComplaintState.Rejected)]
    public void What_was_sent_on_is_ended_by_the_complaint_body_once(ComplaintState answer)
    {
        var complaint = Open();
        complaint.Answer(ComplaintState.SentOn).Refused(out _).ShouldBeFalse();
        complaint.IsLive.ShouldBeTrue();
        complaint.Answer(ComplaintState.SentOn).Refused(out _).ShouldBeTrue();
        complaint.Answer(answer).Refused(out _).ShouldBeFalse();

        complaint.IsLive.ShouldBeFalse();
    }

    private static Complaint Open() =>
        new(ComplaintId.New(), "K7Q-4TD3", ApplicationId.New(), RunId.New(), PersonId.New(), null, "Kari Aune", [1], null, new DateOnly(2026, 6, 26), new DateTimeOffset(2026, 6, 10, 8, 0, 0, TimeSpan.Zero));
}
