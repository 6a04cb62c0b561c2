using Microsoft.DurableTask.Client;

namespace Workflow.Functions.Durable;

/// <summary>
/// The client that the Functions host bound to the running invocation: it reaches the host at an address that only the binding knows,
/// and that changes when the host restarts.
/// </summary>
public sealed class BoundDurableClient
{
    private readonly AsyncLocal<DurableTaskClient?> current = new();

    /// <exception cref="InvalidOperationException">The running function has no client binding.</exception>
    public DurableTaskClient Current => current.Value ?? throw new InvalidOperationException(
        "This function was given no durable client: declare a [DurableClient] parameter and bind it before the work begins.");

    /// <summary>Makes a client the current one for the rest of the calling function, and of what it calls.</summary>
    public void Bind(DurableTaskClient client) => current.Value = client;
}
