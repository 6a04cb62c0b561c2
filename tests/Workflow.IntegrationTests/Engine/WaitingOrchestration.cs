using Workflow.Orchestration;

namespace Workflow.IntegrationTests.Engine;

/// <summary>Waits as a review does: for an answer, and for 30 days at most.</summary>
internal static class WaitingOrchestration
{
    public const string Name = "Wait";
    public const string Event = "Answer";

    public static async Task<string> RunAsync(IOrchestrationContext context, string input)
    {
        using var cancelled = new CancellationTokenSource();
        var answer = context.WaitForExternalEvent<string>(Event);
        await Task.WhenAny(answer, context.CreateTimer(context.CurrentUtcDateTime.AddDays(30), cancelled.Token));
        cancelled.Cancel();
        return answer.IsCompleted ? "answered" : "late";
    }
}
