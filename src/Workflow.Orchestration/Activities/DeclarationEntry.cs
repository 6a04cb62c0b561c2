using Workflow.Core;
using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Provenance;

namespace Workflow.Orchestration.Activities;

/// <summary>What was said with a request about the part that AI had, word by word for the audit.</summary>
internal static class DeclarationEntry
{
    /// <returns>Null where nothing was said.</returns>
    public static AuditEntry? Of(DeploymentRequest request)
    {
        if (request.Declaration is not { } declaration)
        {
            return null;
        }

        var statement = declaration.Statement is { } words ? $": \"{words}\"" : ".";
        var isAttestation = declaration is { Kind: ProvenanceKind.None, By: not null };
        var kind = isAttestation ? "provenance.attested" : "provenance.declared";
        var what = isAttestation ? "attests that no AI took part" : $"declares AI: {Describe(declaration)}";
        var by = (declaration.By ?? request.Requester).ToString();
        return new AuditEntry(request.Id, kind, kind, by, $"{by} {what}{statement}", AuditData.Of(declaration));
    }

    private static string Describe(AiDeclaration declaration) => declaration.Tools.Count == 0
        ? Words.Of(declaration.Kind)
        : $"{Words.Of(declaration.Kind)} ({string.Join(", ", declaration.Tools)})";
}
