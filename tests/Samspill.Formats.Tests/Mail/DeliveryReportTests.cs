using System.Text;
using Samspill.Formats.Mail;
using Shouldly;
using Xunit;

namespace Samspill.Formats.Tests.Mail;

public sealed class DeliveryReportTests
{
    /// <summary>As Postfix writes it.</summary>
    private const string Postfix = """
        Return-Path: <>
        From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
        To: kulturskolen@example.org
        Subject: Undelivered Mail Returned to Sender
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
        	boundary="A1B2.1795/mx.example.org"

        This is a MIME-encapsulated message.

        --A1B2.1795/mx.example.org
        Content-Description: Notification
        Content-Type: text/plain; charset=us-ascii

        I'm sorry to have to inform you that your message could not be delivered.

        --A1B2.1795/mx.example.org
        Content-Description: Delivery report
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.org
        X-Postfix-Queue-ID: A1B2
        Arrival-Date: Fri,  5 Jun 2026 10:00:00 +0200 (CEST)

        Final-Recipient: rfc822; kari@example.org
        Original-Recipient: rfc822;Kari@example.org
        Action: failed
        Status: 5.1.1
        Remote-MTA: dns; mail.example.org
        Diagnostic-Code: smtp; 550 5.1.1 <kari@example.org>: Recipient address
            rejected: User unknown

        --A1B2.1795/mx.example.org
        Content-Description: Undelivered Message
        Content-Type: message/rfc822

        From: kulturskolen@example.org
        Message-ID: <0197a0000000700080000000000000aa@example.org>
        Subject: =?utf-8?B?VGlsYnVk?=

        Hei.

        --A1B2.1795/mx.example.org--
        """;

    [Fact]
    public void A_report_of_failure_says_which_mail_to_whom_and_why()
    {
        var report = DeliveryReport.Read(Postfix).ShouldHaveSingleItem();
        report.MessageId.ShouldBe("0197a0000000700080000000000000aa@example.org");
        report.Receiver.ShouldBe("Kari@example.org");
        report.Status.ShouldBe("5.1.1");
        report.Why.ShouldStartWith("550 5.1.1 <kari@example.org>: Recipient address");
        report.Why.ShouldEndWith("User unknown");
        report.IsFinal.ShouldBeTrue();
        report.IsTheAddress.ShouldBeTrue();
    }

    [Fact]
    public void Line_ends_do_not_matter() =>
        DeliveryReport.Read(Postfix.ReplaceLineEndings("\r\n")).ShouldBe(DeliveryReport.Read(Postfix.ReplaceLineEndings("\n")));

    [Theory]
    [InlineData("Action: delayed")]
    [InlineData("Action: delivered")]
    [InlineData("Action: relayed")]
    public void What_is_only_late_or_went_well_is_no_failure(string action) =>
        DeliveryReport.Read(Postfix.Replace("Action: failed", action, StringComparison.Ordinal)).ShouldBeEmpty();

    [Theory]
    [InlineData("5.2.2", true, false)] // the mailbox is full
    [InlineData("5.7.1", true, false)] // the mail is not wanted
    [InlineData("5.1.10", true, true)]
    [InlineData("4.4.7", false, false)]
    public void A_full_mailbox_is_not_a_wrong_address(string status, bool final, bool address)
    {
        var report = DeliveryReport.Read(Postfix.Replace("Status: 5.1.1", $"Status: {status}", StringComparison.Ordinal)).ShouldHaveSingleItem();
        (report.IsFinal, report.IsTheAddress).ShouldBe((final, address));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Subject: Jeg er på ferie\n\nHei, jeg er tilbake 1. juli.")]
    [InlineData("Content-Type: multipart/report; boundary=x\n\n--x")]
    [InlineData("Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\nAction: failed\n\nAction: failed\n\n--x--")]
    public void What_is_no_report_says_nothing(string mail) => DeliveryReport.Read(mail).ShouldBeEmpty();

    [Fact]
    public void Whatever_stands_in_the_file_it_is_read_to_an_end()
    {
        var random = new Random(20260605);
        for (var i = 0; i < 3000; i++)
        {
            var mail = new StringBuilder(Postfix);
            for (var change = 0; change < 8; change++)
            {
                var at = random.Next(mail.Length);
                if (random.Next(2) == 0) mail.Remove(at, Math.Min(random.Next(60), mail.Length - at));
                else mail.Insert(at, new string((char)random.Next(1, 300), random.Next(40)));
            }
            foreach (var report in DeliveryReport.Read(mail.ToString()))
            {
                report.Receiver.Length.ShouldBeInRange(1, 254);
                report.Why.Length.ShouldBeLessThanOrEqualTo(500);
                report.Why.Any(char.IsControl).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void More_than_a_report_needs_is_not_looked_at() =>
        DeliveryReport.Read(new string('x', DeliveryReport.MostCharacters) + "\n" + Postfix).ShouldBeEmpty();
}
