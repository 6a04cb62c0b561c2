using System.CommandLine;
using Workflow.LocalHost.Hosting;

namespace Workflow.LocalHost.Commands;

/// <summary>Options that every command has.</summary>
internal static class HostArguments
{
    public static Option<Uri> Url() => new("--url")
    {
        Description = "Address to listen on.",
        DefaultValueFactory = _ => new Uri(GateHost.DefaultUrl),
        CustomParser = result =>
        {
            var text = result.Tokens.Single().Value;
            if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http", PathAndQuery: "/" })
            {
                return url;
            }

            result.AddError($"--url {text}: write an http address such as {GateHost.DefaultUrl}; for https put a proxy in front.");
            return null;
        },
    };

    public static Option<string?> Data() => new("--data")
    {
        Description = "Folder for what the host makes: the emulator's data, mails, logs. Default: .local beside the solution.",
    };
}
