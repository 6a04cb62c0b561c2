using System.Diagnostics;

namespace Workflow.Benchmarks.Engine;

/// <summary>Counts this process's HTTP requests, by the activities that HttpClient makes of them.</summary>
internal sealed class StorageRequests : IDisposable
{
    private readonly string leaseTable;
    private readonly ActivityListener listener;
    private int ofLease;
    private int others;

    public StorageRequests(string leaseTable)
    {
        this.leaseTable = leaseTable;
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = Count,
        };
        ActivitySource.AddActivityListener(listener);
    }

    public int OfLease => ofLease;

    public int Others => others;

    public void Dispose() => listener.Dispose();

    private void Count(Activity request)
    {
        var isOfLease = (request.GetTagItem("url.full") as string)?.Contains(leaseTable, StringComparison.Ordinal) is true;
        Interlocked.Increment(ref isOfLease ? ref ofLease : ref others);
    }
}
