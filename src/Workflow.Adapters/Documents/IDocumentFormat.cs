using Workflow.Core.Risk;

namespace Workflow.Adapters.Documents;

/// <summary>One kind of document.</summary>
internal interface IDocumentFormat
{
    /// <summary>Such as <c>terraform-plan</c>.</summary>
    string Kind { get; }

    /// <summary>Whether a document is of this kind, by its beginning.</summary>
    bool Recognizes(DocumentHead head);

    /// <summary>Puts what the document says that matters into the collector.</summary>
    /// <param name="content">From its start, in UTF-8 without a byte order mark, whatever its encoding was.</param>
    /// <exception cref="DocumentFormatException">It cannot be read to its end: what was read before is in the collector.</exception>
    void Read(Stream content, string name, RiskCollector risk);
}
