using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Graph.Users.Item.Teamwork.SendActivityNotification;
using Workflow.Adapters.Teams;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Graph;

/// <summary>
/// Installs the gate's app and writes to activity feeds, with the application permissions
/// <c>TeamsAppInstallation.ReadWriteSelfForUser.All</c> and <c>TeamsActivity.Send</c>.
/// </summary>
internal sealed class GraphTeamwork(GraphConnection connection) : ITeamwork
{
    private const int MaxPreview = 150;

    /// <remarks>409 says that the person has it (learn.microsoft.com, "Install app for user").</remarks>
    public async Task InstallAsync(string objectId, string catalogAppId, CancellationToken cancellationToken)
    {
        var app = $"{connection.Writer.RequestAdapter.BaseUrl}/appCatalogs/teamsApps/{catalogAppId}";
        var installation = new UserScopeTeamsAppInstallation { AdditionalData = { ["teamsApp@odata.bind"] = app } };
        try
        {
            await connection.Writer.Users[objectId].Teamwork.InstalledApps.PostAsync(installation, cancellationToken: cancellationToken);
        }
        catch (ODataError error) when (error.ResponseStatusCode is 409)
        {
        }
        catch (ODataError error) when (IsFinal(error))
        {
            throw new ChannelRefusedException($"the gate's Teams app cannot be installed for this person ({Describe(error)})", error);
        }
    }

    /// <remarks>
    /// The link opens the chat with the gate's bot (learn.microsoft.com, "Send activity feed notifications", custom topic).
    /// </remarks>
    public async Task NotifyAsync(
        string objectId, string catalogAppId, FeedLine line, string preview, CancellationToken cancellationToken)
    {
        var notification = new SendActivityNotificationPostRequestBody
        {
            Topic = new TeamworkActivityTopic
            {
                Source = TeamworkActivityTopicSource.Text,
                Value = line.Deployment,
                WebUrl = $"https://teams.microsoft.com/l/entity/{Uri.EscapeDataString(catalogAppId)}/conversations",
            },
            ActivityType = line.ActivityType,
            TeamsAppId = catalogAppId,
            PreviewText = new ItemBody { Content = preview.Length <= MaxPreview ? preview : preview[..MaxPreview] },
            TemplateParameters = [new Microsoft.Graph.Models.KeyValuePair { Name = "deployment", Value = line.Deployment }],
        };
        try
        {
            await connection.Writer.Users[objectId].Teamwork.SendActivityNotification.PostAsync(
                notification, cancellationToken: cancellationToken);
        }
        catch (ODataError error) when (IsFinal(error))
        {
            throw new ChannelRefusedException($"the activity feed of this person takes nothing ({Describe(error)})", error);
        }
    }

    private static bool IsFinal(ODataError error) => error.ResponseStatusCode is 400 or 403 or 404;

    private static string Describe(ODataError error) => $"{error.ResponseStatusCode} {error.Error?.Code}".TrimEnd();
}
