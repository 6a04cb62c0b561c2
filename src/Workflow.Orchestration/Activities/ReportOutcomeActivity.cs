using Microsoft.Extensions.Logging;
using Workflow.Core;
using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Tells the pipeline, and keeps its receipt.</summary>
public sealed partial class ReportOutcomeActivity(
    IEnumerable<IPipelineGate> gates,
    IReviewStore reviews,
    IAuditLog audit,
    TimeProvider clock,
    ILogger<ReportOutcomeActivity> logger)
    : IActivity<OutcomeInput, CallbackReceipt>
{
    public async Task<CallbackReceipt> RunAsync(OutcomeInput input, CancellationToken cancellationToken)
    {
        var (request, outcome) = input;
        var review = new Review(request, ReviewState.Reporting, clock.GetUtcNow()) { Outcome = outcome };
        review = await reviews.CreateAsync(review, cancellationToken);
        if (review.Receipt is { } known)
        {
            return known;
        }

        var gate = gates.FirstOrDefault(gate => gate.Kind == request.Pipeline.Kind)
            ?? throw new InvalidOperationException($"No pipeline gate answers pipelines of kind '{request.Pipeline.Kind}'.");
        var receipt = await gate.ReportAsync(request, outcome, cancellationToken);

        var entry = new AuditEntry(
            request.Id,
            "callback.delivered",
            "callback.delivered",
            AuditEntry.Gate,
            $"The pipeline was told to {(outcome.IsRelease ? "release" : "cancel")}: {receipt.Detail}.");
        await audit.AppendAsync(entry, cancellationToken);
        await reviews.UpdateAsync(request.Id, before => Close(before, outcome, receipt), cancellationToken);
        Log.Answered(logger, request.Id, outcome.IsRelease ? "released" : "cancelled", Words.Token(outcome.Reason));
        return receipt;
    }

    private Review Close(Review review, ReviewOutcome outcome, CallbackReceipt receipt) => review with
    {
        State = outcome.IsRelease ? ReviewState.Released : ReviewState.Cancelled,
        Outcome = outcome,
        Receipt = receipt,
        UpdatedAt = clock.GetUtcNow(),
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Deployment {Deployment} is {Decision}: {Reason}")]
        public static partial void Answered(ILogger logger, DeploymentId deployment, string decision, string reason);
    }
}
