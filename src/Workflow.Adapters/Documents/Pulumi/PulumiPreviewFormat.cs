using System.Text.Json;
using Workflow.Adapters.Documents.Json;
using Workflow.Core.Risk;

namespace Workflow.Adapters.Documents.Pulumi;

/// <summary>What <c>pulumi preview --json</c> writes: all steps in one object, or one event a line.</summary>
internal sealed class PulumiPreviewFormat : IDocumentFormat
{
    public string Kind => "pulumi-preview";

    public bool Recognizes(DocumentHead head) =>
        (head.Has("steps") && (head.HasAny("changeSummary", "duration") || head.Text.Contains("\"urn:pulumi:", StringComparison.Ordinal)))
        || (head.Has("sequence", "timestamp") && head.Text.Contains("Event\"", StringComparison.Ordinal));

    public void Read(Stream content, string name, RiskCollector risk)
    {
        using var json = new JsonCursor(content);
        var judge = new PlannedChangeJudge(name, risk);
        var steps = new PulumiSteps(name, judge);
        var (isStream, isSummed) = (false, false);
        try
        {
            json.EachValue(() => json.EachProperty(ReadProperty));
        }
        finally
        {
            steps.Finish();
            judge.Finish();
        }

        if (isStream && !isSummed)
        {
            risk.Add(DocumentRules.IsIncomplete(new RiskLocation(name), "The events end without a summary: the preview was not finished"));
        }

        void ReadProperty(string property)
        {
            switch (property)
            {
                case "steps":
                    json.EachElement(ReadStep, TooLarge);
                    break;
                case "diagnostics":
                    json.EachElement(ReadDiagnostic, TooLarge);
                    break;
                case "sequence":
                    isStream = true;
                    break;
                case "resourcePreEvent":
                    json.TakeWhole(ReadEvent, TooLarge);
                    break;
                case "diagnosticEvent":
                    json.TakeWhole(ReadDiagnostic, TooLarge);
                    break;
                case "summaryEvent":
                    isSummed = true;
                    break;
            }
        }

        void ReadStep(JsonElement step) => steps.Take(
            step.Text("op"u8), step.Text("urn"u8) ?? "", step.Get("oldState"u8), step.Get("newState"u8),
            step.Get("replaceReasons"u8) ?? default, json.Line);

        void ReadEvent(JsonElement happening)
        {
            var step = happening.Get("metadata"u8) ?? default;
            steps.Take(
                step.Text("op"u8), step.Text("urn"u8) ?? "", step.Get("old"u8), step.Get("new"u8),
                step.Get("keys"u8) ?? default, json.Line);
        }

        void ReadDiagnostic(JsonElement diagnostic)
        {
            if (diagnostic.Text("severity"u8) == "error")
            {
                risk.Add(DocumentRules.IsIncomplete(
                    new RiskLocation(name, Line: json.Line), "The preview ended with an error and shows only a part"));
            }
        }

        void TooLarge() => risk.Add(DocumentRules.IsTooLarge(new RiskLocation(name, Line: json.Line)));
    }
}
