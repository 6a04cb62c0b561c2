using System.Text.Json;

namespace Workflow.Core.Risk;

/// <summary>What a plan says will happen to one resource. Good only as long as the JSON that its elements belong to.</summary>
/// <param name="Address">The resource as its own tool names it.</param>
/// <param name="Type">Its type as its own tool writes it, such as <c>aws_db_instance</c> or <c>AWS::RDS::DBInstance</c>.</param>
public sealed record PlannedChange(RiskLocation Where, string Address, string Type, PlannedAction Action)
{
    /// <summary>What happens to what lies behind the resource when it goes.</summary>
    public Retention Retention { get; init; }

    /// <summary>Where the resource stood before, if it was moved.</summary>
    public string? PreviousAddress { get; init; }

    /// <summary>Why the tool plans it, for display only, such as <c>engine cannot be changed in place</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>All attributes as they are now; null where there are none or they are not told.</summary>
    public JsonElement? Before { get; init; }

    /// <summary>All attributes as they will be; null where there are none or they are not told.</summary>
    public JsonElement? After { get; init; }

    /// <summary>Of the form of <see cref="After"/>, with true for what is known only when the change is made.</summary>
    public JsonElement? Unknown { get; init; }

    /// <summary>Names of attributes that change and whose values are kept secret.</summary>
    public IReadOnlyList<string> SecretAttributes { get; init; } = [];

    /// <summary>Names of attributes that change to what the document does not tell.</summary>
    public IReadOnlyList<string> UntoldAttributes { get; init; } = [];
}

/// <summary>What happens to a resource.</summary>
public enum PlannedAction
{
    None,
    Create,
    Update,
    Import,

    /// <summary>It remains, and the tool no longer manages it.</summary>
    Forget,
    Delete,

    /// <summary>Deleted, then made anew.</summary>
    Replace,

    /// <summary>The new one is made before the old one is deleted.</summary>
    ReplaceCreatedFirst,

    /// <summary>Replaced or updated in place, which shows only when the change is made.</summary>
    MayReplace,

    /// <summary>The document does not tell, or in words that are not known.</summary>
    Untold,
}

/// <summary>What remains of a resource that is deleted or replaced.</summary>
public enum Retention
{
    Nothing,

    /// <summary>A snapshot of its data.</summary>
    Snapshot,

    /// <summary>The old resource itself.</summary>
    Everything,
}
