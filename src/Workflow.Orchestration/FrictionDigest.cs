using System.Security.Cryptography;
using System.Text;
using Workflow.Core.Policy;

namespace Workflow.Orchestration;

/// <summary>What a friction control was added as, whatever became of it since.</summary>
internal static class FrictionDigest
{
    /// <summary>SHA-256 in lower-case hexadecimal, over everything but the source's digest, renewals and the end.</summary>
    public static string Of(FrictionControl control)
    {
        var content = AuditData.Of(control with { Digest = "", Renewals = [], End = null });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }
}
