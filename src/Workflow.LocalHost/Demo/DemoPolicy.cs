using System.Globalization;

namespace Workflow.LocalHost.Demo;

/// <summary>How long the demo's ladder waits for each reviewer.</summary>
/// <param name="Wait">In whole seconds, more than two.</param>
internal sealed record DemoPace(TimeSpan Wait)
{
    /// <summary>For the script on a gate in this process.</summary>
    public static DemoPace Scripted { get; } = new(TimeSpan.FromSeconds(10));

    /// <summary>For the script on a gate elsewhere, which may take seconds from one activity to the next.</summary>
    public static DemoPace ScriptedElsewhere { get; } = new(TimeSpan.FromSeconds(30));

    /// <summary>For a person who decides.</summary>
    public static DemoPace Interactive { get; } = new(TimeSpan.FromMinutes(5));

    /// <summary>Two reminders fit into the wait.</summary>
    public TimeSpan RemindEvery => TimeSpan.FromSeconds(Math.Floor(Wait.TotalSeconds * 0.4));
}

/// <summary>The demo's policy file.</summary>
internal static class DemoPolicy
{
    public static string Write(DemoPace pace) => $$"""
        name: Demo
        environments:
          production: { protected: true }
        ladders:
          demo:
            - step: first reviewer
              ask: senior
              wait: {{Seconds(pace.Wait)}}
              remind-every: {{Seconds(pace.RemindEvery)}}
            - step: second reviewer
              ask: senior
              wait: {{Seconds(pace.Wait)}}
              email: [manager, release-manager]
        default: { approvals: 1, level: senior, ladder: demo }
        rules:
          - name: change by an autonomous agent
            if: { provenance: agent }
            then: require-review
            requires: { approvals: 1, level: senior, ladder: demo }
          - name: AI-assisted change by a junior or mid-level author
            if: { provenance: [assisted, unknown], author-level: [junior, mid] }
            then: require-review
            requires: { approvals: 1, level: senior, ladder: demo }
          - name: senior's own change without AI
            if: { provenance: none, author-level: [senior, principal] }
            then: release

        """;

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0}s");
}
