using Microsoft.DurableTask.Client;
using Workflow.Orchestration;
using DurableStatus = Microsoft.DurableTask.Client.OrchestrationRuntimeStatus;
using OrchestrationRuntimeStatus = Workflow.Orchestration.OrchestrationRuntimeStatus;

namespace Workflow.Functions.Durable;

/// <summary>Translates what Durable Functions tells about an instance.</summary>
internal static class InstanceStatus
{
    public static OrchestrationInstance Read(OrchestrationMetadata instance) => new(
        instance.InstanceId,
        Of(instance.RuntimeStatus),
        instance.CreatedAt,
        instance.LastUpdatedAt,
        instance.SerializedCustomStatus,
        instance.SerializedOutput,
        FailureOf(instance));

    /// <summary>An operator's suspension is a wait, and an operator's termination leaves a deployment as unanswered as a failure does.</summary>
    public static OrchestrationRuntimeStatus Of(DurableStatus status) => status switch
    {
        DurableStatus.Pending => OrchestrationRuntimeStatus.Pending,
        DurableStatus.Completed => OrchestrationRuntimeStatus.Completed,
        DurableStatus.Failed or DurableStatus.Terminated or Canceled => OrchestrationRuntimeStatus.Failed,
        _ => OrchestrationRuntimeStatus.Running,
    };

    public static IEnumerable<DurableStatus> DurableStatusesOf(OrchestrationRuntimeStatus status) =>
        Enum.GetValues<DurableStatus>().Where(candidate => Of(candidate) == status);

    /// <summary>The details are often left out by the host; then the output says what went wrong.</summary>
    private static string? FailureOf(OrchestrationMetadata instance) => instance.RuntimeStatus switch
    {
        DurableStatus.Failed => instance.FailureDetails?.ErrorMessage ?? instance.SerializedOutput,
        DurableStatus.Terminated => "The orchestration was terminated by an operator.",
        _ => null,
    };

    /// <summary>Obsolete in the client, and still to be read where old storage holds it.</summary>
    private const DurableStatus Canceled = (DurableStatus)4;
}
