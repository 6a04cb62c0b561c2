using Microsoft.AspNetCore.Http;
using Workflow.IntegrationTests.Infra.Scripts;
using Workflow.IntegrationTests.Loopback;
using YamlDotNet.RepresentationModel;

namespace Workflow.IntegrationTests.Infra;

public sealed class SampleTests
{
    private const string Head = "2222222222222222222222222222222222222abc";

    [Fact]
    public async Task The_Azure_Pipelines_Sample_Asks_What_The_Gate_Understands_And_Goes_On_After_A_Release()
    {
        await using var gate = await LoopbackServer.StartAsync((context, request) =>
        {
            context.Response.StatusCode = request.Method == "POST" ? 202 : 200;
            return context.Response.WriteAsync($$$"""
                {"id": "shop-production-7-1", "environment": "production", "commits": {"head": "{{{Head}}}"}, "state": "released",
                 "outcome": {"decision": "release", "explanation": "Yes."}}
                """);
        });
        var steps = Read("azure-pipelines.yml").AllNodes.OfType<YamlMappingNode>();
        var ask = (string?)steps.Single(node => node.Children.ContainsKey("inlineScript"))["inlineScript"];
        var script = ask!.Replace("https://gate.example.com", gate.Address.AbsoluteUri, StringComparison.Ordinal);

        var ended = await RepositoryProgram.RunAsync(ScriptTools.Bash, ["-ec", script], new Dictionary<string, string?>
        {
            ["GATE_WEBHOOK_SECRET"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            ["GATE_TOKEN_COMMAND"] = "echo token",
            ["DEPLOYED"] = new string('1', 40),
            ["BUILD_BUILDID"] = "7",
            ["SYSTEM_STAGEATTEMPT"] = "1",
            ["BUILD_SOURCEVERSION"] = Head,
            ["BUILD_SOURCEBRANCH"] = "refs/tags/v1.4.0",
            ["BUILD_REQUESTEDFOREMAIL"] = "ada@example.com",
            ["SYSTEM_COLLECTIONURI"] = "https://dev.azure.com/example/",
            ["SYSTEM_TEAMPROJECTID"] = "shop",
        }, Repository.Find());

        Assert.Equal((0, ""), (ended.Code, ended.Errors));
        var data = gate.Requests[0].Json.GetProperty("data");
        Assert.Equal("polled", data.GetProperty("answer").GetString());
        Assert.Equal(
            "https://dev.azure.com/example/shop/_build/results?buildId=7", data.GetProperty("links")[0].GetProperty("url").GetString());
    }

    [Fact]
    public void The_GitHub_Sample_Names_The_Environment_And_Deploys_The_Reviewed_Commit()
    {
        var deploy = Read("github-actions.yml")["jobs"]["deploy"];

        Assert.Equal("production", (string?)deploy["environment"]);
        Assert.Equal("${{ github.sha }}", (string?)deploy["steps"][0]["with"]["ref"]);
    }

    private static YamlNode Read(string name)
    {
        using var text = File.OpenText(Repository.Find("infra", "samples", name));
        var yaml = new YamlStream();
        yaml.Load(text);
        return yaml.Documents.Single().RootNode;
    }
}
