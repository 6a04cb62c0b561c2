using System.Diagnostics;
using Workflow.IntegrationTests.Gate;

namespace Workflow.IntegrationTests.Infra.Scripts;

/// <summary>The pipelines' script, which asks a gate and waits for the outcome.</summary>
internal static class ReviewScript
{
    public static Task<Ended> AskAsync(Uri gate, string[] request, string? secret = null, string? tokens = null)
    {
        var start = Start(gate, request, secret ?? RunningGate.Secret);
        return RepositoryProgram.RunAsync(start.FileName, start.ArgumentList, new Dictionary<string, string?>
        {
            ["GATE_WEBHOOK_SECRET"] = secret ?? RunningGate.Secret,
            ["GATE_TOKEN_COMMAND"] = tokens,
        });
    }

    public static ProcessStartInfo Start(Uri gate, string[] request, string secret)
    {
        var start = new ProcessStartInfo(
            ScriptTools.Bash, [Repository.Find("infra", "samples", "request-review.sh"), "--gate", gate.AbsoluteUri, "--every", "1", .. request])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["GATE_WEBHOOK_SECRET"] = secret;
        return start;
    }
}
