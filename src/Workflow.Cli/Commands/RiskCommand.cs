using System.CommandLine;
using Workflow.Adapters.Files;
using Workflow.Adapters.Files.Services;
using Workflow.Cli.Risk;
using Workflow.Cli.Terminal;
using Workflow.Core.Risk;
using Workflow.Core.Risk.Pictures;

namespace Workflow.Cli.Commands;

/// <summary><c>risk</c>: says what plans, manifests, scripts and diffs can break.</summary>
internal static class RiskCommand
{
    /// <summary>The least severe first.</summary>
    private static readonly string[] Severities = [.. Enum.GetNames<RiskSeverity>().Select(name => name.ToLowerInvariant())];

    public static Command Create(StandardStreams streams)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Plans, change sets, manifests, SQL scripts or diffs, known by their content; folders for what is in them; "
                + "- for the standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var minimum = new Option<string>("--minimum-severity")
        {
            Description = $"Leave out what is less: {string.Join(", ", Severities)}.",
            DefaultValueFactory = _ => Severities[0],
        };
        minimum.AcceptOnlyFromAmong(Severities);
        var services = new Option<string?>("--services")
        {
            Description = "The service catalogue: services.yaml, a catalog-info.yaml, or a folder of those.",
        };
        var service = new Option<string?>("--service") { Description = "The service that is changed: tells what depends on it." };
        var picture = new Option<string?>("--picture")
        {
            Description = "Write a drawing of what depends on the service to this file, as SVG.",
        };
        var output = Outputs.Option("text", "json", "sarif");
        var command = new Command(
            "risk", "Say what documents of a deployment can break. Exit code: 0 nothing found, 2 findings, 1 an error.")
        {
            files, minimum, services, service, picture, output,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(services) is null != result.GetResult(service) is null)
            {
                result.AddError("--services and --service go together: --services services.yaml --service NAME.");
            }
            else if (result.GetResult(picture) is not null && result.GetResult(service) is null)
            {
                result.AddError("--picture draws what depends on a service: add --services services.yaml --service NAME.");
            }
        });
        command.SetAction((parsed, cancellationToken) => ExitCode.OfAsync(streams.Error, async () =>
        {
            var radius = parsed.GetValue(services) is { } catalogue ? ReadRadius(catalogue, parsed.GetValue(service)!) : null;
            if (parsed.GetValue(picture) is { } path)
            {
                await WritePictureAsync(path, radius!, cancellationToken);
            }

            var problems = new Problems(streams.Error);
            using var inputs = new DocumentFiles(streams, problems);
            var documents = await inputs.FindAsync(parsed.GetRequiredValue(files), cancellationToken);
            using var buffer = new OutputBuffer(streams.OpenOutput);
            var writer = CreateOutput(parsed.GetRequiredValue(output), buffer, streams);
            var run = new RiskRun(writer, problems, Enum.Parse<RiskSeverity>(parsed.GetRequiredValue(minimum), ignoreCase: true), radius);
            var meter = new WorkMeter { Total = documents.Sum(document => document.Length) };
            return await WorkProgress.RunAsync(
                streams, "Documents", meter, () => Task.FromResult(run.Run(documents, meter, cancellationToken)));
        }));
        return command;
    }

    private static BlastRadius ReadRadius(string path, string service)
    {
        InputFile.CheckFileOrFolder(path, "--services");
        return CatalogueFiles.Parse(path, CatalogueFiles.ReadAll(path), new FilesOptions().ServiceTierKey).Of(service);
    }

    private static Task WritePictureAsync(string path, BlastRadius radius, CancellationToken cancellationToken) =>
        Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path)))
            ? File.WriteAllTextAsync(path, BlastRadiusPicture.Draw(radius), cancellationToken)
            : throw new FormatException($"--picture names '{path}', and there is no such folder. Make it first.");

    private static IRiskOutput CreateOutput(string name, OutputBuffer buffer, StandardStreams streams) => name switch
    {
        "json" => new JsonRiskOutput(buffer),
        "sarif" => new SarifRiskOutput(buffer),
        _ => new TextRiskOutput(new TextConsole(buffer, streams.IsOutputTerminal)),
    };
}
