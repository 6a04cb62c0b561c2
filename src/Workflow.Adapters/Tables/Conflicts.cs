using System.Net;
using Azure;

namespace Workflow.Adapters.Tables;

/// <summary>What a conditional write that lost is answered with.</summary>
internal static class Conflicts
{
    /// <summary>An insert found its row taken.</summary>
    public static bool IsTaken(this RequestFailedException exception) => exception.Status == (int)HttpStatusCode.Conflict;

    /// <summary>The row was changed or removed since it was read.</summary>
    public static bool IsOutdated(this RequestFailedException exception) =>
        exception.Status is (int)HttpStatusCode.PreconditionFailed or (int)HttpStatusCode.NotFound;
}
