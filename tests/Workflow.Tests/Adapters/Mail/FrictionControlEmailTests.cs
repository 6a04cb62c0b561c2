using MimeKit;
using Workflow.Adapters.Mail;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Adapters.Mail;

public sealed class FrictionControlEmailTests
{
    private static readonly FrictionControl Control = new(
        "careful <b>checkout</b>",
        "digest",
        "lead@example.com",
        "the outage of 1 March\r\nBcc: everybody@example.com",
        new Uri("https://incidents.example.com/42"),
        new FrictionScope(["production"], ["checkout", "payments"]),
        new ReviewRequirement(Level.Senior, 2),
        MailFixtures.Noon.AddDays(-30),
        MailFixtures.Noon,
        FrictionMode.Enforce);

    [Fact]
    public void Ended() => Approval.Verify(Compose(Control).TextBody!, "txt");

    [Fact]
    public void Opened() => Approval.Verify(
        Compose(Control with { Name = "incident-INC-42-0a1b2c3d", Expires = MailFixtures.Noon.AddDays(14) }, FrictionNotice.Opened).TextBody!,
        "txt");

    [Fact]
    public void Page() => Approval.Verify(Compose(Control).HtmlBody!, "html");

    [Fact]
    public void Ends_Soon()
    {
        var shadow = Control with { Mode = FrictionMode.Shadow, Scope = new FrictionScope([], ["checkout"]), Incident = null };

        Approval.Verify(Compose(shadow, FrictionNotice.EndsSoon).TextBody!, "txt");
    }

    [Fact]
    public void The_Owner_And_The_Operators_Get_It_Each_Once()
    {
        Assert.Equal("lead@example.com, operators@example.com", Compose(Control).To.ToString());
        Assert.Equal("operators@example.com", Compose(Control with { Owner = "operators@example.com" }).To.ToString());
    }

    [Fact]
    public void Each_End_Of_A_Control_Has_A_Mail_Of_Its_Own_And_A_Second_Attempt_Is_The_Same_Mail()
    {
        string?[] ids =
        [
            Compose(Control).MessageId,
            Compose(Control, FrictionNotice.EndsSoon).MessageId,
            Compose(Control with { Expires = Control.Expires.AddDays(1) }).MessageId,
            Compose(Control with { Name = "careful -b-checkout--b-" }).MessageId,
        ];

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Equal(ids[0], Compose(Control).MessageId);
        Assert.Equal("friction_control_careful.ended-20260302100000@example.com", Compose(Control with { Name = "careful" }).MessageId);
    }

    [Fact]
    public void No_Text_Of_The_File_Adds_A_Header_Or_A_Tag()
    {
        var message = Compose(Control with { Name = "x\r\nBcc: everybody@example.com\r\n\r\n<script>" });

        Assert.Null(message.Headers["Bcc"]);
        Assert.DoesNotContain("<script", message.HtmlBody!, StringComparison.OrdinalIgnoreCase);
    }

    private static MimeMessage Compose(FrictionControl control, FrictionNotice notice = FrictionNotice.Ended) =>
        FrictionControlEmail.Compose(control, notice, MailFixtures.Options, MailFixtures.Noon);
}
