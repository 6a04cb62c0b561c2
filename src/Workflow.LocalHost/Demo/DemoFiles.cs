using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Workflow.Core.Deployments;

namespace Workflow.LocalHost.Demo;

/// <summary>The demo's repository, policy, people and settings as files in a folder of their own.</summary>
internal sealed class DemoFiles(string folder)
{
    /// <summary>
    /// Within the data folder; read by a host for which no pipeline is configured. It stays there while a demo hosts its gate, so
    /// that a <c>serve</c> started after the demo was killed finishes its deployments by the same rules and with the same secrets.
    /// </summary>
    public const string RelativeSettings = "demo/appsettings.json";

    public string Folder => folder;

    public string Repository => Path.Combine(folder, "repository.git");

    public string People => Path.Combine(folder, "people.yaml");

    public string Policy => Path.Combine(folder, "review-policy.yaml");

    public string Services => Path.Combine(folder, "services.yaml");

    public string Settings => Path.Combine(folder, "appsettings.json");

    /// <summary>Where mails go that the demo's gate sends.</summary>
    public string Mails => Path.Combine(folder, "mail");

    /// <summary>The key of the stand-ins' tokens.</summary>
    public string SigningKey => Path.Combine(folder, "signing-key.pem");

    /// <summary>
    /// The policy, the people and the services that the gate judges by, each replaced at once, so that no gate reads half of one.
    /// </summary>
    public void WriteRules(DemoPace pace, IReadOnlyList<DemoDeployment> deployments)
    {
        Directory.CreateDirectory(folder);
        var samplePeople = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "people.yaml"));
        Replace(People, AddWriters(samplePeople, deployments));
        Replace(Policy, DemoPolicy.Write(pace));
        Replace(Services, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "services.yaml")));
    }

    /// <summary>As a gate that has read the policy names it.</summary>
    public string PolicyDigest() => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Policy)));

    /// <summary>The secrets in such a file are for this machine's demo only; still nobody else's to read.</summary>
    public static void WriteSecret(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, Encoding.UTF8, options);
        writer.Write(text);
    }

    public void Remove() => Remove(folder);

    public void RemoveRepository() => Remove(Repository);

    private static void Remove(string folder)
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

    private static void Replace(string path, string text)
    {
        var whole = $"{path}.new";
        File.WriteAllText(whole, text);
        File.Move(whole, path, overwrite: true);
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
                    $"  - id: demo-{known.Count}\n    name: {Quote(writer.ToString())}\n    level: {level}\n    emails: "
                    + $"[{Quote(writer.Email!)}]\n");
            }
        }

        return samplePeople.Replace("people:\n", entries.ToString(), StringComparison.Ordinal);
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
