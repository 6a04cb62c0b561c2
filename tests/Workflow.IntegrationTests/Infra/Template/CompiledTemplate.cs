using System.Text.Json.Nodes;
using Workflow.IntegrationTests.Infra.Template;

[assembly: AssemblyFixture(typeof(CompiledTemplate))]

namespace Workflow.IntegrationTests.Infra.Template;

/// <summary>The template, compiled once for the whole run when the first test asks for it.</summary>
public sealed class CompiledTemplate : IAsyncDisposable
{
    /// <summary>What can be asked of <see cref="DeploymentAsync"/>: the two samples, one with all that they leave out, and one that mails
    /// and installs its app through Microsoft Graph.</summary>
    public static readonly string[] ParameterFiles = ["dev", "prod", "everything", "mailbox"];

    private const string Everything = """
        using 'main.bicep'
        param name = 'gate-test'
        param consoleClientId = '00000000-0000-4000-8000-000000000c01'
        param operatorEmail = 'operators@example.com'
        param publicOrigin = 'https://gate.example.com'
        param mail = { host: 'smtp.example.com', port: 465, security: 'Ssl', from: 'gate@example.com', user: 'gate' }
        param allowedCallbackOrigins = ['https://one.example.com', 'https://two.example.com']
        param allowedDocumentOrigins = ['https://artifacts.example.com']
        param webhookSecretNames = ['new', 'old']
        param incidentSecretNames = ['incidents']
        param decisionLinks = true
        param decisionLinksPreviousKey = true
        param gitHubAppId = 17
        param botAppType = 'SingleTenant'
        param botAppId = '00000000-0000-4000-8000-000000000b01'
        param privateNetwork = true
        param operatorIpRanges = ['192.0.2.0/24']
        param durableTaskScheduler = true
        param directory = {
          levelGroups: [{ group: '00000000-0000-4000-8000-000000000d01', level: 'Senior' }]
          roleGroups: [{ group: '00000000-0000-4000-8000-000000000d02', role: 'release-manager' }]
          titleLevels: [{ title: '*engineer*', level: 'Mid' }]
          loginAttributes: { github: 7 }
          usePeopleFile: true
        }
        """;

    private const string Mailbox = """
        using 'main.bicep'
        param name = 'gate-test'
        param consoleClientId = '00000000-0000-4000-8000-000000000c01'
        param operatorEmail = 'operators@example.com'
        param webhookSecretNames = ['standard-webhooks']
        param mail = { graphMailbox: 'gate@example.com', from: 'gate@example.com' }
        param directory = { levelGroups: [{ group: '00000000-0000-4000-8000-000000000d01', level: 'Senior' }] }
        param teams = {
          catalogAppId: '3f2504e0-4f89-41d3-9a0c-0305e82c3301'
          notifyInFeed: true
          channelId: '19:abc@thread.tacv2'
          channelLanguage: 'de'
        }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("bicep-");
    private readonly SemaphoreSlim once = new(1);
    private readonly Dictionary<string, Ended> ended = [];

    /// <summary>What <c>bicep build</c> said of main.bicep.</summary>
    internal Task<Ended> BuildAsync() => RunOnceAsync("build", "main.bicep", "--outfile", "main.json");

    /// <summary>main.bicep with all its modules as the template that Azure Resource Manager gets.</summary>
    public async Task<JsonNode> TemplateAsync()
    {
        Assert.Equal(new Ended(0, "", ""), await BuildAsync());
        return Read("main.json");
    }

    /// <summary>What <c>bicep build-params</c> said of a parameter file.</summary>
    internal Task<Ended> BuildParametersAsync(string name) =>
        RunOnceAsync("build-params", $"{name}.bicepparam", "--outfile", $"{name}.json");

    /// <summary>What <c>bicep snapshot</c> said, which evaluates the template with a parameter file as Azure Resource Manager does.</summary>
    internal Task<Ended> SnapshotAsync(string name) => RunOnceAsync(
        "snapshot", $"{name}.bicepparam", "--subscription-id", "11111111-1111-4111-8111-111111111111", "--resource-group", "gate",
        "--location", "westeurope", "--tenant-id", "22222222-2222-4222-8222-222222222222");

    /// <summary>The resources that a parameter file would deploy. What only Azure knows is left as an expression in brackets.</summary>
    internal async Task<Deployment> DeploymentAsync(string name)
    {
        Assert.Equal(new Ended(0, "", ""), await SnapshotAsync(name));
        return new Deployment(Read($"{name}.snapshot.json"));
    }

    /// <summary>Puts a file beside main.bicep, for this run only.</summary>
    public void Add(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);

    public ValueTask DisposeAsync()
    {
        once.Dispose();
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    internal async Task<Ended> RunOnceAsync(params string[] arguments)
    {
        BicepCompiler.SkipTestWithout();
        await once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (ended.Count == 0)
            {
                CopyTemplate();
            }

            var key = string.Join(' ', arguments);
            return ended.TryGetValue(key, out var before)
                ? before
                : ended[key] = await BicepCompiler.RunAsync(folder.FullName, arguments);
        }
        finally
        {
            once.Release();
        }
    }

    /// <summary>The compiler writes beside what it reads.</summary>
    private void CopyTemplate()
    {
        var source = Repository.Find("infra");
        string[] patterns = ["*.bicep", "*.bicepparam", "bicepconfig.json"];
        var files = patterns.SelectMany(pattern => Directory.EnumerateFiles(source, pattern, SearchOption.AllDirectories));
        foreach (var file in files)
        {
            var copy = Path.Combine(folder.FullName, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Add("everything.bicepparam", Everything);
        Add("mailbox.bicepparam", Mailbox);
    }

    private JsonNode Read(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(folder.FullName, name)))!;
}
