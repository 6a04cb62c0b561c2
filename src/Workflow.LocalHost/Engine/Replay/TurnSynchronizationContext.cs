namespace Workflow.LocalHost.Engine.Replay;

/// <summary>Runs the orchestrator's continuations on its turn and notices those that come at any other time.</summary>
/// <param name="foreign">Called, on any thread, when something that is not from the context woke the orchestrator.</param>
internal sealed class TurnSynchronizationContext(Action foreign) : SynchronizationContext
{
    private const int NoThread = -1;

    private readonly Queue<(SendOrPostCallback Callback, object? State)> ready = new();
    private volatile int turnThread = NoThread;

    private bool IsOnTurn => turnThread == Environment.CurrentManagedThreadId;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsOnTurn)
        {
            ready.Enqueue((d, state));
        }
        else
        {
            foreign();
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Refuses a call that is not on the orchestrator's turn.</summary>
    public void Check()
    {
        if (!TryCheck())
        {
            throw new InvalidOperationException("The orchestration context was used outside of the orchestrator's turn.");
        }
    }

    /// <summary>
    /// Runs the cancellation of a wait, called by the orchestrator in its turn. Continuations that do not ask for this context
    /// run inside it.
    /// </summary>
    public void Cancel(Action cancel)
    {
        if (!TryCheck())
        {
            return;
        }

        var outer = Current;
        SetSynchronizationContext(null);
        try
        {
            cancel();
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    /// <summary>Runs code of the orchestrator itself, then everything that it made ready.</summary>
    public void Start(Action code) => Run(() => OnContext(code));

    /// <summary>
    /// Completes what the orchestrator waits for, then runs everything that this made ready. Continuations that do not ask for
    /// this context run inside <paramref name="complete"/>, so they too stay on the turn.
    /// </summary>
    public void Complete(Action complete) => Run(complete);

    private bool TryCheck()
    {
        if (!IsOnTurn)
        {
            foreign();
        }

        return IsOnTurn;
    }

    private void Run(Action first)
    {
        var outer = Current;
        turnThread = Environment.CurrentManagedThreadId;
        try
        {
            SetSynchronizationContext(null);
            first();
            while (ready.TryDequeue(out var next))
            {
                OnContext(() => next.Callback(next.State));
            }
        }
        finally
        {
            turnThread = NoThread;
            SetSynchronizationContext(outer);
        }
    }

    private void OnContext(Action code)
    {
        SetSynchronizationContext(this);
        try
        {
            code();
        }
        finally
        {
            SetSynchronizationContext(null);
        }
    }
}
