using Workflow.Core.Deployments;

namespace Workflow.Core.Provenance;

/// <summary>What somebody says about the part that AI had in a change.</summary>
/// <param name="Kind">
/// <see cref="ProvenanceKind.None"/> is an attestation that no AI took part. It is kept, and never overrides a positive signal.
/// <see cref="ProvenanceKind.Unknown"/> says nothing.
/// </param>
/// <param name="Tools">Ids or names of the tools that took part; empty where none did, or where they are not named.</param>
/// <param name="By">Who says so; null where nobody is named, and then it attests nothing.</param>
/// <param name="Statement">In the words of who says so.</param>
public sealed record AiDeclaration(
    ProvenanceKind Kind, IReadOnlyList<string> Tools, ActorIdentity? By = null, string? Statement = null);
