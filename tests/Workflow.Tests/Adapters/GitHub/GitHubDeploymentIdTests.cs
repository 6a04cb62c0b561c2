using CsCheck;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Adapters.GitHub;

public sealed class GitHubDeploymentIdTests
{
    private readonly GitHubSender gitHub = new();

    [Theory]
    [InlineData("eu west/production", "^github-web-30433642321-eu_west_production-[0-9a-f]{12}$")]
    [InlineData("生产", "^github-web-30433642321-__-[0-9a-f]{12}$")]
    public void An_Environment_With_Other_Letters_Stays_Readable_And_Unique(string environment, string expected)
    {
        Assert.Matches(expected, IdOf(environment).Value);
    }

    [Fact]
    public void A_Long_Environment_Is_Cut_And_Told_Apart_By_Its_Hash()
    {
        var one = IdOf(new string('e', 200));
        var other = IdOf(new string('e', 199) + "f");

        Assert.Equal(DeploymentId.MaxLength, one.Value.Length);
        Assert.NotEqual(one, other);
        Assert.Equal(one.Value[..87], other.Value[..87]);
    }

    [Fact]
    public void The_Same_Environment_Has_The_Same_Id_And_Another_Has_Another()
    {
        var environments = Gen.String[Gen.Char["ab /-_.é"], 1, 6].Where(text => !string.IsNullOrWhiteSpace(text));

        Gen.Select(environments, environments).Sample((one, other) => Assert.Equal(one == other, IdOf(one) == IdOf(other)));
    }

    private DeploymentId IdOf(string environment)
    {
        var payload = GitHubSender.Payload();
        payload["environment"] = environment;
        return Assert.IsType<WebhookReading.Requested>(gitHub.Read(payload)).Request.Id;
    }
}
