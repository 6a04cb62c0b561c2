using System.Globalization;
using Microsoft.Extensions.Options;
using Workflow.Core.Policy;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.StandardWebhooks;

/// <summary>Hears of incidents from any system that signs by the Standard Webhooks specification, at <c>/webhooks/incidents</c>.</summary>
/// <remarks>
/// <code>
/// {
///   "type": "incident.opened",                        (sent again with a later "at" where the severity or the services change)
///   "data": {
///     "id": "INC-42",                                 (1 to 256 characters)
///     "at": "2026-01-31T12:00:00Z",                   (when it was opened or changed)
///     "severity": 1,                                  (from 1, the worst, to 5)
///     "services": ["web", "payments"],                (1 to 100)
///     "url": "https://incidents.example.com/INC-42"   (optional)
///   }
/// }
/// { "type": "incident.resolved", "data": { "id": "INC-42", "at": "2026-01-31T15:00:00Z" } }
/// </code>
/// </remarks>
internal sealed class IncidentWebhookReceiver(IOptions<IncidentsOptions> options, TimeProvider time) : IWebhookReceiver
{
    private const string Opened = "incident.opened";
    private const string Resolved = "incident.resolved";
    private const int MaxServices = 100;

    public string Name => "incidents";

    public bool TellsOfIncidents => true;

    public WebhookReading Read(IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body)
    {
        var now = time.GetUtcNow();
        if (SignedMessage.FindRefusal(headers, body.Span, options.Value.Keys(), now, options.Value.Tolerance) is { } refused)
        {
            return refused;
        }

        var content = "";
        Func<WebhookDelivery, WebhookReading>? read = null;
        var problems = PayloadDocument.Read(body, root => (content, read) = Read(root, now + options.Value.Tolerance));
        return problems.Count > 0 || read is null
            ? SignedMessage.Malformed(problems)
            : read(SignedMessage.DeliveryOf(headers, content));
    }

    private static (string Content, Func<WebhookDelivery, WebhookReading>? Read) Read(PayloadObject root, DateTimeOffset latest)
    {
        string[] types = [Opened, Resolved];
        var type = root.Text("type", types.Contains, $"one of {string.Join(", ", types)}");
        root.Text("timestamp", isRequired: false);
        var data = root.Object("data");
        root.RefuseOthers();
        if (data is null || type is null)
        {
            return ("", null);
        }

        var id = data.Text("id");
        var at = ReadTime(data, latest);
        var incident = type is Opened ? ReadIncident(data, id, at) : null;
        data.RefuseOthers();
        var content = $"{type}\n{data.RawText}";
        return id is null || at is null ? (content, null)
            : type is Resolved ? (content, delivery => new WebhookReading.IncidentResolved(id, at.Value, delivery))
            : incident is null ? (content, null)
            : (content, delivery => new WebhookReading.IncidentOpened(incident, delivery));
    }

    private static Incident? ReadIncident(PayloadObject data, string? id, DateTimeOffset? at)
    {
        var severity = data.Number("severity", OpenIncident.WorstSeverity, OpenIncident.LeastSeverity);
        var services = data.Texts("services", MaxServices);
        var link = data.Has("url") ? data.Url("url", maxLength: 2000) : null;
        if (services.Count == 0)
        {
            data.Note("services", $"must name 1 to {MaxServices} services");
        }

        return id is null || at is null || severity is null || services.Count == 0
            ? null
            : new Incident(id, severity.Value, [.. services.Distinct(StringComparer.OrdinalIgnoreCase)], link, at.Value);
    }

    /// <summary>A time to come would keep everything that is told before it from being heard.</summary>
    private static DateTimeOffset? ReadTime(PayloadObject data, DateTimeOffset latest)
    {
        var text = data.Text(
            "at",
            text => TryParse(text, out var at) && at <= latest,
            "an ISO 8601 time with its offset that is not to come, such as 2026-01-31T12:00:00Z");
        return text is not null && TryParse(text, out var at) ? at : null;
    }

    /// <summary>A time without an offset could be any.</summary>
    private static bool TryParse(string text, out DateTimeOffset at)
    {
        string[] formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];
        at = default;
        if (!DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
            || time.Kind is DateTimeKind.Unspecified)
        {
            return false;
        }

        at = new DateTimeOffset(time.ToUniversalTime());
        return true;
    }
}
