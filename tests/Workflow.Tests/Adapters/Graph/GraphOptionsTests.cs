using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Workflow.Adapters;
using Workflow.Adapters.Files;
using Workflow.Adapters.Graph;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Adapters.Graph;

public sealed class GraphOptionsTests
{
    private const string Secret = "a secret that nobody reads";

    [Theory]
    [InlineData("ClientId", "", "Graph: The ClientId field is required.")]
    [InlineData("ClientSecret", "", "set either ClientSecret or UseManagedIdentity")]
    [InlineData("UseManagedIdentity", "true", "set either ClientSecret or UseManagedIdentity")]
    [InlineData("TenantId", "", "TenantId is ''; with a ClientSecret")]
    [InlineData("TenantId", "a/b", "TenantId is 'a/b'; with a ClientSecret")]
    [InlineData("BaseUrl", "http://graph.example.com/v1.0", "it must be an https URL")]
    [InlineData("BaseUrl", "https://graph.example.com/", "ends with /v1.0")]
    [InlineData("LevelGroups:0:Group", "seniors", "LevelGroups:0:Group is 'seniors'; it must be a group's object id")]
    [InlineData("LevelGroups:0:Level", "", "LevelGroups:0:Level is missing")]
    [InlineData("RoleGroups:0:Role", " Manager", "and not 'manager'")]
    [InlineData("TitleLevels:0:Title", "", "TitleLevels:0 needs a Title and a Level")]
    [InlineData("LoginAttributes:github", "16", "LoginAttributes:github is 16")]
    [InlineData("CacheAge", "00:00:59", "CacheAge")]
    [InlineData("MissAge", "00:11:00", "MissAge")]
    [InlineData("OutageTolerance", "05:00:00", "OutageTolerance")]
    [InlineData("MaxGroupMembers", "0", "MaxGroupMembers")]
    [InlineData("PresenceAge", "00:00:09", "PresenceAge")]
    [InlineData("MailboxAge", "01:00:01", "MailboxAge")]
    public void A_Bad_Option_Is_An_Error_At_Start_That_Tells_No_Secret(string key, string value, string expected)
    {
        var problem = Record.Exception(() => Validate((key, value)));

        Assert.Contains(StartDefects.Of(problem!), defect => defect.Contains(expected, StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, problem!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_A_Group_Nobody_Could_Be_Asked()
    {
        var problem = Assert.Throws<OptionsValidationException>(() => Services(
            ("ClientId", "app"), ("UseManagedIdentity", "true")).GetRequiredService<IStartupValidator>().Validate());

        Assert.Equal(["Graph: nobody could be asked: name the reviewers' groups in LevelGroups or RoleGroups."], problem.Failures);
    }

    [Fact]
    public void A_Managed_Identity_Needs_Neither_Secret_Nor_Tenant() =>
        Validate(("UseManagedIdentity", "true"), ("ClientSecret", ""), ("TenantId", ""));

    [Fact]
    public void Where_It_Is_Configured_It_Takes_The_Place_Of_The_File()
    {
        using var provider = Services(Good);

        Assert.Equal("GraphPeopleDirectory", Assert.Single(provider.GetServices<IPeopleDirectory>()).GetType().Name);
    }

    [Fact]
    public void Where_It_Is_Not_Configured_The_File_Stays_The_Directory()
    {
        using var provider = Services();

        Assert.IsType<FilePeopleDirectory>(Assert.Single(provider.GetServices<IPeopleDirectory>()));
    }

    private static (string Key, string Value)[] Good =>
    [
        ("TenantId", "tenant"), ("ClientId", "app"), ("ClientSecret", Secret),
        ("LevelGroups:0:Group", "3f2504e0-4f89-11d3-9a0c-0305e82c3301"), ("LevelGroups:0:Level", "senior"),
        ("RoleGroups:0:Group", "3f2504e0-4f89-11d3-9a0c-0305e82c3302"), ("RoleGroups:0:Role", "release-manager"),
        ("TitleLevels:0:Title", "*engineer*"), ("TitleLevels:0:Level", "mid"), ("LoginAttributes:github", "7"),
    ];

    private static void Validate(params (string Key, string Value)[] changes)
    {
        using var provider = Services([.. Good, .. changes]);
        provider.GetRequiredService<IStartupValidator>().Validate();
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        Dictionary<string, string?> all = [];
        foreach (var (key, value) in settings)
        {
            all[$"Graph:{key}"] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        return new ServiceCollection().AddLogging()
            .AddFiles(configuration.GetSection("Files"))
            .AddGraph(configuration.GetSection("Graph"))
            .BuildServiceProvider();
    }
}
