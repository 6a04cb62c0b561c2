using CsCheck;
using Workflow.Core.Deployments;
using Workflow.Core.Provenance;

namespace Workflow.Tests.Core.Provenance;

public sealed class MailAddressTests
{
    [Theory]
    [InlineData("Jane Doe <jane@example.com>", "Jane Doe", "jane@example.com")]
    [InlineData("<jane@example.com>", null, "jane@example.com")]
    [InlineData("Jane < jane@example.com > (she)", "Jane", "jane@example.com")]
    [InlineData("Claude <noreply@anthropic.com> Co-authored-by: X <x@example.com>", "Claude", "noreply@anthropic.com")]
    [InlineData("Jane Doe", "Jane Doe", null)]
    [InlineData("Jane Doe jane@example.com ", "Jane Doe", "jane@example.com")]
    [InlineData("jane@example.com", null, "jane@example.com")]
    [InlineData("thanks to @jane", "thanks to @jane", null)]
    [InlineData("Jane jane@home", "Jane jane@home", null)]
    [InlineData("Cursor <Auto>", "Cursor <Auto>", null)]
    [InlineData("Jane <>", "Jane <>", null)]
    [InlineData("Jane >jane@example.com<", "Jane >jane@example.com<", null)]
    public void A_Name_And_An_Address_Are_Told_Apart(string text, string? name, string? email)
    {
        Assert.Equal(new ActorIdentity(name, email), MailAddress.ToIdentity(text));
    }

    [Fact]
    public void Any_Text_Can_Be_Read() => Gen.String[Gen.Char["<>@ a"], 0, 12].Sample(text => MailAddress.ToIdentity(text) is not null);
}
