using System.CommandLine;
using Workflow.LocalHost.Hosting;

namespace Workflow.LocalHost.Commands;

/// <summary>Options that several commands have.</summary>
internal static class HostArguments
{
    /// <param name="fallback">The address where none is given; null for a command that chooses it itself.</param>
    public static Option<Uri?> Url(string description, string? fallback) => new("--url")
    {
        Description = description,
        DefaultValueFactory = _ => fallback is null ? null : new Uri(fallback),
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

    /// <param name="fallback">The address where none is given; null for none.</param>
    public static Option<Uri?> Target(string description, string? fallback) => new("--target")
    {
        Description = description,
        DefaultValueFactory = _ => fallback is null ? null : new Uri(fallback),
        CustomParser = result =>
        {
            var text = result.Tokens.Single().Value;
            if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", PathAndQuery: "/", UserInfo: "" })
            {
                return url;
            }

            result.AddError($"--target {text}: write the gate's address without a path, such as {GateHost.DefaultUrl}.");
            return null;
        },
    };

    public static Option<bool> Playground() => new("--playground")
    {
        Description = "Send the cards to Microsoft's Agents Playground, which 'playground' runs, in place of the local inbox. "
            + "What comes from this machine without a token is then believed.",
    };

    public static Option<string?> Data() => new("--data")
    {
        Description = "Folder for what the host makes: the emulator's data, mails, logs. Default: .local beside the solution.",
    };
}
