using Azure;
using Azure.Data.Tables;
using Workflow.Orchestration;

namespace Workflow.LocalHost.Engine.History;

/// <summary>A header as a table row, in the partition of its instance.</summary>
internal static class HeaderRow
{
    public const string Key = "header";

    private const int LongestMessage = 16_000;

    public static TableEntity Write(string partition, InstanceHeader header) => new(partition, Key)
    {
        ["Orchestrator"] = header.OrchestratorName,
        ["Status"] = header.Status.ToString(),
        ["CustomStatus"] = header.CustomStatus,
        ["Failure"] = header.FailureMessage is { Length: > LongestMessage } message ? message[..LongestMessage] : header.FailureMessage,
        ["CreationId"] = header.CreationId,
        ["TurnId"] = header.TurnId,
        ["Created"] = header.CreatedAt,
        ["Updated"] = header.UpdatedAt,
        ["TraceParent"] = header.TraceParent,
        ["Generation"] = header.Generation,
        ["NextTimer"] = header.NextTimerAt,
        ["HasWork"] = header.HasWork,
        ["Rows"] = header.RowCount,
    };

    public static InstanceHeader Read(TableEntity row) => new()
    {
        InstanceId = InstanceKey.Decode(row.PartitionKey),
        OrchestratorName = row.GetString("Orchestrator"),
        Status = Enum.Parse<OrchestrationRuntimeStatus>(row.GetString("Status")),
        CustomStatus = row.GetString("CustomStatus"),
        FailureMessage = row.GetString("Failure"),
        CreationId = row.GetGuid("CreationId").GetValueOrDefault(),
        TurnId = row.GetGuid("TurnId").GetValueOrDefault(),
        CreatedAt = row.GetDateTimeOffset("Created")!.Value,
        UpdatedAt = row.GetDateTimeOffset("Updated")!.Value,
        TraceParent = row.GetString("TraceParent"),
        Generation = row.GetInt32("Generation")!.Value,
        NextTimerAt = row.GetDateTimeOffset("NextTimer"),
        HasWork = row.GetBoolean("HasWork")!.Value,
        RowCount = row.GetInt32("Rows")!.Value,
        Version = row.ETag.ToString(),
    };

    public static ETag Tag(this InstanceHeader header) => new(header.Version);
}
