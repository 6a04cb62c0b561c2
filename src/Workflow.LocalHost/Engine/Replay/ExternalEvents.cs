using Workflow.LocalHost.Engine.History;

namespace Workflow.LocalHost.Engine.Replay;

/// <summary>Brings events and the waits of the same name together, both in order; what comes first waits for the other.</summary>
internal sealed class ExternalEvents(TurnSynchronizationContext turn)
{
    private readonly List<EventRaised> buffered = [];
    private readonly List<Wait> waits = [];

    /// <summary>Events that nobody waited for, in order of arrival.</summary>
    public IReadOnlyList<EventRaised> Buffered => buffered;

    public bool HasWaits => waits.Count > 0;

    public void Raise(EventRaised raised)
    {
        if (waits.Find(wait => wait.Name == raised.Name) is { } wait)
        {
            waits.Remove(wait);
            wait.Arrived.SetResult(raised.Payload);
        }
        else
        {
            buffered.Add(raised);
        }
    }

    public Task<string> WaitAsync(string name, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<string>(cancellationToken);
        }

        if (buffered.Find(raised => raised.Name == name) is { } raised)
        {
            buffered.Remove(raised);
            return Task.FromResult(raised.Payload);
        }

        var wait = new Wait(name);
        waits.Add(wait);
        cancellationToken.Register(() => turn.Cancel(() =>
        {
            waits.Remove(wait);
            wait.Arrived.TrySetCanceled(cancellationToken);
        }));
        return wait.Arrived.Task;
    }

    private sealed class Wait(string name)
    {
        public string Name { get; } = name;

        public TaskCompletionSource<string> Arrived { get; } = new();
    }
}
