using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Workflow.Orchestration;

namespace Workflow.Api.Routing;

/// <summary>The small JSON object that a person's step comes with.</summary>
internal static class JsonBody
{
    private const int MaxBytes = 16 * 1024;

    /// <returns>The body, or why it cannot be used.</returns>
    public static async Task<(T? Body, GateProblem? Problem)> ReadAsync<T>(HttpContext context, CancellationToken cancellationToken)
        where T : class
    {
        if (await RequestBody.ReadAsync(context.Request, MaxBytes, cancellationToken) is not { } bytes)
        {
            return (null, GateProblem.TooLarge(MaxBytes));
        }

        try
        {
            return JsonSerializer.Deserialize<T>(bytes.Span, WorkflowJson.Options) is { } body
                ? (body, null)
                : (null, GateProblem.BadParameter("The body is null; send a JSON object."));
        }
        catch (JsonException exception)
        {
            return (null, GateProblem.BadParameter($"The body cannot be read: {exception.Message}"));
        }
    }
}
