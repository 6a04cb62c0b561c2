using Workflow.LocalHost.Local.Teams.Playground;

namespace Workflow.LocalHost.Local.Teams;

/// <summary>The settings of the stand-in for Teams by their names.</summary>
internal static class LocalTeamsSettings
{
    public const string Enabled = "LocalTeams:Enabled";

    /// <summary><see cref="LocalTeamsOptions.Playground"/>.</summary>
    public const string Playground = "LocalTeams:Playground";

    /// <summary>For a gate whose cards go to Microsoft's Agents Playground.</summary>
    public static IReadOnlyDictionary<string, string?> ForPlayground() => new Dictionary<string, string?>
    {
        [Enabled] = "true",
        [Playground] = PlaygroundProcess.Address.AbsoluteUri,
    };
}
