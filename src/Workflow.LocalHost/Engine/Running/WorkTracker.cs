namespace Workflow.LocalHost.Engine.Running;

/// <summary>Counts messages that are not handled and activities that have not ended, and tells when there are none.</summary>
internal sealed class WorkTracker
{
    private readonly Lock gate = new();
    private TaskCompletionSource idle = CompletedSource();
    private int open;

    public void Begin()
    {
        lock (gate)
        {
            if (open++ == 0)
            {
                idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    public void End(int count = 1)
    {
        lock (gate)
        {
            open -= count;
            if (open == 0)
            {
                idle.TrySetResult();
            }
        }
    }

    public Task WhenIdle()
    {
        lock (gate)
        {
            return idle.Task;
        }
    }

    private static TaskCompletionSource CompletedSource()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
