using System.CommandLine;

namespace Workflow.Cli.Commands;

/// <summary>The option that all commands write their results by.</summary>
internal static class Outputs
{
    /// <param name="names">The default first.</param>
    public static Option<string> Option(params string[] names)
    {
        var option = new Option<string>("--output")
        {
            Description = $"{string.Join(", ", names[..^1])} or {names[^1]}.",
            DefaultValueFactory = _ => names[0],
        };
        option.AcceptOnlyFromAmong(names);
        return option;
    }
}
