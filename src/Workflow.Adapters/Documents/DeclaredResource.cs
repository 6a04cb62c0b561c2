using Workflow.Core.Risk;

namespace Workflow.Adapters.Documents;

/// <summary>A resource that a template asks for.</summary>
/// <param name="Id">What it is called in the template, whatever else changes.</param>
/// <param name="Retention">What the template asks to keep of it when it goes.</param>
internal sealed record DeclaredResource(string Id, string Address, string Type, Retention Retention);
