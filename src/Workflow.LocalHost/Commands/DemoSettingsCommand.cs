using System.CommandLine;
using Workflow.LocalHost.Demo.Gates;
using Workflow.LocalHost.Hosting;
using Workflow.LocalHost.Local;

namespace Workflow.LocalHost.Commands;

/// <summary><c>demo settings</c>: prepares the files of <c>demo --target</c> and prints what the gate has to be configured with.</summary>
internal static class DemoSettingsCommand
{
    public static Command Create()
    {
        var url = HostArguments.Url("Address of the stand-ins for Teams and for the pipeline, on this machine.", StandInHost.DefaultUrl);
        var target = HostArguments.Target("Address of the gate.", GateHost.DefaultUrl);
        var data = HostArguments.Data();
        var format = new Option<string>("--format")
        {
            Description = "functions (a local.settings.json) or env (NAME=value lines).",
            DefaultValueFactory = _ => "functions",
        };
        format.AcceptOnlyFromAmong("functions", "env");
        var command = new Command("settings", "Print the settings with which a gate runs the demo that 'demo --target' sends it.")
        {
            url, target, data, format,
        };
        command.Validators.Add(result =>
        {
            // An option that is not on the command line has no value yet while the command line is checked.
            var standIns = result.GetValue(url) ?? new Uri(StandInHost.DefaultUrl);
            if (!standIns.IsLoopback)
            {
                result.AddError($"--url {standIns}: the stand-ins decide in anybody's name, so they listen on this machine only.");
            }
            else if (standIns == (result.GetValue(target) ?? new Uri(GateHost.DefaultUrl)))
            {
                result.AddError("--url and --target are two addresses: the stand-ins and the gate do not share one.");
            }
        });
        command.SetAction((parsed, _) => ExitCode.OfAsync(() => PrintAsync(
            parsed.GetValue(url)!, parsed.GetValue(target)!, DataFolder.Open(parsed.GetValue(data)), parsed.GetRequiredValue(format))));
        return command;
    }

    private static async Task<int> PrintAsync(Uri standIns, Uri target, DataFolder data, string format)
    {
        var sources = new ConfigurationBuilder();
        sources.AddGateSources();
        var storage = sources.Build()["Storage:ConnectionString"] ?? "UseDevelopmentStorage=true";
        var settings = TargetSettings.Prepare(TargetSettings.FilesIn(data), target, standIns, storage);
        await Console.Out.WriteLineAsync(format == "env"
            ? SettingsText.ForEnvironment(settings.Values)
            : SettingsText.ForFunctions(settings.Values, target.Port));
        await Console.Error.WriteLineAsync(
            $"Prepared in {settings.Files.Folder}. Start the gate with these settings, then: "
            + $"demo --target {target.GetLeftPart(UriPartial.Authority)}");
        return 0;
    }
}
