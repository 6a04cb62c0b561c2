using System.Text.Json;
using Microsoft.Playwright;
using Workflow.IntegrationTests.Git;
using Workflow.IntegrationTests.Inbox;
using static Microsoft.Playwright.Assertions;

namespace Workflow.IntegrationTests.Gate;

/// <summary>
/// The whole gate with a real repository, a real browser on the local inbox and a pipeline that waits: a junior's AI-assisted change, two
/// seniors who may review it.
/// </summary>
internal sealed class Journey : IAsyncDisposable
{
    public const string Ada = "6f1c2a54-8d0e-4b7a-9c35-1e2f3a4b5c05";
    public const string Grace = "6f1c2a54-8d0e-4b7a-9c35-1e2f3a4b5c01";
    public const string Barbara = "6f1c2a54-8d0e-4b7a-9c35-1e2f3a4b5c02";

    private const string People = $$"""
        people:
          - { id: grace, name: Grace Hopper, level: senior, objectId: {{Grace}}, emails: [grace@example.com] }
          - { id: barbara, name: Barbara Liskov, level: senior, objectId: {{Barbara}}, emails: [barbara@example.com] }
          - { id: ada, name: Ada Byron, level: junior, objectId: {{Ada}}, emails: [ada@example.com] }
        """;

    private const string Policy = """
        name: Journeys
        environments: { production: { protected: true } }
        ladders:
          one: [{ step: one, ask: senior, wait: 2h }]
          both: [{ step: both, ask: senior, people: 2, wait: 2h }]
        default: { approvals: 1, level: senior, ladder: LADDER }
        """;

    private readonly GitSandbox repository;
    private readonly RunningGate gate;
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Journey(GitSandbox repository, RunningGate gate, IPlaywright playwright, IBrowser browser) =>
        (this.repository, this.gate, this.playwright, this.browser) = (repository, gate, playwright, browser);

    /// <param name="ladder"><c>one</c> asks Grace, who owns the code, <c>both</c> Grace and Barbara at once.</param>
    public static async Task<Journey> BeginAsync(AzuriteFixture azurite, string ladder)
    {
        var repository = new GitSandbox();
        repository.Commit("CODEOWNERS", "* grace@example.com");
        var from = repository.Commit("shop.cs", "one");
        var to = repository.Commit("shop.cs", "two", "Round prices\n\nCo-authored-by: Claude <noreply@anthropic.com>");
        var gate = await RunningGate.StartAsync(azurite, new Dictionary<string, string?>
        {
            ["Git:AllowedRoots:0"] = repository.Root,
            ["Files:People"] = Write(repository, "people.yaml", People),
            ["Files:Policy"] = Write(repository, "policy.yaml", Policy.Replace("LADDER", ladder, StringComparison.Ordinal)),
        });
        var playwright = await Playwright.CreateAsync();
        var journey = new Journey(repository, gate, playwright, await Chromium.LaunchAsync(playwright));
        using var accepted = await gate.DeliverAsync(journey.Request(from, to));
        accepted.EnsureSuccessStatusCode();
        return journey;
    }

    /// <summary>Opens somebody's chat with the gate on a phone, once their card is there.</summary>
    public async Task<IPage> OpenAsync(string objectId)
    {
        var page = await browser.NewPageAsync(new()
        {
            BaseURL = gate.Http.BaseAddress!.AbsoluteUri,
            ViewportSize = new() { Width = 390, Height = 844 },
            Locale = "en-US",
        });

        // A chat begins with its first message, and its page is not there before.
        while ((await page.GotoAsync($"local/inbox/{objectId}"))!.Status is 404)
        {
            await Task.Yield();
        }

        await Expect(page.GetByText("shop to production").First).ToBeVisibleAsync();
        return page;
    }

    /// <summary>What the pipeline was told: the decision and its explanation.</summary>
    public async Task<(string Decision, string Explanation)> AnswerAsync()
    {
        var data = (await gate.AnswerAsync()).Json.GetProperty("data");
        return (Text(data, "decision"), Text(data, "explanation"));
    }

    /// <summary>What the audit trail tells, by kind.</summary>
    public async Task<IReadOnlyList<string>> AuditAsync()
    {
        var trail = JsonDocument.Parse(await gate.Http.GetStringAsync(
            new Uri("/api/deployments/journey/audit", UriKind.Relative), TestContext.Current.CancellationToken));
        return [.. trail.RootElement.GetProperty("records").EnumerateArray().Select(record => Text(record, "kind"))];
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        await gate.DisposeAsync();
        repository.Dispose();
    }

    private static string Write(GitSandbox repository, string name, string text)
    {
        var path = Path.Combine(repository.Root, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Text(JsonElement parent, string name) => parent.GetProperty(name).GetString()!;

    private string Request(string from, string to) => $$"""
        {"type": "deployment.requested", "timestamp": "2026-01-31T12:00:00Z", "data": {
          "id": "journey", "service": "shop", "environment": "production",
          "repository": {"kind": "git", "location": "{{repository.Path}}"},
          "commits": {"base": "{{from}}", "head": "{{to}}"},
          "requester": {"email": "ada@example.com"},
          "callbackUrl": "{{gate.Pipeline.Address}}answers" } }
        """;
}
