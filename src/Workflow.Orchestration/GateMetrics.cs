using System.Diagnostics.Metrics;

namespace Workflow.Orchestration;

/// <summary>What operators are alerted by. Their alerts refer to the names: never rename one.</summary>
public static class GateMetrics
{
    /// <summary>Callback alarms raised: the pipeline could not be told for half a day. Once for each deployment as a rule.</summary>
    public const string CallbacksFailed = "gate.callbacks.failed";

    /// <summary>
    /// Reviews cancelled because at no step of the ladder anybody eligible could be asked. A step that finds nobody is not counted
    /// while another one does: the ladder is there for that.
    /// </summary>
    public const string NoEligibleReviewer = "gate.reviews.no_eligible_reviewer";

    /// <summary>
    /// Deployments taken up because the orchestration that was to answer them had failed, was gone or had never been started.
    /// </summary>
    public const string OrchestrationsFailed = "gate.orchestrations.failed";

    /// <summary>Reviews that have not ended, those whose callback was given up included; as of the last look at all of them.</summary>
    public const string OpenReviews = "gate.reviews.open";

    /// <summary>Seconds since the oldest open review was requested, 0 where none is open; as of the last look at all of them.</summary>
    public const string OldestOpenAge = "gate.reviews.oldest_open.age";

    private static readonly Counter<long> CallbacksFailedCounter =
        Telemetry.Meter.CreateCounter<long>(CallbacksFailed, "{callback}", "Callback alarms raised.");

    private static readonly Counter<long> NoEligibleReviewerCounter =
        Telemetry.Meter.CreateCounter<long>(NoEligibleReviewer, "{review}", "Reviews cancelled since nobody eligible could be asked.");

    private static readonly Counter<long> OrchestrationsFailedCounter =
        Telemetry.Meter.CreateCounter<long>(
            OrchestrationsFailed, "{orchestration}", "Deployments taken up after their orchestration failed.");

    private static readonly Gauge<long> OpenReviewsGauge =
        Telemetry.Meter.CreateGauge<long>(OpenReviews, "{review}", "Reviews that have not ended.");

    private static readonly Gauge<double> OldestOpenAgeGauge =
        Telemetry.Meter.CreateGauge<double>(OldestOpenAge, "s", "Age of the oldest open review.");

    internal static void CountFailedCallback() => CallbacksFailedCounter.Add(1);

    internal static void CountNoEligibleReviewer() => NoEligibleReviewerCounter.Add(1);

    internal static void CountFailedOrchestration() => OrchestrationsFailedCounter.Add(1);

    internal static void RecordOpenReviews(long count, TimeSpan oldest)
    {
        OpenReviewsGauge.Record(count);
        OldestOpenAgeGauge.Record(oldest.TotalSeconds);
    }
}
