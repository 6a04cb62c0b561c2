using Workflow.Core.Deployments;
using Workflow.Core.Provenance;

namespace Workflow.Cli.Detection;

/// <summary>A commit, and what its source knows around it.</summary>
internal sealed record CommitToJudge(Commit Commit, CommitContext? Context = null);
