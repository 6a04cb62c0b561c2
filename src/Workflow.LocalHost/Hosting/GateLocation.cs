namespace Workflow.LocalHost.Hosting;

/// <summary>Where this host is and where it keeps its state.</summary>
/// <param name="Storage">The storage connection string.</param>
internal sealed record GateLocation(Uri Url, string Storage, DataFolder Data);
