using Workflow.Adapters.Documents.Json;
using Workflow.Core.Risk;

namespace Workflow.Adapters.Documents.Policies;

/// <summary>A policy of AWS that stands alone. It tells what shall be, not what changes: read for what it allows.</summary>
internal sealed class IamPolicyFormat : IDocumentFormat
{
    public string Kind => "iam-policy";

    public bool Recognizes(DocumentHead head) => head.Has("Statement") && head.Text.Contains("\"Effect\"", StringComparison.Ordinal);

    public void Read(Stream content, string name, RiskCollector risk)
    {
        using var json = new JsonCursor(content);
        json.TakeWhole(
            policy =>
            {
                foreach (var finding in PermissionRules.JudgeTemplate(new RiskLocation(name), "The policy", "aws_iam_policy", policy))
                {
                    risk.Add(finding);
                }
            },
            () => risk.Add(DocumentRules.IsTooLarge(new RiskLocation(name))));
        json.End();
    }
}
