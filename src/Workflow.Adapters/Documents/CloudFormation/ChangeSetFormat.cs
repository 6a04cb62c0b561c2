using System.Text.Json;
using Workflow.Adapters.Documents.Json;
using Workflow.Core.Risk;

namespace Workflow.Adapters.Documents.CloudFormation;

/// <summary>
/// What <c>aws cloudformation describe-change-set</c> writes: one page, or several in an array or one after another, those of
/// nested stacks among them.
/// </summary>
internal sealed class ChangeSetFormat : IDocumentFormat
{
    public string Kind => "cloudformation-change-set";

    public bool Recognizes(DocumentHead head) =>
        (head.Has("Changes") && head.HasAny("ChangeSetName", "ChangeSetId", "StackName", "StackId"))
        || (head.Has("[].Changes") && head.HasAny("[].ChangeSetName", "[].ChangeSetId", "[].StackName", "[].StackId"));

    public void Read(Stream content, string name, RiskCollector risk)
    {
        using var json = new JsonCursor(content);
        var pages = new Pages(json, name, risk);
        try
        {
            json.EachValue(() =>
            {
                json.EachElement(pages.ReadPage);
                pages.ReadPage();
            });
        }
        finally
        {
            pages.Finish();
        }
    }

    private sealed class Pages(JsonCursor json, string name, RiskCollector risk)
    {
        private readonly PlannedChangeJudge judge = new(name, risk);
        private readonly HashSet<string> attached = [];
        private readonly Dictionary<string, RiskLocation> nested = [];

        /// <summary>The change sets whose page that was read last is not their last one.</summary>
        private readonly HashSet<string> unfinished = [];

        public void ReadPage()
        {
            if (json.Peek() is not JsonTokenType.StartObject)
            {
                return;
            }

            var (status, reason, id, stack, hasMore) = ("", "", "", "", false);
            json.EachProperty(property =>
            {
                switch (property)
                {
                    case "Changes":
                        json.EachElement(ReadChange, TooLarge);
                        break;
                    case "NextToken":
                        json.TakeWhole(token => hasMore = token.Text() is { Length: > 0 }, TooLarge);
                        break;
                    case "ChangeSetId":
                        json.TakeWhole(value => id = value.Text() ?? "", TooLarge);
                        break;
                    case "StackName":
                        json.TakeWhole(value => stack = value.Text() ?? "", TooLarge);
                        break;
                    case "Status":
                        json.TakeWhole(value => status = value.Text() ?? "", TooLarge);
                        break;
                    case "StatusReason":
                        json.TakeWhole(value => reason = value.Text() ?? "", TooLarge);
                        break;
                }
            });
            attached.Add(id);
            var key = id.Length > 0 ? id : stack;
            _ = hasMore ? unfinished.Add(key) : unfinished.Remove(key);
            if (status is not ("" or "CREATE_COMPLETE") && !IsWithoutChanges(reason))
            {
                risk.Add(DocumentRules.IsIncomplete(new RiskLocation(name), $"The change set is in the state {DisplayText.Of(status)}"));
            }
        }

        public void Finish()
        {
            judge.Finish();
            if (unfinished.Count > 0)
            {
                risk.Add(
                    DocumentRules.IsIncomplete(new RiskLocation(name), "The change set has more pages than were attached (NextToken)"));
            }

            foreach (var (id, where) in nested.Where(entry => !attached.Contains(entry.Key)))
            {
                risk.Add(DocumentRules.IsIncomplete(where, $"The change set of the nested stack was not attached: {DisplayText.Of(id)}"));
            }
        }

        private static bool IsWithoutChanges(string reason) =>
            reason.Contains("didn't contain changes", StringComparison.Ordinal)
            || reason.Contains("No updates", StringComparison.Ordinal);

        private void ReadChange(JsonElement element)
        {
            if (element.Get("ResourceChange"u8) is not { } change)
            {
                return;
            }

            var planned = ChangeSetChange.Read(change, name, json.Line);
            judge.Judge(planned);
            if (change.Text("ChangeSetId"u8) is { } id)
            {
                nested[id] = planned.Where;
            }
        }

        private void TooLarge() => risk.Add(DocumentRules.IsTooLarge(new RiskLocation(name, Line: json.Line)));
    }
}
