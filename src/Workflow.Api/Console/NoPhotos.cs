using Workflow.Orchestration.Ports;

namespace Workflow.Api.Console;

/// <summary>For directories without pictures.</summary>
internal sealed class NoPhotos : IPersonPhotos
{
    public bool AreKept => false;

    public Task<PersonPhoto?> FindAsync(string personId, CancellationToken cancellationToken) => Task.FromResult<PersonPhoto?>(null);
}
