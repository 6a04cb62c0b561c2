using Workflow.Core.Deployments;

namespace Workflow.LocalHost.Demo;

/// <summary>A commit to make.</summary>
/// <param name="Files">Content by path; null deletes the file.</param>
internal sealed record DemoCommit(ActorIdentity Author, string Message, IReadOnlyDictionary<string, string?> Files);
