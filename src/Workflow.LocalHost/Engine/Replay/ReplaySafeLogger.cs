namespace Workflow.LocalHost.Engine.Replay;

/// <summary>Says each thing once, however often the orchestrator is replayed.</summary>
internal sealed class ReplaySafeLogger(ILogger logger, Func<bool> isReplaying) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => !isReplaying() && logger.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!isReplaying())
        {
            logger.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
