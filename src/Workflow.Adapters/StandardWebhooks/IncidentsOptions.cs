using System.ComponentModel.DataAnnotations;

namespace Workflow.Adapters.StandardWebhooks;

/// <summary>Who may tell the gate of incidents.</summary>
public sealed class IncidentsOptions
{
    /// <summary>
    /// Secrets of the system that keeps incidents: <c>whsec_</c> and the base64 of 24 to 64 random bytes. One or more: a message signed
    /// with any of them is authentic. They are no pipeline's: who may resolve an incident may lift what it asks for. No default.
    /// </summary>
    [MinLength(1)]
    public IList<string> Secrets { get; } = [];

    /// <summary>How far a message's signed time may lie in the past or future. 1 second to 5 minutes; default 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMinutes(5);

    internal IEnumerable<byte[]> Keys() => Secrets.Select(StandardWebhookSignature.ToKey);
}
