using System.Text.Json.Serialization;

namespace Workflow.Core.Policy;

/// <summary>An incident as the system that keeps incidents tells of it. What was heard last, by that system's own time, holds.</summary>
/// <param name="Id">As the incident system names it, such as <c>INC-42</c>.</param>
/// <param name="Severity">From 1, the worst, to 5.</param>
/// <param name="Services">Those that it is about: one or more. Letter case does not matter.</param>
/// <param name="Link">An absolute http or https URL of its page; null where none was told.</param>
/// <param name="OpenedAt">When it was opened, or opened again.</param>
public sealed record Incident(string Id, int Severity, IReadOnlyList<string> Services, Uri? Link, DateTimeOffset OpenedAt)
{
    /// <summary>When it was resolved; null while it is open.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>The time of the newest that was told of it.</summary>
    public DateTimeOffset ToldAt { get; init; } = OpenedAt;

    [JsonIgnore]
    public bool IsOpen => ResolvedAt is null;

    /// <summary>Whether it is open on a service.</summary>
    public bool IsOpenOn(string service) => IsOpen && Services.Contains(service, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The incident after it was told to be open, with this severity and these services, at <see cref="OpenedAt"/> of the news. Of two that
    /// tell of one moment the worse severity holds, and the services of both.
    /// </summary>
    /// <returns>This very incident where something newer is known: messages can overtake each other.</returns>
    public Incident Hear(Incident news) =>
        news.OpenedAt > ToldAt ? news with { OpenedAt = IsOpen ? OpenedAt : news.OpenedAt, ToldAt = news.OpenedAt }
        : news.OpenedAt == ToldAt && IsOpen ? Join(news)
        : this;

    /// <summary>The incident after it was told to be resolved.</summary>
    /// <returns>This very incident where it is resolved already, or something newer is known.</returns>
    public Incident Resolve(DateTimeOffset at) => !IsOpen || at < ToldAt ? this : this with { ResolvedAt = at, ToldAt = at };

    private Incident Join(Incident news)
    {
        string[] added = [.. news.Services.Except(Services, StringComparer.OrdinalIgnoreCase)];
        return added.Length == 0 && news.Severity >= Severity
            ? this
            : this with { Severity = Math.Min(Severity, news.Severity), Services = [.. Services, .. added] };
    }
}
