using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Orchestration.Ports;

/// <summary>Knows people: who is behind an identity, how senior they are, and who could review.</summary>
public interface IPeopleDirectory
{
    /// <summary>The person behind an identity, or null where the directory knows none.</summary>
    Task<Person?> FindAsync(ActorIdentity identity, CancellationToken cancellationToken);

    /// <summary>Everyone of at least a level, and with a role where one is given.</summary>
    Task<IReadOnlyList<Person>> ListAsync(Level minimum, string? role, CancellationToken cancellationToken);

    /// <summary>
    /// The same people in the same order, with what can be found out about their hours, absences, language and presence: for those who may
    /// be asked, not for all. Never fails for that: what cannot be found out stays unknown. Most directories know it from the start.
    /// </summary>
    Task<IReadOnlyList<Person>> AddAvailabilityAsync(IReadOnlyList<Person> candidates, CancellationToken cancellationToken) =>
        Task.FromResult(candidates);

    /// <summary>The people who set this agent to work, as the directory knows; none for people and unknown agents.</summary>
    Task<IReadOnlyList<Person>> ListAgentOperatorsAsync(ActorIdentity agent, CancellationToken cancellationToken);

    /// <summary>The person with this directory identifier, or null.</summary>
    Task<Person?> GetAsync(string personId, CancellationToken cancellationToken);
}
