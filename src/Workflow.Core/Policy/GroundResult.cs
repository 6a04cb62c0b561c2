namespace Workflow.Core.Policy;

/// <summary>What beside rules, freeze windows and friction controls may have a part in a verdict.</summary>
public enum GroundKind
{
    /// <summary>A break-glass releases, or released already what is reviewed after the fact.</summary>
    BreakGlass,

    /// <summary>The change cannot be read, or the review that is asked for cannot be given.</summary>
    Obstacle,

    /// <summary>Whether the policy knows and protects the environment.</summary>
    Environment,

    /// <summary>What the policy asks for where no rule does.</summary>
    Default,

    /// <summary>What no policy can lower.</summary>
    Floor,

    /// <summary>A team is asked for because it is that of an agent's sponsor.</summary>
    SponsorsTeam,

    /// <summary>The deployment is in the sample that one person more must approve.</summary>
    Sample,

    /// <summary>The approvals are in the sample of those with signs of haste that one person more must confirm.</summary>
    Signs,

    /// <summary>The deployment is in the sample, and nobody else could approve it.</summary>
    SampleLeftOut,
}

/// <summary>The part in a verdict of what is neither a rule, a freeze window nor a friction control.</summary>
/// <param name="Explanation">A clause for people, such as <c>the environment 'production' is protected</c>.</param>
/// <param name="Decides">Whether the verdict, or what it asks for, would be another one without it.</param>
public sealed record GroundResult(GroundKind Kind, string Explanation, bool Decides)
{
    /// <summary>What is shown of a sentence such as a problem's.</summary>
    public static GroundResult OfSentence(GroundKind kind, string sentence) => new(kind, sentence.TrimEnd('.'), Decides: true);
}
