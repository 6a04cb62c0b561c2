namespace Workflow.Adapters.Documents;

/// <summary>A kind of document that tells which resources shall be: one that goes from it is deleted.</summary>
internal interface ITemplateFormat : IDocumentFormat
{
    /// <exception cref="DocumentFormatException">It cannot be read to its end.</exception>
    void ReadResources(Stream content, Action<DeclaredResource> take);
}
