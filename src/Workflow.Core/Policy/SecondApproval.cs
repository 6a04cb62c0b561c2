using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Core.Policy;

/// <summary>
/// A sample of the reviews, for which the policy asks one person more: so that nobody who approves is always the last to look. Which
/// deployments are in it follows from their ids alone: it is the same whenever the policy is asked, and knowing less changes nothing.
/// </summary>
public static class SecondApproval
{
    /// <summary>The largest share, in percent.</summary>
    public const int All = 100;

    /// <param name="share">In percent: 0 for none, 100 for all.</param>
    public static bool IsSampled(DeploymentId deployment, int share) =>
        share > 0 && BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"second approval|{deployment}")))
            < (ulong)share * (1UL << 32) / All;

    /// <summary>With one approval more, as far as any can be asked for.</summary>
    public static ReviewRequirement AddTo(ReviewRequirement requirement) =>
        requirement with { Approvals = Math.Min(requirement.Approvals + 1, ReviewRequirement.MostApprovals) };

    /// <summary>Such as "this deployment is in the sample of 5 % that one person more must approve".</summary>
    public static string Describe(int share) => $"this deployment is in the sample of {share} % that one person more must approve";
}
