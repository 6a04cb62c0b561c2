using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Core.Policy;

/// <summary>
/// Samples of the reviews, for which the policy asks one person more: so that nobody who approves is always the last to look. Which
/// deployments are in the one of all follows from their ids alone: it is the same whenever the policy is asked, and knowing less changes
/// nothing. Which are in the one of approvals with signs of haste follows from the ids of the decisions, which no pipeline can choose.
/// </summary>
public static class SecondApproval
{
    /// <summary>The largest share, in percent.</summary>
    public const int All = 100;

    /// <param name="share">In percent: 0 for none, 100 for all.</param>
    public static bool IsSampled(DeploymentId deployment, int share) =>
        IsSampled($"second approval|{deployment}", share);

    /// <summary>With one approval more, as far as any can be asked for.</summary>
    public static ReviewRequirement AddTo(ReviewRequirement requirement) =>
        requirement with { Approvals = Math.Min(requirement.Approvals + 1, ReviewRequirement.MostApprovals) };

    /// <summary>
    /// Whether one approval more may be asked for because of signs: the policy answers them, the review has not ended, and none was asked
    /// for by a sample before.
    /// </summary>
    public static bool CanAnswer(Review review) =>
        review is { Outcome: null, Policy: { SignsAnsweredShare: > 0, Requirement: { } asked } policy }
        && !policy.Grounds.Any(ground => ground is { Kind: GroundKind.Sample or GroundKind.Signs, Decides: true })
        && AddTo(asked) != asked;

    /// <summary>
    /// What is asked for after a review was approved with signs, where the policy answers these approvals: one more. The reason names no
    /// sign, since none is a verdict on anybody.
    /// </summary>
    /// <param name="recent">The reviews requested within <see cref="SignsOfApproval.SeriesWindow"/>, with this one.</param>
    /// <returns>Null where nothing more is asked for.</returns>
    public static PolicyResult? Answer(Review review, IEnumerable<Review> recent)
    {
        if (!CanAnswer(review))
        {
            return null;
        }

        var policy = review.Policy!;
        var more = AddTo(policy.Requirement!);
        var series = SignsOfApproval.FindSeries(recent);
        string[] signed =
        [
            .. review.Decisions
                .Where(one => one.Kind is DecisionKind.Approve && SignsOfApproval.Of(review, one, series) is not ApprovalSigns.None)
                .Select(one => one.Id)
                .Order(StringComparer.Ordinal),
        ];
        if (signed.Length == 0 || !IsSampled($"signs|{review.Id}|{string.Join('|', signed)}", policy.SignsAnsweredShare))
        {
            return null;
        }

        const string Why = "this deployment is in the policy's sample of approved ones that one person more must approve";
        return (policy with
        {
            Requirement = more,
            Reason = $"{policy.Reason} {Words.Capitalize(Why)}: that is {more}.",
            Grounds = [.. policy.Grounds, new GroundResult(GroundKind.Signs, Why, Decides: true)],
        }).AskedAgain();
    }

    /// <summary>Whether one person more was asked because of signs.</summary>
    public static bool IsAnswer(PolicyResult result) => result.Grounds.Any(ground => ground.Kind is GroundKind.Signs);

    /// <summary>Such as "this deployment is in the sample of 5 % that one person more must approve".</summary>
    public static string Describe(int share) => $"this deployment is in the sample of {share} % that one person more must approve";

    private static bool IsSampled(string subject, int share) =>
        share > 0 && BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(subject))) < (ulong)share * (1UL << 32) / All;
}
