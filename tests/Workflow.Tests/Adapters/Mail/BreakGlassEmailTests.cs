using MimeKit;
using Workflow.Adapters.Mail;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Adapters.Mail;

public sealed class BreakGlassEmailTests
{
    private static readonly BreakGlass Waiting = new(
        BreakGlassContent.Of(MailFixtures.Review.Request),
        1,
        MailFixtures.Review.Id,
        new BreakGlassPlea(MailFixtures.Grace, "<b>down</b>\r\nBcc: all@example.com", "INC-42", MailFixtures.Noon),
        MailFixtures.Noon.AddMinutes(30),
        new BreakGlassRules(
            Level.Senior, null, null, TimeSpan.FromMinutes(30), TimeSpan.FromHours(4),
            new ReviewDemand(new ReviewRequirement(Level.Senior, 1), [MailFixtures.First])),
        "digest");

    private static readonly BreakGlass Used = Waiting with
    {
        Confirmed = new BreakGlassConfirmation(MailFixtures.Barbara, "Go", MailFixtures.Noon.AddMinutes(5)),
        Uses = [new BreakGlassUse(MailFixtures.Review.Id, MailFixtures.Noon.AddMinutes(6))],
    };

    [Fact]
    public void Asked_For() => Approval.Verify(Compose(Waiting).TextBody!, "txt");

    [Fact]
    public void Asked_For_As_A_Page() => Approval.Verify(Compose(Waiting).HtmlBody!, "html");

    [Fact]
    public void Has_Released() => Approval.Verify(Compose(Used).TextBody!, "txt");

    [Fact]
    public void Has_Released_As_A_Page() => Approval.Verify(Compose(Used).HtmlBody!, "html");

    [Fact]
    public void It_Says_Who_Asks_Why_And_Who_Has_To_Confirm()
    {
        var text = Compose(Waiting).TextBody!;

        Assert.Contains("A second person has to confirm it", text, StringComparison.Ordinal);
        Assert.Contains("asked for by Grace Hopper", text, StringComparison.Ordinal);
        Assert.Contains("incident: INC-42", text, StringComparison.Ordinal);
    }

    [Fact]
    public void It_Says_Who_Confirmed_What_Was_Released() =>
        Assert.Contains("confirmed by Barbara Liskov", Compose(Used).TextBody!, StringComparison.Ordinal);

    [Fact]
    public void The_Operators_And_The_Managers_Get_It_Each_Once_And_No_Text_Adds_A_Header()
    {
        var message = Compose(Used);

        Assert.Equal("operators@example.com, grace.hopper@example.com", message.To.ToString());
        Assert.Null(message.Headers["Bcc"]);
        Assert.DoesNotContain("<b>", message.HtmlBody!, StringComparison.Ordinal);
        Assert.NotEqual(Compose(Waiting).MessageId, message.MessageId);
        Assert.Equal(Compose(Used).MessageId, message.MessageId);
    }

    private static MimeMessage Compose(BreakGlass known) =>
        BreakGlassEmail.Compose(MailFixtures.Review, known, [MailFixtures.Grace, MailFixtures.Grace], MailFixtures.Options, MailFixtures.Noon);
}
