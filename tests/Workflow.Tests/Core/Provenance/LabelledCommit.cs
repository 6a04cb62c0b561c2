using System.Text.Json;
using Workflow.Core.Deployments;
using Workflow.Core.Provenance;

namespace Workflow.Tests.Core.Provenance;

/// <summary>A public commit with what a person found out about it.</summary>
/// <param name="Label"><c>none</c>, <c>assisted</c> or <c>agent</c>.</param>
/// <param name="Tool">The id of a tool that took part; empty for none.</param>
/// <param name="Stratum">What the commit was chosen for.</param>
internal sealed record LabelledCommit(
    string Repo,
    string Sha,
    string AuthorName,
    string AuthorEmail,
    string CommitterName,
    string CommitterEmail,
    string Message,
    string Label,
    string Tool,
    string Stratum)
{
    public Commit Commit => new(
        Sha, new ActorIdentity(AuthorName, AuthorEmail), new ActorIdentity(CommitterName, CommitterEmail), Message);

    public ProvenanceKind Kind => Enum.Parse<ProvenanceKind>(Label, ignoreCase: true);

    /// <param name="path">A file with one JSON object a line.</param>
    public static IReadOnlyList<LabelledCommit> Read(string path) =>
        [.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize<LabelledCommit>(line, JsonSerializerOptions.Web)!)];
}
