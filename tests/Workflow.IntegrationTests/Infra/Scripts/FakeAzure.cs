using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Workflow.IntegrationTests.Loopback;

namespace Workflow.IntegrationTests.Infra.Scripts;

/// <summary>An <c>az</c> on the PATH, whose calls are answered by this process.</summary>
internal sealed class FakeAzure : IAsyncDisposable
{
    public const string Tenant = "7a1b0c2d-1111-4222-8333-444455556666";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fake-az-");
    private readonly LoopbackServer server;

    private FakeAzure(LoopbackServer server) => this.server = server;

    public FakeDirectory Entra { get; } = new(
        JsonNode.Parse(File.ReadAllText(Repository.Find("infra", "graph-permissions.json")))!["permissions"]!
            .AsArray().Select(one => one!["permission"]!.GetValue<string>()));

    /// <summary>Every call but those to Microsoft Graph, its arguments joined by spaces.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>What <c>az deployment group create</c> gives.</summary>
    public JsonObject Outputs { get; } = [];

    /// <summary>How many deployments of a build are refused yet.</summary>
    public int RefusedBuilds { get; set; }

    /// <summary>Whether the deployed app says that it is ready.</summary>
    public bool IsReady { get; set; } = true;

    public string Folder => folder.FullName;

    public static async Task<FakeAzure> StartAsync()
    {
        FakeAzure? azure = null;
        var server = await LoopbackServer.StartAsync((context, request) => azure!.AnswerAsync(context, request.Text.Split('\0')[..^1]));
        azure = new FakeAzure(server);
        azure.Install("az", """
            body=$(printf '%s\0' "$@" | curl --silent --show-error --fail-with-body --data-binary @- "$FAKE_AZ") && code=0 || code=1
            [[ $code == 0 ]] && printf '%s' "$body" || printf 'ERROR: %s\n' "$body" >&2
            exit $code
            """);
        return azure;
    }

    /// <summary>Puts a bash program on the PATH.</summary>
    public void Install(string name, string lines)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, $"#!/usr/bin/env bash\n{lines}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public Task<Ended> RunAsync(string script, params string[] arguments) =>
        RepositoryProgram.RunAsync(ScriptTools.Bash, [Repository.Find("infra", script), .. arguments], Environment(), Folder);

    public Task<Ended> RunAsync(string script, IReadOnlyDictionary<string, string?> environment, params string[] arguments) =>
        RepositoryProgram.RunAsync(
            ScriptTools.Bash, [Repository.Find("infra", script), .. arguments], Environment().Concat(environment).ToDictionary(), Folder);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private Dictionary<string, string?> Environment() => new()
    {
        ["PATH"] = Folder + Path.PathSeparator + System.Environment.GetEnvironmentVariable("PATH"),
        ["FAKE_AZ"] = server.Address.AbsoluteUri,
        ["GRAPH_RETRY_SECONDS"] = "0",
        ["DEPLOY_RETRY_SECONDS"] = "0",
    };

    private Task AnswerAsync(HttpContext context, string[] call)
    {
        var url = Option(call, "--url");
        if (url?.StartsWith(FakeDirectory.Graph, StringComparison.Ordinal) == true)
        {
            var body = Option(call, "--body") is { } text ? JsonNode.Parse(text) : null;
            var answer = Entra.Answer(Option(call, "--method")!, url, body, Option(call, "--headers") == "Prefer=create-if-missing");
            context.Response.StatusCode = answer.Status == 204 ? 200 : answer.Status;
            var said = answer.Body?.ToJsonString() ?? "";
            return context.Response.WriteAsync(answer.Status < 400 ? said : $"Refused({said})", Encoding.UTF8);
        }

        Calls.Add(string.Join(' ', call));
        switch (call)
        {
            case ["account", "show", ..]:
                return context.Response.WriteAsync($$"""{"tenantId": "{{Tenant}}"}""");
            case ["group", "exists", ..]:
                var isThere = Calls.Any(one => one.StartsWith("group create", StringComparison.Ordinal));
                return context.Response.WriteAsync(isThere ? "true" : "false");
            case ["deployment", "group", "create", ..]:
                var properties = new JsonObject { ["outputs"] = Outputs.DeepClone() };
                return context.Response.WriteAsync(new JsonObject { ["properties"] = properties }.ToJsonString());
            case ["functionapp", "deployment", "source", "config-zip", ..] when RefusedBuilds-- > 0:
                context.Response.StatusCode = 403;
                return Task.CompletedTask;
            case ["rest", ..] when !IsReady:
                context.Response.StatusCode = 503;
                return Task.CompletedTask;
            default:
                return Task.CompletedTask;
        }
    }

    private static string? Option(string[] call, string name) => Array.IndexOf(call, name) is >= 0 and var at ? call[at + 1] : null;
}
