using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

internal static class ChangeSources
{
    /// <exception cref="ChangeUnavailableException">No source reads repositories of this kind.</exception>
    public static IChangeSource Select(IEnumerable<IChangeSource> sources, RepositoryReference repository) =>
        sources.FirstOrDefault(source => source.Kind == repository.Kind)
        ?? throw new ChangeUnavailableException(
            $"No change source reads repositories of kind '{repository.Kind}'; configured are: "
            + string.Join(", ", sources.Select(source => source.Kind)) + ".");
}
