namespace Workflow.Core.Risk;

/// <summary>Actions of AWS that give more than they seem to.</summary>
/// <param name="OnEverything">How much it matters where it is allowed on every resource.</param>
/// <param name="OnSome">How much it matters on named resources.</param>
internal sealed record IamActions(string What, RiskSeverity OnEverything, RiskSeverity OnSome, string Sentence, string[] Names)
{
    public static readonly IReadOnlyList<IamActions> Sensitive =
    [
        new("allows passing roles to services", RiskSeverity.High, RiskSeverity.Medium,
            "Whoever has it can start something that acts with the rights of such a role.",
            ["iam:PassRole"]),
        new("allows changing who may do what", RiskSeverity.High, RiskSeverity.High,
            "Whoever has it can give itself every other right.",
            [
                "iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion", "iam:AttachRolePolicy", "iam:AttachUserPolicy",
                "iam:AttachGroupPolicy", "iam:PutRolePolicy", "iam:PutUserPolicy", "iam:PutGroupPolicy", "iam:UpdateAssumeRolePolicy",
                "iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:UpdateLoginProfile", "iam:AddUserToGroup",
                "iam:DeleteRolePermissionsBoundary", "organizations:DetachPolicy", "sso:AttachManagedPolicyToPermissionSet",
            ]),
        new("allows assuming roles", RiskSeverity.High, RiskSeverity.Low,
            "Whoever has it acts with the rights of those roles where they trust it.",
            ["sts:AssumeRole"]),
        new("allows destroying or handing over keys", RiskSeverity.High, RiskSeverity.High,
            "Without the key nothing that was encrypted with it can be read again.",
            ["kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:PutKeyPolicy", "kms:CreateGrant", "kms:DeleteImportedKeyMaterial"]),
        new("allows reading secrets", RiskSeverity.High, RiskSeverity.Low,
            "Whoever has it can read passwords and keys, and use them elsewhere.",
            ["secretsmanager:GetSecretValue", "ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath", "kms:Decrypt"]),
        new("allows switching off the records of what was done", RiskSeverity.High, RiskSeverity.High,
            "Whoever has it can act without a trace.",
            ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "config:StopConfigurationRecorder", "guardduty:DeleteDetector"]),
    ];

    /// <summary>Whether an action, in which <c>*</c> may stand, covers one of them.</summary>
    public bool IsIn(string action) => Names.Any(name => Wildcard.Covers(action, name));

    /// <summary>Whether an action only looks at what there is, not into it.</summary>
    public static bool IsLooking(string action)
    {
        var verb = action.AsSpan(action.IndexOf(':', StringComparison.Ordinal) + 1);
        return verb.StartsWith("Describe", StringComparison.OrdinalIgnoreCase)
            || verb.StartsWith("List", StringComparison.OrdinalIgnoreCase)
            || action is "ecr:GetAuthorizationToken" or "sts:GetCallerIdentity" or "cloudwatch:PutMetricData"
            || action.StartsWith("logs:", StringComparison.OrdinalIgnoreCase)
            || action.StartsWith("xray:", StringComparison.OrdinalIgnoreCase);
    }
}
