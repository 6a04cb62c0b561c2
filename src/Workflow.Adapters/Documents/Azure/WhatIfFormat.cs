using System.Text.Json;
using Workflow.Adapters.Documents.Json;
using Workflow.Core.Risk;

namespace Workflow.Adapters.Documents.Azure;

/// <summary>
/// What <c>az deployment ... what-if --no-pretty-print</c> writes, what the what-if operation of Resource Manager answers, and the
/// same of deployment stacks, whose values are in lower case.
/// </summary>
internal sealed class WhatIfFormat : IDocumentFormat
{
    public string Kind => "arm-what-if";

    public bool Recognizes(DocumentHead head) =>
        head.HasAny("properties.changes", "changes.resourceChanges")
        || (head.Has("changes")
            && (head.HasAny("status", "potentialChanges", "diagnostics")
                || head.Text.Contains("\"changeType\"", StringComparison.Ordinal)));

    public void Read(Stream content, string name, RiskCollector risk)
    {
        using var json = new JsonCursor(content);
        var result = new Result(json, name, risk);
        try
        {
            json.EachProperty(result.ReadProperty);
            json.End();
        }
        finally
        {
            result.Finish();
        }
    }

    private sealed class Result(JsonCursor json, string name, RiskCollector risk)
    {
        private readonly PlannedChangeJudge judge = new(name, risk);
        private int ignored;
        private int coarse;

        public void ReadProperty(string property)
        {
            switch (property)
            {
                case "properties":
                    json.EachProperty(ReadProperty);
                    break;
                case "changes":
                    json.EachElement(ReadChange, TooLarge);
                    json.EachProperty(ReadProperty);
                    break;
                case "resourceChanges":
                    json.EachElement(ReadChange, TooLarge);
                    break;
                case "diagnostics":
                    json.EachElement(ReadDiagnostic, TooLarge);
                    break;
                case "status":
                    json.TakeWhole(ReadStatus, TooLarge);
                    break;
            }
        }

        public void Finish()
        {
            judge.Finish();
            if (ignored > 0)
            {
                risk.Add(ResourceRules.AreIgnored(name, ignored));
            }

            if (coarse > 0)
            {
                risk.Add(DocumentRules.IsCoarse(name, $"For {coarse} of the resources it is not told what changes in them"));
            }
        }

        private void ReadStatus(JsonElement status)
        {
            if (status.Text() is { } text && !text.Equals("Succeeded", StringComparison.OrdinalIgnoreCase))
            {
                risk.Add(DocumentRules.IsIncomplete(new RiskLocation(name), $"What-if is in the state {DisplayText.Of(text)}"));
            }
        }

        /// <summary>What-if warns of what it did not look into, such as a nested template.</summary>
        private void ReadDiagnostic(JsonElement diagnostic)
        {
            if (diagnostic.Text("level"u8)?.ToLowerInvariant() is not ("warning" or "error"))
            {
                return;
            }

            var code = diagnostic.Text("code"u8) ?? "a diagnostic without a code";
            var what = DisplayText.Of($"What-if reports {code}: {diagnostic.Text("message"u8)?.TrimEnd('.')}");
            var target = diagnostic.Text("target"u8) is { Length: > 0 } written ? DisplayText.Of(written) : null;
            risk.Add(DocumentRules.IsIncomplete(new RiskLocation(name, target, json.Line), what));
        }

        private void ReadChange(JsonElement element)
        {
            if (element.Text("changeType"u8)?.ToLowerInvariant() is "ignore")
            {
                ignored++;
                return;
            }

            var change = WhatIfChange.Read(element, name, json.Line);
            coarse += change is { Action: PlannedAction.Update, After: null } ? 1 : 0;
            judge.Judge(change);
            foreach (var path in WhatIfChange.DeletedParts(element))
            {
                risk.Add(ResourceRules.LosesPart(change, path));
            }
        }

        private void TooLarge() => risk.Add(DocumentRules.IsTooLarge(new RiskLocation(name, Line: json.Line)));
    }
}
