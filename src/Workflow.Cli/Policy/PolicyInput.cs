using System.CommandLine;
using Workflow.Adapters.Files;
using Workflow.Cli.Terminal;
using Workflow.Core.Policy;

namespace Workflow.Cli.Policy;

/// <summary>Reads the policy that a command line names.</summary>
internal static class PolicyInput
{
    public static Option<string> Option() => new("--policy")
    {
        Description = "The policy. Default review-policy.yaml in the current folder.",
        DefaultValueFactory = _ => "review-policy.yaml",
    };

    /// <param name="option">What names it, for messages.</param>
    /// <exception cref="FormatException">There is no such file.</exception>
    /// <exception cref="FileProblemException">The policy has mistakes.</exception>
    public static DeploymentPolicy Load(string path, string option)
    {
        using (InputFile.OpenRead(path, option))
        {
        }

        return PolicyFile.Load(path);
    }
}
