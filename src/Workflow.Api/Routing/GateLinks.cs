using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Workflow.Core.Deployments;

namespace Workflow.Api.Routing;

/// <summary>Where things are: paths for pages, absolute URLs for programs.</summary>
public sealed class GateLinks(IOptions<GateApiOptions> options)
{
    public static string PagePath(DeploymentId id) => $"/deployments/{id}";

    /// <summary>Where people who were asked decide.</summary>
    public static string DecisionPath(DeploymentId id) => $"{PagePath(id)}/decision";

    public static string ApiPath(DeploymentId id) => $"/api/deployments/{id}";

    public static string AuditPath(DeploymentId id) => $"{ApiPath(id)}/audit";

    public string Absolute(HttpRequest request, string path) =>
        options.Value.PublicUrl is { } url
            ? new Uri(url, path).AbsoluteUri
            : $"{request.Scheme}://{request.Host.ToUriComponent()}{path}";
}
