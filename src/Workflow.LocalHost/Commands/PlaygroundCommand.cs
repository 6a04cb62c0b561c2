using System.CommandLine;
using Workflow.Adapters.Files;
using Workflow.Core.Reviews;
using Workflow.LocalHost.Hosting;
using Workflow.LocalHost.Local.Teams.Playground;

namespace Workflow.LocalHost.Commands;

/// <summary><c>playground</c>: Microsoft's Agents Playground as one person's chat with a gate that was started with <c>--playground</c>.</summary>
internal static class PlaygroundCommand
{
    public static Command Create()
    {
        var url = HostArguments.Url("Address of the gate.", GateHost.DefaultUrl);
        var data = HostArguments.Data();
        var people = new Option<FileInfo?>("--people")
        {
            Description = "The people.yaml of the gate. Default: the sample, which the demo uses.",
        };
        var person = new Option<string?>("--as") { Description = "Whose chat it is: an id of people.yaml. Default: the first senior." };
        var command = new Command("playground", "Run Microsoft's Agents Playground, fetched with npx, as a person's chat with the gate.")
        {
            url, data, people, person,
        };
        command.SetAction((parsed, cancellationToken) => ExitCode.OfAsync(() => RunAsync(
            parsed.GetRequiredValue(url)!,
            DataFolder.Open(parsed.GetValue(data)).Combine("playground"),
            parsed.GetValue(people)?.FullName ?? Path.Combine(AppContext.BaseDirectory, "people.yaml"),
            parsed.GetValue(person),
            cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(Uri gate, string folder, string file, string? id, CancellationToken cancellationToken)
    {
        ListenAddress.EnsureFree(PlaygroundProcess.Address, "Stop what listens there: the gate sends its cards to this address.");
        var people = PeopleFile.Parse(file, await File.ReadAllBytesAsync(file, cancellationToken)).List(Level.Junior, role: null);
        var reachable = people.Where(one => one.ObjectId is not null).ToList();
        var current = (id is null ? reachable.Find(one => one.Level is Level.Senior) : reachable.Find(one => one.Id == id))
            ?? throw new GateConfigurationException(
                $"{file} has no {(id is null ? "senior" : $"'{id}'")} with an objectId. Choose one with --as: "
                + $"{string.Join(", ", reachable.Select(one => one.Id))}.");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(
            Path.Combine(folder, PlaygroundConfig.FileName), PlaygroundConfig.Write(current, people), cancellationToken);
        await Console.Out.WriteLineAsync(
            $"{current.Name}'s chat: open {PlaygroundProcess.Address} once it listens, and only then start the gate with --playground.");
        return await PlaygroundProcess.RunAsync(folder, gate, cancellationToken);
    }
}
