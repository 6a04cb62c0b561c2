using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Workflow.Api.Deployments;

/// <summary>What <c>GET /api/deployments</c> was asked for.</summary>
internal sealed record ListQuery(bool OnlyOpen, int Limit)
{
    public const int DefaultLimit = 50;

    public const int MaxLimit = 200;

    /// <returns>The query, or what is wrong with it and what is allowed.</returns>
    public static (ListQuery? Query, string? Defect) Parse(IQueryCollection query)
    {
        if (query.Keys.FirstOrDefault(key => key is not ("state" or "limit")) is { } unknown)
        {
            return (null, $"There is no parameter '{unknown}'; allowed are state and limit.");
        }

        var state = query.TryGetValue("state", out var states) ? states.ToString() : "all";
        if (state is not ("open" or "all"))
        {
            return (null, $"state is '{state}'; allowed are open and all.");
        }

        var limit = DefaultLimit;
        if (query.TryGetValue("limit", out var limits)
            && !(int.TryParse(limits.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out limit)
                && limit is >= 1 and <= MaxLimit))
        {
            return (null, $"limit is '{limits}'; allowed are whole numbers from 1 to {MaxLimit}.");
        }

        return (new ListQuery(state is "open", limit), null);
    }
}
