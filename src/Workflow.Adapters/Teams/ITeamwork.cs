using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Teams;

/// <summary>What the Bot Connector cannot do for the gate's app, and Microsoft Graph can.</summary>
internal interface ITeamwork
{
    /// <summary>Installs the gate's app for a person; one who has it keeps it.</summary>
    /// <param name="objectId">The person's Entra ID object id.</param>
    /// <param name="catalogAppId">The app's id in the tenant's app catalogue.</param>
    /// <exception cref="ChannelRefusedException">Microsoft Graph will not install it for this person.</exception>
    Task InstallAsync(string objectId, string catalogAppId, CancellationToken cancellationToken);

    /// <summary>Puts a line into a person's activity feed.</summary>
    /// <param name="preview">A few words below the line.</param>
    /// <exception cref="ChannelRefusedException">Microsoft Graph will not notify this person.</exception>
    Task NotifyAsync(string objectId, string catalogAppId, FeedLine line, string preview, CancellationToken cancellationToken);
}

/// <summary>A line of the activity feed, by the app's manifest.</summary>
/// <param name="ActivityType">Declared in the manifest.</param>
/// <param name="Deployment">What the manifest's text calls <c>{deployment}</c>.</param>
internal sealed record FeedLine(string ActivityType, string Deployment)
{
    /// <summary>The manifest's activity type for a review that waits.</summary>
    public const string ApprovalRequested = "approvalRequested";
}
