using System.Text.Json.Nodes;

namespace Workflow.IntegrationTests.Infra.Scripts;

public sealed class GraphPermissionTests
{
    private const string Script = "grant-graph-permissions.sh";
    private const string Identity = "5b0d1c1e-3333-4444-8555-666677778888";

    /// <summary>What in the adapter's source makes the call that a permission is for.</summary>
    private static readonly Dictionary<string, string> Calls = new()
    {
        ["User.Read.All"] = ".Users[",
        ["GroupMember.Read.All"] = ".TransitiveMembers.",
        ["CustomSecAttributeAssignment.Read.All"] = "customSecurityAttributes",
        ["Presence.Read.All"] = ".Communications.GetPresencesByUserId",
        ["MailboxSettings.Read"] = ".MailboxSettings.",
        ["TeamsAppInstallation.ReadWriteSelfForUser.All"] = ".Teamwork.InstalledApps.",
        ["TeamsActivity.Send"] = ".Teamwork.SendActivityNotification.",
    };

    [Fact]
    public async Task Nothing_Is_Granted_For_A_Feature_That_Is_Not_Asked_For()
    {
        await using var azure = await FakeAzure.StartAsync();

        var ended = await azure.RunAsync(Script, "--identity", Identity);

        Assert.Equal(0, ended.Code);
        Assert.StartsWith("Without --with FEATURE the gate needs no Microsoft Graph permission", ended.Errors, StringComparison.Ordinal);
        Assert.Empty(azure.Entra.Writes);
    }

    [Fact]
    public async Task The_Directory_Is_Granted_What_It_Reads_And_No_More()
    {
        await using var azure = await FakeAzure.StartAsync();

        var ended = await azure.RunAsync(Script, "--identity", Identity, "--with", "directory");

        Assert.Equal(0, ended.Code);
        Assert.Equal(["User.Read.All", "GroupMember.Read.All"], azure.Entra.GrantedTo(Identity));
    }

    [Theory]
    [InlineData("teams-install", "TeamsAppInstallation.ReadWriteSelfForUser.All")]
    [InlineData("teams-feed", "TeamsActivity.Send")]
    public async Task What_The_Bot_Does_Through_Graph_Has_A_Permission_Each(string feature, string permission)
    {
        await using var azure = await FakeAzure.StartAsync();

        var ended = await azure.RunAsync(Script, "--identity", Identity, "--with", feature);

        Assert.Equal(0, ended.Code);
        Assert.Equal([permission], azure.Entra.GrantedTo(Identity));
    }

    [Fact]
    public void A_Permission_Is_In_Use_Where_The_Product_Makes_The_Call_That_Needs_It()
    {
        var sources = Directory.EnumerateFiles(Repository.Find("src", "Workflow.Adapters", "Graph"), "*.cs")
            .Select(File.ReadAllText).ToList();
        var listed = JsonNode.Parse(File.ReadAllText(Repository.Find("infra", "graph-permissions.json")))!["permissions"]!.AsArray();

        Assert.Equal(Calls.Keys.Order(), listed.Select(one => (string)one!["permission"]!).Order());
        Assert.All(listed, one =>
        {
            var call = Calls[(string)one!["permission"]!];
            Assert.Equal(sources.Any(source => source.Contains(call, StringComparison.Ordinal)), (bool)one["inUse"]!);
        });
    }

    [Fact]
    public async Task The_Script_Names_Every_Feature_That_Is_In_Use()
    {
        await using var azure = await FakeAzure.StartAsync();
        var listed = JsonNode.Parse(File.ReadAllText(Repository.Find("infra", "graph-permissions.json")))!["permissions"]!.AsArray();

        var help = await azure.RunAsync(Script, "--help");

        Assert.All(
            listed.Where(one => (bool)one!["inUse"]!),
            one => Assert.Contains((string)one!["feature"]!, help.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_Needed_And_The_Asked_For_Are_Granted_Once()
    {
        await using var azure = await FakeAzure.StartAsync();
        string[] arguments = ["--identity", Identity, "--permissions", Permissions(azure), "--with", "availability"];

        var first = await azure.RunAsync(Script, arguments);
        var writes = azure.Entra.Writes.Count;
        var second = await azure.RunAsync(Script, arguments);

        Assert.Equal((0, 0), (first.Code, second.Code));
        Assert.Equal(["User.Read.All", "Presence.Read.All"], azure.Entra.GrantedTo(Identity));
        Assert.Contains("User.Read.All (directory): Finds people.\n  grant User.Read.All", first.Errors, StringComparison.Ordinal);
        Assert.Contains("granted already", second.Errors, StringComparison.Ordinal);
        Assert.Equal((2, 2), (writes, azure.Entra.Writes.Count));
    }

    [Fact]
    public async Task An_Optional_Permission_Is_Not_Granted_Unasked()
    {
        await using var azure = await FakeAzure.StartAsync();

        await azure.RunAsync(Script, "--identity", Identity, "--permissions", Permissions(azure));

        Assert.Equal(["User.Read.All"], azure.Entra.GrantedTo(Identity));
    }

    [Fact]
    public async Task A_Dry_Run_Changes_Nothing()
    {
        await using var azure = await FakeAzure.StartAsync();

        var ended = await azure.RunAsync(Script, "--identity", Identity, "--permissions", Permissions(azure), "--dry-run");

        Assert.Contains("would   grant User.Read.All", ended.Errors, StringComparison.Ordinal);
        Assert.Empty(azure.Entra.Writes);
    }

    [Fact]
    public async Task What_Is_Granted_Beyond_The_List_Is_Told_And_Taken_Away_On_Demand()
    {
        await using var azure = await FakeAzure.StartAsync();
        azure.Entra.Grant(Identity, "Mail.Send");
        azure.Entra.Grant("another identity", "Mail.Send");

        var told = await azure.RunAsync(Script, "--identity", Identity);
        var kept = azure.Entra.GrantedTo(Identity).ToList();
        var pruned = await azure.RunAsync(Script, "--identity", Identity, "--prune");

        Assert.Contains("Mail.Send is granted and not asked for; --prune takes it away.", told.Errors, StringComparison.Ordinal);
        Assert.Equal(["Mail.Send"], kept);
        Assert.Equal(0, pruned.Code);
        Assert.Empty(azure.Entra.GrantedTo(Identity));
        Assert.Equal(["Mail.Send"], azure.Entra.GrantedTo("another identity"));
    }

    [Theory]
    [InlineData("--identity is 'x'; it must be the object id (a GUID)", "--identity", "x")]
    [InlineData("--identity needs a value", "--identity", "--prune")]
    [InlineData("there is no feature 'telepathy'; the features are", "--identity", Identity, "--with", "telepathy")]
    [InlineData("uses 'directory-security-attributes': nothing is", "--identity", Identity, "--with", "directory-security-attributes")]
    [InlineData("there is no option '--identify'", "--identify", Identity)]
    public async Task A_Mistake_Is_Told_And_Changes_Nothing(string problem, params string[] arguments)
    {
        await using var azure = await FakeAzure.StartAsync();

        var ended = await azure.RunAsync(Script, arguments);

        Assert.Equal(1, ended.Code);
        Assert.Contains(problem, ended.Errors, StringComparison.Ordinal);
        Assert.Empty(azure.Entra.Writes);
    }

    private static string Permissions(FakeAzure azure)
    {
        var path = Path.Combine(azure.Folder, "permissions.json");
        File.WriteAllText(path, """
            {"permissions": [
              {"permission": "User.Read.All", "feature": "directory", "why": "Finds people.", "needed": true, "inUse": true},
              {"permission": "Presence.Read.All", "feature": "availability", "why": "Sees who is there.", "needed": false, "inUse": true},
              {"permission": "Mail.Send", "feature": "mail", "why": "Sends.", "needed": true, "inUse": false}]}
            """);
        return path;
    }
}
