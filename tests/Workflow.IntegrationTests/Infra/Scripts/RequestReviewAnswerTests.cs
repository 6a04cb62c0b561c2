using Microsoft.AspNetCore.Http;
using Workflow.IntegrationTests.Loopback;

namespace Workflow.IntegrationTests.Infra.Scripts;

/// <summary>The pipelines' script against servers that answer as a gate rarely does, or never should.</summary>
public sealed class RequestReviewAnswerTests
{
    private const string Id = "shop-production-1";
    private const string Head = "2222222222222222222222222222222222222222";

    private static readonly string[] Request =
    [
        "--id", Id, "--service", "shop", "--environment", "production", "--kind", "github", "--repository", "acme/shop", "--head", Head,
        "--login", "github:ada",
    ];

    [Theory]
    [InlineData(302)]
    [InlineData(401)]
    public async Task An_Outcome_That_May_Not_Be_Read_Is_No_Release(int status)
    {
        await using var server = await GateThatAnswersAsync(_ => (status, Id, Head, "release"));

        var ended = await ReviewScript.AskAsync(server.Address, Request);

        Assert.Equal(2, ended.Code);
        Assert.Contains($"the outcome may not be read (status {status}", ended.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Id, "other", "release")]
    [InlineData("other", Head, "release")]
    [InlineData(Id, Head, "cancel")]
    public async Task A_Release_Of_Something_Else_Is_No_Release(string id, string head, string decision)
    {
        await using var server = await GateThatAnswersAsync(_ => (200, id, head, decision));

        var ended = await ReviewScript.AskAsync(server.Address, Request);

        Assert.Equal(2, ended.Code);
        Assert.Contains("not about what was asked for", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Token_Is_Got_Anew_For_Every_Look_And_What_Passes_Is_Waited_Out()
    {
        int[] statuses = [404, 503, 200];
        await using var server = await GateThatAnswersAsync(look => (statuses[look], Id, Head, "release"));
        var counter = Path.GetTempFileName();
        var tokens = $"echo x >> {counter}; count=$(wc -l < {counter}); [[ $count != 1 ]] && echo token-$count";

        var ended = await ReviewScript.AskAsync(server.Address, Request, tokens: tokens);

        Assert.Equal(0, ended.Code);
        Assert.Equal(
            ["Bearer token-2", "Bearer token-3", "Bearer token-4"],
            server.Requests.Where(one => one.Method == "GET").Select(one => one.Header("Authorization")));
        Assert.Null(server.Requests[0].Header("Authorization"));
        File.Delete(counter);
    }

    [Fact]
    public async Task Without_A_Token_The_Request_Is_Withdrawn()
    {
        await using var server = await LoopbackServer.StartAsync((context, _) =>
        {
            context.Response.StatusCode = 202;
            return Task.CompletedTask;
        });

        var ended = await ReviewScript.AskAsync(server.Address, Request, tokens: "exit 3");

        Assert.Equal(2, ended.Code);
        Assert.Equal(
            ["deployment.requested", "deployment.withdrawn"],
            server.Requests.Select(one => one.Json.GetProperty("type").GetString()));
    }

    /// <summary>A server that takes a request and answers each look at its outcome.</summary>
    private static Task<LoopbackServer> GateThatAnswersAsync(
        Func<int, (int Status, string Id, string Head, string Decision)> answer)
    {
        var looks = 0;
        return LoopbackServer.StartAsync(async (context, received) =>
        {
            var (status, id, head, decision) = received.Method == "GET" ? answer(looks++) : (202, "", "", "");
            context.Response.StatusCode = status;
            await context.Response.WriteAsJsonAsync(new
            {
                id,
                environment = "production",
                commits = new { head },
                state = "released",
                outcome = new { decision },
            });
        });
    }
}
