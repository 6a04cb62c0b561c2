using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Workflow.Core.Deployments;
using Workflow.LocalHost.Hosting;

namespace Workflow.LocalHost.Demo;

/// <summary>
/// The demo's configuration, policy and people as files in the data folder. They stay there while the demo runs, so that a
/// <c>serve</c> started after the demo was killed finishes its deployments by the same rules and with the same secrets.
/// </summary>
internal sealed class DemoFiles(DataFolder data)
{
    private readonly string folder = data.Combine("demo");

    /// <summary>Within the data folder; read by a host for which no pipeline is configured.</summary>
    public const string RelativeSettings = "demo/appsettings.json";

    /// <summary>The secret that the demo's pipeline signs its requests with.</summary>
    public string Secret { get; } = NewSecret();

    /// <summary>The demo's settings, once they are written.</summary>
    public IReadOnlyDictionary<string, string?> Overrides { get; private set; } = new Dictionary<string, string?>();

    public string Repository => Path.Combine(folder, "repository.git");

    /// <param name="samplePeople">The text of the sample people.yaml.</param>
    public void Write(DemoPace pace, string samplePeople, IReadOnlyList<DemoDeployment> deployments, Uri gate)
    {
        var people = Path.Combine(folder, "people.yaml");
        var policy = Path.Combine(folder, "review-policy.yaml");
        File.WriteAllText(people, AddWriters(samplePeople, deployments));
        File.WriteAllText(policy, DemoPolicy.Write(pace));
        var origin = gate.GetLeftPart(UriPartial.Authority);
        Overrides = new Dictionary<string, string?>
        {
            ["LocalTeams:Enabled"] = "true",
            ["Storage:TablePrefix"] = "Demo",
            ["Files:People"] = people,
            ["Files:Policy"] = policy,
            ["Files:FrictionControls"] = "",
            ["Git:AllowedRoots:0"] = folder,
            ["StandardWebhooks:Secrets:0"] = Secret,
            ["StandardWebhooks:CallbackSecrets:0"] = NewSecret(),
            ["StandardWebhooks:AllowedCallbackOrigins:0"] = origin,
        };
        Write(data.Combine(RelativeSettings), JsonSerializer.Serialize(Overrides));
    }

    /// <summary>An empty folder for this run.</summary>
    public void Prepare()
    {
        Remove();
        Directory.CreateDirectory(folder);
    }

    public void Remove()
    {
        if (Directory.Exists(folder))
        {
            // git marks its objects read-only, and Windows does not delete such files.
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                File.SetAttributes(file, FileAttributes.Normal);
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The secrets in it are for this machine's demo only; still nobody else's to read.</summary>
    private static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, Encoding.UTF8, options);
        writer.Write(text);
    }

    /// <summary>Makes the authors found in a history known: the first scenario's as a senior, the others as juniors.</summary>
    private static string AddWriters(string samplePeople, IReadOnlyList<DemoDeployment> deployments)
    {
        var entries = new StringBuilder("people:\n");
        var known = new List<ActorIdentity>();
        foreach (var deployment in deployments.Where(one => one.IsFromHistory))
        {
            var level = deployment.Scenario == DemoScenario.SeniorAlone ? "senior" : "junior";
            foreach (var writer in deployment.Writers.Where(writer => !known.Any(writer.IsSameActorAs)))
            {
                known.Add(writer);
                entries.Append(
                    $"  - id: demo-{known.Count}\n    name: {Quote(writer.ToString())}\n    level: {level}\n    emails: [{Quote(writer.Email!)}]\n");
            }
        }

        return samplePeople.Replace("people:\n", entries.ToString(), StringComparison.Ordinal);
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text);

    private static string NewSecret() => "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
