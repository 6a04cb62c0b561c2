using System.CommandLine;
using System.Text.Json;
using Workflow.Adapters.Files;
using Workflow.Adapters.Files.Facts;
using Workflow.Cli.Policy;
using Workflow.Cli.Terminal;
using Workflow.Core;
using Workflow.Core.Policy;

namespace Workflow.Cli.Commands;

/// <summary><c>policy explain</c>: what a policy says of an imagined deployment, and why.</summary>
internal static class PolicyExplainCommand
{
    public static Command Create(StandardStreams streams)
    {
        var policy = PolicyInput.Option();
        var request = new Option<string>("--request")
        {
            Description = "A YAML file with the facts: request, change, risk, service, incidents.",
            Required = true,
        };
        var controls = new Option<string?>("--friction-controls") { Description = "The friction controls in force beside the policy." };
        var output = Outputs.Option("text", "json");
        var command = new Command("explain", "Say what a policy makes of a deployment, as a tree. Exit code: 0, or 1 for an error.")
        {
            policy, request, controls, output,
        };
        command.SetAction((parsed, _) => ExitCode.OfAsync(streams.Error, () =>
        {
            var result = Evaluate(parsed.GetRequiredValue(policy), parsed.GetRequiredValue(request), parsed.GetValue(controls));
            using var buffer = new OutputBuffer(streams.OpenOutput);
            Write(result, parsed.GetRequiredValue(output), buffer);
            buffer.Flush();
            return Task.FromResult(ExitCode.NothingFound);
        }));
        return command;
    }

    private static PolicyResult Evaluate(string policyPath, string factsPath, string? controlsPath)
    {
        var policy = PolicyInput.Load(policyPath, "--policy");
        var facts = FactsFile.Parse(factsPath, InputFile.ReadAllBytes(factsPath, "--request"), TimeProvider.System.GetUtcNow());
        var result = PolicyEvaluator.Evaluate(policy, facts.Under(policy));
        if (controlsPath is null)
        {
            return result;
        }

        var controls = FrictionControlFile.Parse(
            controlsPath,
            InputFile.ReadAllBytes(controlsPath, "--friction-controls"),
            [.. policy.Environments.Keys],
            TimeProvider.System.GetUtcNow());
        return FrictionControls.Apply(controls, result, policy, facts.Request, facts.At);
    }

    private static void Write(PolicyResult result, string format, OutputBuffer buffer)
    {
        var root = ExplanationNode.Of(result);
        if (format != "json")
        {
            buffer.WriteLine(Visible.Of(ExplanationText.Write(root).TrimEnd('\n')));
            return;
        }

        using var json = new Utf8JsonWriter(buffer, JsonText.Indented);
        ExplanationJson.Write(json, result, root);
        json.Flush();
        buffer.EndLine();
    }
}
