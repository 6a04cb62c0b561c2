using System.Text.Json;
using System.Text.Json.Serialization;
using Workflow.Adapters.Documents.Diffs;
using Workflow.Core.Risk;
using Workflow.Core.Risk.Manifests;

namespace Workflow.Adapters.Documents.Kubernetes;

/// <summary>
/// What the diff plugin of Helm writes for programs: an array of <c>api, kind, namespace, name, change</c>, or in its structured form of
/// <c>apiVersion, kind, namespace, name, changeType, changes[].path, .field, .oldValue, .newValue</c> (databus23/helm-diff, diff/report.go
/// and diff/structured.go).
/// </summary>
internal sealed class HelmDiffJsonFormat : IDocumentFormat
{
    private static readonly JsonSerializerOptions Options = new() { MaxDepth = 64, PropertyNameCaseInsensitive = true };

    public string Kind => "helm-diff-json";

    public bool Recognizes(DocumentHead head) =>
        head.IsJson
        && (head.Has("[].kind", "[].name") && head.HasAny("[].change", "[].changeType") || head.Has("[].resourceStatus"));

    public void Read(Stream content, string name, RiskCollector risk)
    {
        try
        {
            foreach (var entry in Entries(content))
            {
                foreach (var fact in FactsOf(entry))
                {
                    risk.Add(ManifestRules.Judge(fact, name));
                }
            }
        }
        catch (JsonException exception)
        {
            throw new DocumentFormatException("no valid JSON from here on", (int?)(exception.LineNumber + 1), exception);
        }
    }

    private static IEnumerable<Entry> Entries(Stream content) => JsonSerializer.DeserializeAsyncEnumerable<Entry>(content, Options)
        .ToBlockingEnumerable().OfType<Entry>();

    private static IEnumerable<ManifestFact> FactsOf(Entry entry)
    {
        var kind = entry.Kind ?? "";
        var target = KubernetesObject.Describe(kind, entry.Namespace ?? "", entry.Name ?? "(unnamed)");
        if ((entry.Change ?? entry.ChangeType) is { } change && change.Equals("REMOVE", StringComparison.OrdinalIgnoreCase))
        {
            return [new ManifestFact(ManifestOperation.Remove, kind, target)];
        }

        var lines = (entry.Changes ?? []).SelectMany(field => field.ToLines());
        return ManifestLines.Find(kind, target, lines).Select(fact => fact with { Line = null });
    }

    private sealed record Entry(
        string? Kind, string? Namespace, string? Name, string? Change, string? ChangeType, IReadOnlyList<Field>? Changes);

    private sealed record Field(
        string? Path, [property: JsonPropertyName("field")] string? Name, JsonElement OldValue, JsonElement NewValue)
    {
        /// <summary>As the lines of a diff of YAML would show it.</summary>
        public IEnumerable<DiffLine> ToLines()
        {
            var key = Name ?? Path?[(Path.LastIndexOf('/') + 1)..] ?? "";
            if (OldValue.ValueKind is not JsonValueKind.Undefined)
            {
                yield return new DiffLine('-', $"{key}: {Text(OldValue)}", 0, 0);
            }

            if (NewValue.ValueKind is not JsonValueKind.Undefined)
            {
                yield return new DiffLine('+', $"{key}: {Text(NewValue)}", 0, 0);
            }
        }

        private static string Text(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => value.ToString(),
        };
    }
}
