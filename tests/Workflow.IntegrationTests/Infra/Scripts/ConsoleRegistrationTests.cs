using System.Text.Json.Nodes;

namespace Workflow.IntegrationTests.Infra.Scripts;

public sealed class ConsoleRegistrationTests
{
    private const string Script = "register-console.sh";
    private const string Identity = "5b0d1c1e-3333-4444-8555-666677778888";
    private const string Team = "9c0d1c1e-3333-4444-8555-666677778888";

    private static readonly string[] Everything =
    [
        "--name", "gate-console-prod", "--host", "gate.example.com", "--identity", Identity,
        "--assign", $"Gate.View={Team}", "--assign", $"Gate.BreakGlass={Team}",
    ];

    [Fact]
    public async Task It_Registers_Roles_Redirect_Credential_And_Assignments_And_Prints_The_Client_Id()
    {
        await using var azure = await FakeAzure.StartAsync();

        var ended = await azure.RunAsync(Script, Everything);

        Assert.Equal((0, ""), (ended.Code, ended.Code == 0 ? "" : ended.Errors));
        var app = azure.Entra.Application;
        var id = app["appId"]!.GetValue<string>();
        Assert.Equal($"{id}\n", ended.Output);
        Assert.Equal(["https://gate.example.com/.auth/login/aad/callback"], Texts(app["web"]!["redirectUris"]!));
        Assert.True(app["web"]!["implicitGrantSettings"]!["enableIdTokenIssuance"]!.GetValue<bool>());
        Assert.Equal([$"api://{id}"], Texts(app["identifierUris"]!));
        Assert.Equal(2, app["api"]!["requestedAccessTokenVersion"]!.GetValue<int>());
        Assert.Equal("AzureADMyOrg", app["signInAudience"]!.GetValue<string>());
        Assert.Equal(
            ["Gate.AdministerPolicy: User", "Gate.BreakGlass: User", "Gate.View: User, Application"],
            app["appRoles"]!.AsArray().Select(role => $"{role!["value"]}: {string.Join(", ", Texts(role["allowedMemberTypes"]!))}"));
        Assert.Equal(["auth_time", "acrs"], Names(app["optionalClaims"]!["idToken"]!));
        Assert.Equal(["auth_time", "acrs", "idtyp"], Names(app["optionalClaims"]!["accessToken"]!));
        Assert.Null(app["passwordCredentials"]);
        var principal = azure.Entra.Of("/servicePrincipals").Single(one => (string?)one!["appId"] == id)!;
        Assert.True(principal["appRoleAssignmentRequired"]!.GetValue<bool>());
        var credential = Assert.Single(azure.Entra.Of($"/applications/{app["id"]}/federatedIdentityCredentials"))!;
        Assert.Equal(
            ($"https://login.microsoftonline.com/{FakeAzure.Tenant}/v2.0", Identity, "api://AzureADTokenExchange"),
            ((string?)credential["issuer"], (string?)credential["subject"], Texts(credential["audiences"]!).Single()));
        Assert.Equal(2, azure.Entra.Of($"/servicePrincipals/{principal["id"]}/appRoleAssignedTo").Count);
    }

    [Fact]
    public async Task A_Second_Run_Writes_Nothing()
    {
        await using var azure = await FakeAzure.StartAsync();
        var first = await azure.RunAsync(Script, Everything);
        azure.Entra.Writes.Clear();

        var second = await azure.RunAsync(Script, Everything);

        Assert.Equal((first.Output, ""), (second.Output, second.Errors));
        Assert.Empty(azure.Entra.Writes);
    }

    [Fact]
    public async Task Claims_That_Are_Asked_For_As_Graph_Writes_Them_Are_Not_Written_Again()
    {
        await using var azure = await FakeAzure.StartAsync();
        await azure.RunAsync(Script, "--name", "gate-console-prod");
        foreach (var claim in azure.Entra.Application["optionalClaims"]!.AsObject().SelectMany(token => token.Value!.AsArray()))
        {
            claim!["source"] = null;
            claim["essential"] = false;
            claim["additionalProperties"] = new JsonArray();
        }

        azure.Entra.Application["optionalClaims"]!["saml2Token"] = new JsonArray();
        azure.Entra.Writes.Clear();

        await azure.RunAsync(Script, "--name", "gate-console-prod");

        Assert.Empty(azure.Entra.Writes);
    }

    [Fact]
    public async Task What_Others_Added_Stays()
    {
        await using var azure = await FakeAzure.StartAsync();
        await azure.RunAsync(Script, "--name", "gate-console-prod");
        var app = azure.Entra.Application;
        app["web"]!["redirectUris"]!.AsArray().Add("https://old.example.com/.auth/login/aad/callback");
        app["identifierUris"]!.AsArray().Add("https://gate.example.com");
        var view = app["appRoles"]!.AsArray().Single(role => (string?)role!["value"] == "Gate.View")!;
        view["id"] = "00000000-0000-4000-8000-00000000abcd";
        view["origin"] = "Application";
        app["appRoles"]!.AsArray().Add(JsonNode.Parse("""{"id": "1", "value": "Other", "isEnabled": true}"""));
        app["optionalClaims"] = JsonNode.Parse(
            """
            {"saml2Token": [{"name": "groups"}], "accessToken": [],
             "idToken": [{"name": "email"}, {"name": "acrs", "source": null, "essential": true, "additionalProperties": []}]}
            """);

        await azure.RunAsync(Script, Everything);

        Assert.Equal(2, app["web"]!["redirectUris"]!.AsArray().Count);
        Assert.Equal(2, app["identifierUris"]!.AsArray().Count);
        Assert.Contains("Other", app["appRoles"]!.AsArray().Select(role => (string?)role!["value"]));
        var claims = app["optionalClaims"]!;
        Assert.Equal(["email", "acrs", "auth_time"], Names(claims["idToken"]!));
        Assert.True(claims["idToken"]![1]!["essential"]!.GetValue<bool>());
        Assert.Equal(["groups"], Names(claims["saml2Token"]!));
        Assert.Equal(["auth_time", "acrs", "idtyp"], Names(claims["accessToken"]!));
        var assigned = azure.Entra.Of("/servicePrincipals")
            .SelectMany(one => azure.Entra.Of($"/servicePrincipals/{one!["id"]}/appRoleAssignedTo"));
        Assert.Contains(assigned, one => (string?)one!["appRoleId"] == "00000000-0000-4000-8000-00000000abcd");
    }

    [Fact]
    public async Task Another_Managed_Identity_Takes_The_Place_Of_The_Old_One()
    {
        await using var azure = await FakeAzure.StartAsync();
        await azure.RunAsync(Script, Everything);

        await azure.RunAsync(Script, "--name", "gate-console-prod", "--identity", Team);

        var credentials = azure.Entra.Of($"/applications/{azure.Entra.Application["id"]}/federatedIdentityCredentials");
        Assert.Equal(Team, (string?)Assert.Single(credentials)!["subject"]);
    }

    [Fact]
    public async Task An_Object_That_Graph_Does_Not_Know_Everywhere_Yet_Is_Waited_For()
    {
        await using var azure = await FakeAzure.StartAsync();
        azure.Entra.Unknown = 3;

        var ended = await azure.RunAsync(Script, Everything);

        Assert.Equal(0, ended.Code);
        Assert.Single(azure.Entra.Of("/applications"));
    }

    [Fact]
    public async Task A_Dry_Run_Changes_Nothing()
    {
        await using var azure = await FakeAzure.StartAsync();

        var before = await azure.RunAsync(Script, [.. Everything, "--dry-run"]);
        await azure.RunAsync(Script, "--name", "gate-console-prod");
        azure.Entra.Writes.Clear();
        var after = await azure.RunAsync(Script, [.. Everything, "--dry-run"]);

        Assert.Contains("would register gate-console-prod", before.Errors, StringComparison.Ordinal);
        Assert.Contains("would set web of gate-console-prod", after.Errors, StringComparison.Ordinal);
        Assert.Equal((0, 0), (before.Code, after.Code));
        Assert.Empty(azure.Entra.Writes);
    }

    [Theory]
    [InlineData("--name is ''", "--host", "gate.example.com")]
    [InlineData("--name is 'a b'", "--name", "a b")]
    [InlineData("--host is 'https://gate.example.com'", "--name", "gate", "--host", "https://gate.example.com")]
    [InlineData("there is no role 'Gate.Rule'; the roles are Gate.View", "--name", "gate", "--assign", "Gate.Rule=" + Team)]
    [InlineData("'team' must be an object id", "--name", "gate", "--assign", "Gate.View=team")]
    public async Task A_Mistake_Is_Told_And_Changes_Nothing(string problem, params string[] arguments)
    {
        await using var azure = await FakeAzure.StartAsync();

        var ended = await azure.RunAsync(Script, arguments);

        Assert.Equal((1, ""), (ended.Code, ended.Output));
        Assert.Contains(problem, ended.Errors, StringComparison.Ordinal);
        Assert.Empty(azure.Entra.Writes);
    }

    private static IEnumerable<string?> Names(JsonNode claims) => claims.AsArray().Select(one => (string?)one!["name"]);

    private static IEnumerable<string> Texts(JsonNode array) => array.AsArray().Select(one => one!.GetValue<string>());
}
