using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Intake;

/// <summary>How the decision page is reached: by a link's token, or by the deployment's id.</summary>
public sealed record DecisionPath
{
    private DecisionPath()
    {
    }

    public string? Token { get; private init; }

    public DeploymentId? Deployment { get; private init; }

    public static DecisionPath ByToken(string token) => new() { Token = token };

    public static DecisionPath ById(DeploymentId deployment) => new() { Deployment = deployment };
}

/// <summary>What a form of the decision page says.</summary>
/// <param name="Head">The head commit that the page showed.</param>
/// <param name="SignedInAt">When the sender proved who they are; null where nothing proves it.</param>
public sealed record GivenDecision(
    DecisionKind Kind, string? Comment, IReadOnlyList<string> Ticked, string Head, DateTimeOffset? SignedInAt);

/// <summary>Whether the decision page is open to somebody.</summary>
public enum DecisionDoor
{
    Open,

    /// <summary>The link is none that the gate made.</summary>
    Forged,
    Expired,

    /// <summary>The link's one decision was taken.</summary>
    Used,

    /// <summary>The link is somebody else's than the one's who is signed in.</summary>
    OtherPerson,
    UnknownDeployment,

    /// <summary>The review asked others.</summary>
    NotAsked,
}

/// <summary>The decision page as it is for somebody.</summary>
public sealed record DecisionOpening(DecisionDoor Door)
{
    /// <summary>The link that led here; null where none did, or it is forged.</summary>
    public DecisionLink? Link { get; init; }

    /// <summary>Null unless the page may be shown.</summary>
    public Review? Review { get; init; }

    public Person? Person { get; init; }

    public AskedReviewer? Asked { get; init; }

    /// <summary>Why not even a rejection would count; null where one would.</summary>
    public DecisionJudgement? Closed { get; init; }
}

/// <param name="Judgement">Null where the page is not open to the sender, or the link was used before.</param>
public sealed record DecisionTaken(DecisionOpening Opening, DecisionJudgement? Judgement);
