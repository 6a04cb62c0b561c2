using System.Collections.Concurrent;

namespace Workflow.LocalHost.Local.Teams.Connector;

/// <summary>Tells those who watch a chat that it changed.</summary>
internal sealed class ChatSignal
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> waiting = new();

    /// <summary>Completes at the next change. Take it before reading the chat, so that no change is missed.</summary>
    public Task NextChange(string conversationId) =>
        waiting.GetOrAdd(conversationId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Changed(string conversationId)
    {
        if (waiting.TryRemove(conversationId, out var source))
        {
            source.SetResult();
        }
    }
}
