using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Reviews;

public sealed class CodeOwnerTests
{
    private static readonly Person Rita = Given.Person("rita") with
    {
        Logins = ["github:Rita", "gitlab:other"],
        Team = "Data",
        Roles = ["sre"],
    };

    [Theory]
    [InlineData("@rita", true)]
    [InlineData("@other", false)]
    [InlineData("@example/data", true)]
    [InlineData("@example/sre", true)]
    [InlineData("@example/web", false)]
    [InlineData("@data", false)]
    [InlineData("RITA@example.com", true)]
    [InlineData("sam@example.com", false)]
    public void An_Owner_Is_Known_By_Login_Address_Or_Team(string owner, bool isRita) =>
        Assert.Equal(isRita, CodeOwner.IsAmong(["@nobody", owner], Rita));
}
