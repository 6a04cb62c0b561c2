namespace Workflow.Core.Risk.Manifests;

/// <summary>What a Kubernetes manifest, or its change, does that can hurt.</summary>
public enum ManifestOperation
{
    /// <summary>An object is removed.</summary>
    Remove,
    ScaleToZero,
    ShrinkStorage,
    ChangeStorageClass,

    /// <summary>A volume or storage class whose data goes with its claim.</summary>
    ReclaimByDeletion,

    /// <summary>A field changes that Kubernetes only changes by deleting the object and making it again.</summary>
    ChangeImmutable,
    AllowEverything,
    ReadSecrets,

    /// <summary>The verbs escalate, bind or impersonate.</summary>
    Escalate,
    BindAdministrator,
    BindEverybody,
    RunPrivileged,
    MountHost,
    ShareHostNamespace,
    OpenNetwork,
    ExposeService,

    /// <summary>An admission webhook that lets everything pass when it fails, or one that stops everything.</summary>
    IgnoreWebhookFailure,
    FailOnWebhookFailure,

    /// <summary>A template that only its tool turns into a manifest.</summary>
    NeedTemplating,
}

/// <summary>One dangerous thing in a manifest.</summary>
/// <param name="Kind">Kind of the object, such as <c>Deployment</c>; empty where it is not known.</param>
/// <param name="Target">The object: <c>Kind namespace/name</c>, as far as it is known.</param>
/// <param name="Detail">What in it, such as <c>10Gi to 5Gi</c>; empty where the operation says it all.</param>
/// <param name="Line">From 1; null where lines mean nothing.</param>
public sealed record ManifestFact(ManifestOperation Operation, string Kind, string Target, string Detail = "", int? Line = null);
