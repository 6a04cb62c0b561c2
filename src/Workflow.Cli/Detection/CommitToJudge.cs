using Workflow.Core.Deployments;

namespace Workflow.Cli.Detection;

/// <summary>A commit, and what its source knows around it.</summary>
internal sealed record CommitToJudge(Commit Commit, CommitContext Context);
