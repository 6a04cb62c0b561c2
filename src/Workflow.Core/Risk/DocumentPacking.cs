namespace Workflow.Core.Risk;

/// <summary>What a document is packed into, by its first bytes.</summary>
public enum DocumentPacking
{
    None,

    /// <summary>RFC 1952.</summary>
    Gzip,

    /// <summary>Also a plan as Terraform saves it.</summary>
    Zip,
}
