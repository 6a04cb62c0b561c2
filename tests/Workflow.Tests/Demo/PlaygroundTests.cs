using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Workflow.Adapters.Teams;
using Workflow.Core.Reviews;
using Workflow.LocalHost.Commands;
using Workflow.LocalHost.Hosting;
using Workflow.LocalHost.Local.Teams;
using Workflow.LocalHost.Local.Teams.Playground;

namespace Workflow.Tests.Demo;

/// <summary>What Microsoft's Agents Playground is told, and what the gate believes while it stands in for Teams.</summary>
public sealed class PlaygroundTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(9)]
    public void Its_File_Has_The_Person_And_Five_Others_Each_With_Their_Object_Id_As_Id(int others)
    {
        var people = Enumerable.Range(0, others + 1).Select(number => Named($"p{number}", $"object-{number}")).ToList();
        people.Add(Named("unreachable", null));

        var file = JsonNode.Parse(PlaygroundConfig.Write(people[0], people))!;

        JsonNode[] users = [file["currentUser"]!, .. file["users"]!.AsArray().OfType<JsonNode>()];
        var ids = users.Select(user => user["id"]!.GetValue<string>()).ToList();
        Assert.Equal(6, ids.Distinct().Count());
        Assert.Equal(ids, users.Select(user => user["aadObjectId"]!.GetValue<string>()));
        Assert.Equal(people.Take(Math.Min(others, 5) + 1).Select(person => person.ObjectId!), ids.Take(Math.Min(others, 5) + 1));
        Assert.Equal(LocalTeamsRegistration.TenantId, file["tenantId"]!.GetValue<string>());
        Assert.Equal(LocalAuthority.BotId, file["bot"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public void Cards_Go_To_The_Playground_And_This_Machine_Is_Believed_Only_While_It_Is_Named()
    {
        var (without, with) = (TeamsOf(null), TeamsOf(PlaygroundProcess.Address));

        Assert.False(without.AllowUnauthenticatedLoopback);
        Assert.True(with.AllowUnauthenticatedLoopback);
        Assert.Equal("http://127.0.0.1:56150/_connector/", with.ServiceUrl.AbsoluteUri);
        Assert.Contains(with.ServiceUrl.Host, with.AllowedServiceHosts);
        Assert.Equal(without.TokenEndpoint, with.TokenEndpoint);
    }

    [Theory]
    [InlineData("http://192.0.2.1:56150/")]
    [InlineData("http://127.0.0.1:56150/playground")]
    public void A_Playground_Elsewhere_Is_Refused(string address)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => TeamsOf(new Uri(address)));

        Assert.Contains("LocalTeams:Playground must be", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_Does_Not_Go_With_A_Real_Tenant()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [
                new("StandardWebhooks:Secrets:0", "whsec_" + Convert.ToBase64String(new byte[32])),
                new("Teams:TenantId", "tenant-1"),
                .. LocalTeamsSettings.ForPlayground(),
            ])
            .Build();

        var refused = Assert.Throws<GateConfigurationException>(
            () => GateServices.CheckConfiguration(configuration, new Uri(GateHost.DefaultUrl)));

        Assert.Contains("tenant-1", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--interactive --playground", 0)]
    [InlineData("--playground", 1)]
    [InlineData("--interactive --playground --target http://127.0.0.1:7299", 1)]
    public void The_Demo_Uses_It_Where_People_Decide_On_Its_Own_Gate(string arguments, int errors) =>
        Assert.Equal(errors, DemoCommand.Create().Parse(arguments).Errors.Count);

    private static Person Named(string id, string? objectId) => new(id, $"Person {id}", Level.Senior, objectId);

    private static TeamsOptions TeamsOf(Uri? playground)
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddLocalTeams(options => options.Playground = playground);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<TeamsOptions>>().Value;
    }
}
