using Workflow.Adapters.Files.Signals;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using Workflow.Core.Services;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Files;

/// <summary>People from <c>people.yaml</c>.</summary>
public sealed class FilePeopleDirectory(WatchedFile<PeopleIndex> file) : IPeopleDirectory
{
    public Task<Person?> FindAsync(ActorIdentity identity, CancellationToken cancellationToken) =>
        Task.FromResult(file.Current().Find(identity));

    public Task<IReadOnlyList<Person>> ListAsync(Level minimum, string? role, CancellationToken cancellationToken) =>
        Task.FromResult(file.Current().List(minimum, role));

    public Task<IReadOnlyList<Person>> ListAgentOperatorsAsync(ActorIdentity agent, CancellationToken cancellationToken) =>
        Task.FromResult(file.Current().ListOperators(agent));

    public Task<Person?> GetAsync(string personId, CancellationToken cancellationToken) =>
        Task.FromResult(file.Current().Get(personId));
}

/// <summary>The policy from <c>review-policy.yaml</c>.</summary>
public sealed class FilePolicySource(WatchedFile<DeploymentPolicy> file) : IPolicySource
{
    public Task<DeploymentPolicy> GetAsync(CancellationToken cancellationToken) => Task.FromResult(file.Current());
}

/// <summary>The friction controls from <c>friction-controls.yaml</c>.</summary>
/// <param name="file">Null where none is configured: then there are no friction controls.</param>
public sealed class FileFrictionControls(WatchedFile<IReadOnlyList<FrictionControl>>? file) : IFrictionControls
{
    /// <exception cref="FileProblemException">A file is configured, and no version of it could be read yet.</exception>
    public IReadOnlyList<FrictionControl> Current() => file?.Current() ?? [];

    public Task<IReadOnlyList<FrictionControl>> ListAsync(CancellationToken cancellationToken) => Task.FromResult(Current());
}

/// <summary>The service catalogue from <c>services.yaml</c> or from Backstage's files.</summary>
/// <param name="file">Null where none is configured: then there is no catalogue.</param>
public sealed class FileServiceCatalogue(WatchedFile<ServiceCatalogue>? file) : IServiceCatalogueSource
{
    /// <exception cref="FileProblemException">A catalogue is configured, and no version of it could be read yet.</exception>
    public ServiceCatalogue? Current() => file?.Current();

    public Task<ServiceCatalogue?> GetAsync(CancellationToken cancellationToken) => Task.FromResult(Current());
}

/// <summary>The signals that come with the gate, with those from a file of the organization's own.</summary>
/// <param name="file">Null where none is configured.</param>
public sealed class FileSignalSource(WatchedFile<SignalCatalogue>? file) : ISignalSource
{
    /// <exception cref="FileProblemException">A file is configured, and no version of it could be read yet.</exception>
    public SignalCatalogue Current() => file?.Current() ?? SignalFile.Default;

    public Task<SignalCatalogue> GetAsync(CancellationToken cancellationToken) => Task.FromResult(Current());
}
