namespace Workflow.LocalHost.Demo;

/// <summary>How long the demo's ladder waits: seconds for the scripted demo, minutes where a person decides.</summary>
internal sealed record DemoPace(string Wait, string RemindEvery)
{
    public static DemoPace Scripted { get; } = new("10s", "4s");

    public static DemoPace Interactive { get; } = new("5m", "2m");
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
              wait: {{pace.Wait}}
              remind-every: {{pace.RemindEvery}}
            - step: second reviewer
              ask: senior
              wait: {{pace.Wait}}
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
}
