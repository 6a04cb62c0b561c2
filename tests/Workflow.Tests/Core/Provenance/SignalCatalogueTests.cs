using Workflow.Core.Deployments;
using Workflow.Core.Provenance;

namespace Workflow.Tests.Core.Provenance;

public sealed class SignalCatalogueTests
{
    [Theory]
    [InlineData("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com", null)]
    [InlineData("renovate[bot]", "29139614+renovate[bot]@users.noreply.github.com", null)]
    [InlineData("Renovate Bot", "bot@renovateapp.com", null)]
    [InlineData("github-actions", "github-actions@github.com", null)]
    [InlineData("GitHub", "noreply@github.com", null)]
    [InlineData("Release", null, "github:acme-release[bot]")]
    [InlineData("Copilot", "175728472+Copilot@users.noreply.github.com", null)]
    [InlineData("Claude", "noreply@anthropic.com", null)]
    public void Bots_Agents_And_The_Hosts_Own_Accounts_Are_Programs(string name, string? email, string? login)
    {
        Assert.True(Given.Signals.IsProgram(new ActorIdentity(name, email, login)));
    }

    [Theory]
    [InlineData("Claude Monet", "claude@example.com", "github:claude")]
    [InlineData("Jane Doe", "583231+jane@users.noreply.github.com", null)]
    [InlineData("Jane Doe[bot]", "jane@example.com", null)]
    public void A_Person_Is_No_Program_Whatever_The_Name_Says(string name, string email, string? login)
    {
        Assert.False(Given.Signals.IsProgram(new ActorIdentity(name, email, login)));
    }

    [Fact]
    public void Plain_Bots_Are_No_AI_Tools()
    {
        var dependabot = new ActorIdentity("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com");

        Assert.Null(Given.Signals.Find(dependabot, SignalPlace.CoAuthor));
        Assert.Null(Given.Signals.AgentOf(dependabot));
    }

    [Fact]
    public void An_Assistant_Is_A_Tool_And_No_Agent()
    {
        var suggestion = new ActorIdentity("Copilot", "175728472+Copilot@users.noreply.github.com");

        Assert.Equal("copilot", Given.Signals.Find(suggestion, SignalPlace.CoAuthor)?.Tool.Id);
        Assert.Null(Given.Signals.AgentOf(suggestion));
    }
}
