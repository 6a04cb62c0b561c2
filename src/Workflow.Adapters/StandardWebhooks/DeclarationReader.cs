using Workflow.Core;
using Workflow.Core.Provenance;

namespace Workflow.Adapters.StandardWebhooks;

/// <summary>Reads the <c>declaration</c> of a request.</summary>
internal static class DeclarationReader
{
    private const int MaxTools = 20;
    private const int MaxStatementLength = 2000;

    private static readonly ProvenanceKind[] Kinds = [ProvenanceKind.None, ProvenanceKind.Assisted, ProvenanceKind.Agent];

    /// <returns>Null where nothing was declared, or problems were noted.</returns>
    public static AiDeclaration? Read(PayloadObject? declaration)
    {
        if (declaration is null)
        {
            return null;
        }

        string[] words = [.. Kinds.Select(Words.Token)];
        var ai = declaration.Text("ai", words.Contains, $"one of {string.Join(", ", words)}");
        var tools = declaration.Texts("tools", MaxTools);
        var by = declaration.Object("by", isRequired: false) is { } actor
            ? DeploymentRequestReader.ReadActor(actor, "one of them must say who declares it")
            : null;
        var statement = declaration.Text("statement", isRequired: false, MaxStatementLength);
        declaration.RefuseOthers();
        if (ai == Words.Token(ProvenanceKind.None) && tools.Count > 0)
        {
            declaration.Note("tools", "must be absent where ai is none");
        }

        return ai is null ? null : new AiDeclaration(Kinds[Array.IndexOf(words, ai)], tools, by, statement);
    }
}
