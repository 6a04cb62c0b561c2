using System.Text.Json.Nodes;

namespace Workflow.IntegrationTests.Infra;

/// <summary>The files that the Functions app is deployed with, as MSBuild names them.</summary>
public sealed class AppFileTests
{
    [Fact]
    public async Task The_Named_Files_Are_Deployed_Under_The_Names_That_The_App_Looks_For()
    {
        var files = await DeployedAsync("-p:PolicyFile=/a/p.yaml", "-p:PeopleFile=/b/q.yaml", "-p:FrictionControlsFile=/c/r.yaml");

        Assert.Equal(
            ["friction-controls.yaml: /c/r.yaml", "people.yaml: /b/q.yaml", "review-policy.yaml: /a/p.yaml"],
            files.Where(file => file.Contains(".yaml", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Friction_Controls_Are_Deployed_Only_Where_They_Are_Named()
    {
        var files = await DeployedAsync();

        Assert.Contains(files, file => file.StartsWith("review-policy.yaml: ", StringComparison.Ordinal));
        Assert.DoesNotContain(files, file => file.Contains("friction", StringComparison.Ordinal));
    }

    private static async Task<string[]> DeployedAsync(params string[] properties)
    {
        var ended = await RepositoryProgram.RunAsync(
            "dotnet", ["msbuild", Repository.Find("src", "Workflow.Functions", "Workflow.Functions.csproj"), "-getItem:None", .. properties]);
        Assert.Equal((0, ""), (ended.Code, ended.Errors));
        return
        [
            .. JsonNode.Parse(ended.Output)!["Items"]!["None"]!.AsArray()
                .Where(file => $"{file!["CopyToOutputDirectory"]}" == "PreserveNewest" && $"{file["CopyToPublishDirectory"]}" == "PreserveNewest")
                .Select(file => $"{file!["Link"]}: {file["Identity"]}")
                .Order(StringComparer.Ordinal),
        ];
    }
}
