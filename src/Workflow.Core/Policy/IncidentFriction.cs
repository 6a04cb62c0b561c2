using System.Security.Cryptography;
using System.Text;

namespace Workflow.Core.Policy;

/// <summary>The friction controls that a policy has an incident open by itself.</summary>
public static class IncidentFriction
{
    private const int ShownIdLength = 40;
    private const int DigestLength = 8;

    /// <summary>
    /// One for each response of the policy to an incident of this severity, over the incident's services in the protected environments, if
    /// its life has not ended yet. The same incident gives the same names, and longer lives the later it is told to be open.
    /// </summary>
    /// <param name="told">When the incident was told, or known, to be so: the life is counted from then on.</param>
    public static IReadOnlyList<FrictionControl> Of(
        DeploymentPolicy policy, Incident incident, DateTimeOffset told, DateTimeOffset now)
    {
        string[] environments =
            [.. policy.Environments.Where(one => one.Value.IsProtected).Select(one => one.Key).Order(StringComparer.Ordinal)];
        return environments.Length == 0
            ? []
            : [.. policy.IncidentResponses
                .Where(response => response.Severities.Contains(incident.Severity) && told + response.Life > now)
                .Select(response => Of(policy, environments, incident, response, told))];
    }

    /// <summary>A longer life for the control of an incident that is still open.</summary>
    public static FrictionRenewal Renew(Incident incident, DateTimeOffset at, string by, DateTimeOffset until) =>
        new(at, by, $"Incident {incident.Id} is still open.", until);

    private static FrictionControl Of(
        DeploymentPolicy policy, string[] environments, Incident incident, IncidentResponse response, DateTimeOffset told) => new(
        NameOf(environments, incident, response),
        policy.Digest,
        response.Owner,
        ReasonOf(incident),
        incident.Link,
        new FrictionScope(environments, incident.Services),
        response.Requirement,
        told,
        told + response.Life,
        response.Mode);

    private static string ReasonOf(Incident incident)
    {
        var reason = $"Incident {incident.Id} (severity {incident.Severity}) on {string.Join(", ", incident.Services)}.";
        return reason.Length <= FrictionSteps.LongestReason ? reason : $"{reason[..(FrictionSteps.LongestReason - 1)]}…";
    }

    /// <summary>An incident that spreads or comes back asks for another control: the ones before stay as they are.</summary>
    private static string NameOf(string[] environments, Incident incident, IncidentResponse response)
    {
        string[] content =
        [
            incident.Id,
            $"{incident.OpenedAt.UtcTicks}",
            .. environments,
            "",
            .. incident.Services.Select(service => service.ToUpperInvariant()).Order(StringComparer.Ordinal),
            "",
            $"{response.Requirement}",
            .. response.Requirement.Checklist,
            "",
            $"{response.Life.Ticks} {response.Mode} {response.Owner}",
        ];
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', content))));
        var id = string.Concat(incident.Id.Take(ShownIdLength).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
        return $"incident-{id}-{digest[..DigestLength]}";
    }
}
