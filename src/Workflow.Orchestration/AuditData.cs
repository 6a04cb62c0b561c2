using System.Text.Json;

namespace Workflow.Orchestration;

/// <summary>The facts of an audit entry as JSON.</summary>
internal static class AuditData
{
    public static string Of<T>(T facts) => JsonSerializer.Serialize(facts, WorkflowJson.Options);
}
