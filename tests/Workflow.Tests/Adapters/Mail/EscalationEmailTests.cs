using System.Text;
using CsCheck;
using MimeKit;
using Workflow.Adapters.Mail;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Core.Risk.Pictures;

namespace Workflow.Tests.Adapters.Mail;

public sealed class EscalationEmailTests
{
    [Fact]
    public void Plain_Text() => Approval.Verify(Compose().TextBody!, "txt");

    [Fact]
    public void Page() => Approval.Verify(Compose().HtmlBody!, "html");

    [Fact]
    public void The_Headers_Name_The_Review_And_Thread_Its_Mails()
    {
        var message = Compose();

        Assert.Matches("^payments-42\\.second_reviewer\\.[0-9a-f]{12}\\.escalation@example\\.com$", message.MessageId);
        Assert.Equal(["payments-42@example.com"], message.References);
        Assert.Equal("auto-generated", message.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal("\"Grace Hopper\" <grace.hopper@example.com>", message.To.ToString());
        Assert.Equal(MailFixtures.Noon, message.Date);
    }

    [Fact]
    public void Who_Can_Decide_Gets_A_Mail_Of_Their_Own_With_Their_Link_And_No_Word_Of_Teams()
    {
        var message = ComposeWithLink(MailFixtures.Grace);

        Approval.Verify(message.TextBody![message.TextBody!.IndexOf("You can decide", StringComparison.Ordinal)..], "txt");
        Assert.Contains("href=\"https://gate.example.com/console/decisions/token\"", message.HtmlBody!, StringComparison.Ordinal);
        Assert.DoesNotContain("This mail decides nothing", message.TextBody!, StringComparison.Ordinal);
        Assert.Equal(3, new[] { message, ComposeWithLink(MailFixtures.Barbara), Compose() }.Select(one => one.MessageId).Distinct().Count());
    }

    [Fact]
    public void A_Step_That_Begins_Again_Has_Another_Mail()
    {
        var again = EscalationEmail.Compose(
            MailFixtures.Review with { Deadline = MailFixtures.Noon.AddHours(9) }, MailFixtures.Second, [MailFixtures.Grace], null,
            MailFixtures.Options, MailFixtures.Noon);

        Assert.NotEqual(Compose().MessageId, again.MessageId);
        Assert.Equal(Compose().References, again.References);
    }

    private static MimeMessage ComposeWithLink(Person person) => EscalationEmail.Compose(
        MailFixtures.Review, MailFixtures.Second, [person], "token", MailFixtures.Options, MailFixtures.Noon);

    [Fact]
    public void A_Second_Attempt_Is_The_Same_Mail_To_The_Byte() =>
        Assert.Equal(Bytes(Compose()), Bytes(Compose()));

    [Fact]
    public void Each_Step_Has_A_Mail_Of_Its_Own()
    {
        var ids = new[] { "second reviewer", "second_reviewer", "second-reviewer", "second/reviewer", "", "a..b", "é", new string('x', 400) }
            .Select(name => Compose(MailFixtures.Second with { Name = name }).MessageId)
            .ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void Before_The_Last_Step_The_Mail_Tells_Of_The_Next_One()
    {
        var text = Compose(MailFixtures.First).TextBody!;

        Assert.Contains(
            "If it is not decided until 2026-03-02 14:00 UTC, the next step begins: second reviewer.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_Decided_Is_Named_With_The_Decision_And_Not_Among_The_Silent()
    {
        var decided = new JudgedDecision("d", MailFixtures.Barbara.Id, "Barbara Liskov", DecisionKind.Approve, null, MailFixtures.Noon);
        var message = EscalationEmail.Compose(
            MailFixtures.Review with { Decisions = [decided] }, MailFixtures.Second, [MailFixtures.Grace], null, MailFixtures.Options, MailFixtures.Noon);

        Assert.Contains("Decided so far\n  - Barbara Liskov: approve\n", message.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("Barbara Liskov (senior), asked", message.TextBody!, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_Handed_The_Review_Over_Or_Is_Asked_By_This_Mail_Is_Not_Among_The_Silent()
    {
        var barbara = MailFixtures.Review.FindAsked(MailFixtures.Barbara.Id)!;
        var grace = MailFixtures.Review.FindAsked(MailFixtures.Grace.Id)!;
        var review = MailFixtures.Review
            .WithAsked(barbara with { Delegated = new Delegation("a-1", "omar", "Omar Haddad", MailFixtures.Noon) })
            .WithAsked(grace with { ByMail = true, Facts = [new AskFact(AskFactKind.Mailed, "manager")], Undeliverable = null });

        var text = EscalationEmail.Compose(
            review, MailFixtures.Second, [MailFixtures.Grace], "token", MailFixtures.Options, MailFixtures.Noon).TextBody!;

        Assert.DoesNotContain("Asked, no answer yet", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_Only_Link_Is_The_Page_Of_The_Review()
    {
        var links = Compose().HtmlBody!.Split("href=\"").Skip(1).Select(rest => rest.Split('"')[0]);

        Assert.Equal(["https://gate.example.com/console/deployments/payments-42"], links);
    }

    [Fact]
    public void The_Page_Shows_The_Blast_Radius_By_A_Picture_That_Comes_With_The_Mail()
    {
        var message = Reread(Compose());

        var picture = Assert.Single(message.BodyParts.OfType<MimePart>(), part => part.ContentType.IsMimeType("image", "svg+xml"));
        using var content = new MemoryStream();
        picture.Content!.DecodeTo(content, TestContext.Current.CancellationToken);
        Assert.Equal(BlastRadiusPicture.Draw(MailFixtures.Review.Assessment!.Risk!.BlastRadius!), Encoding.UTF8.GetString(content.ToArray()));
        Assert.Contains($"<img src=\"cid:{picture.ContentId}\" alt=\"Picture of the blast radius\">", message.HtmlBody!, StringComparison.Ordinal);
        Assert.Equal(["text/plain", "text/html", "image/svg+xml"], message.BodyParts.Select(part => part.ContentType.MimeType));
    }

    [Fact]
    public void A_Mail_Without_A_Blast_Radius_Has_No_Picture()
    {
        var review = MailFixtures.Review with { Assessment = MailFixtures.Review.Assessment! with { Risk = null } };

        var message = EscalationEmail.Compose(review, MailFixtures.Second, [MailFixtures.Grace], null, MailFixtures.Options, MailFixtures.Noon);

        Assert.Equal(["text/plain", "text/html"], message.BodyParts.Select(part => part.ContentType.MimeType));
        Assert.DoesNotContain("What it can break", message.TextBody!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("a@example.com, b@example.com")]
    [InlineData("a@example.com\r\nBcc: b@example.com")]
    public void Recipients_Without_A_Usable_Address_Are_Left_Out(string address)
    {
        var person = MailFixtures.Grace with { Emails = [address] };

        var message = EscalationEmail.Compose(
            MailFixtures.Review, MailFixtures.Second, [person], null, MailFixtures.Options, MailFixtures.Noon);

        Assert.Empty(message.To);
    }

    [Fact]
    public void No_Text_From_Outside_Adds_A_Header_Or_A_Tag() =>
        Gen.String[Gen.OneOf(Gen.OneOf('\r', '\n', '<', '>', ':', '"', '@', ',', '\0', '\u2028'), Gen.Char), 0, 60].Sample(hostile =>
        {
            var review = MailFixtures.Review;
            review = review with { Request = review.Request with { Service = $"{hostile}\r\nBcc: x@example.com\r\n\r\n<script>{hostile}" } };
            var person = MailFixtures.Grace with { Name = hostile + "\r\nBcc: x@example.com" };
            var step = MailFixtures.Second with { Name = hostile };

            var sent = Reread(EscalationEmail.Compose(review, step, [person], null, MailFixtures.Options, MailFixtures.Noon));

            Assert.Equal(
                ["From", "Date", "Subject", "Message-Id", "To", "References", "Auto-Submitted", "MIME-Version"],
                sent.Headers.Select(header => header.Field).Except(["Content-Type"]));
            Assert.Equal("grace.hopper@example.com", Assert.Single(sent.To.Mailboxes).Address);
            Assert.DoesNotContain("<script", sent.HtmlBody!, StringComparison.OrdinalIgnoreCase);
        });

    [Fact]
    public void Every_Deployment_Id_Makes_A_Message_Id_That_Survives_Sending() =>
        Gen.String[Gen.OneOf('a', 'Z', '0', '.', '-', '_'), 1, 100].Where(text => DeploymentId.TryParse(text, out _)).Sample(text =>
        {
            var review = MailFixtures.Review;
            review = review with { Request = review.Request with { Id = DeploymentId.Parse(text) } };
            var message = EscalationEmail.Compose(
                review, MailFixtures.Second, [MailFixtures.Grace], null, MailFixtures.Options, MailFixtures.Noon);

            Assert.Equal(message.MessageId, Reread(message).MessageId);
        });

    private static MimeMessage Compose(EscalationStep? step = null) => EscalationEmail.Compose(
        MailFixtures.Review, step ?? MailFixtures.Second, [MailFixtures.Grace], null, MailFixtures.Options, MailFixtures.Noon);

    private static byte[] Bytes(MimeMessage message)
    {
        using var stream = new MemoryStream();
        message.WriteTo(stream, TestContext.Current.CancellationToken);
        return stream.ToArray();
    }

    private static MimeMessage Reread(MimeMessage message) =>
        MimeMessage.Load(new MemoryStream(Bytes(message)), TestContext.Current.CancellationToken);
}
