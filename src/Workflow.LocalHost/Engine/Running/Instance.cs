using Workflow.LocalHost.Engine.History;

namespace Workflow.LocalHost.Engine.Running;

/// <summary>What stays in memory of an instance that has not ended. While it only waits, that is its id and its next timer.</summary>
/// <param name="recoveredFrom">The entry in the list of open instances by which it was found at the engine's start.</param>
internal sealed class Instance(string id, OpenInstance? recoveredFrom = null)
{
    private readonly Lock gate = new();
    private List<Message>? mailbox;
    private bool taken;

    public string Id { get; } = id;

    public OpenInstance? RecoveredFrom { get; } = recoveredFrom;

    /// <summary>When the instance must be woken; the timer queue's to read and change.</summary>
    public DateTimeOffset? NextTimerAt { get; set; }

    /// <summary>The history, kept while activities run; changed on the instance's own turns only.</summary>
    public StoredInstance? Loaded { get; set; }

    /// <summary>The activities that this engine has begun; changed on the instance's own turns only.</summary>
    public HashSet<(int Generation, int TaskId)>? Begun { get; set; }

    /// <returns>Whether the caller must see to it that the messages are handled.</returns>
    public bool Enqueue(Message message)
    {
        lock (gate)
        {
            (mailbox ??= []).Add(message);
            return !taken && (taken = true);
        }
    }

    /// <summary>Takes all messages, or gives up the handling where there is none.</summary>
    public List<Message>? TakeAll()
    {
        lock (gate)
        {
            var messages = mailbox;
            mailbox = null;
            taken = messages is not null;
            return messages;
        }
    }

    /// <summary>Puts messages back in front of those that came meanwhile.</summary>
    public void PutBack(List<Message> messages)
    {
        lock (gate)
        {
            messages.AddRange(mailbox ?? []);
            mailbox = messages.Count > 0 ? messages : null;
        }
    }
}
