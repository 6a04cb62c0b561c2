using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Workflow.Adapters.StandardWebhooks;
using Workflow.LocalHost.Local.Teams;
using Workflow.Orchestration;

namespace Workflow.LocalHost.Local.Pipeline;

/// <summary>
/// A stand-in for a pipeline on this machine: it takes the gate's signed callbacks, as a Standard Webhooks consumer has to, and shows
/// what it was told.
/// </summary>
internal static class LocalPipeline
{
    public const string CallbackPath = "/local/pipeline/callbacks";

    private const int MaxBody = 64 * 1024;

    public static IServiceCollection AddLocalPipeline(this IServiceCollection services, string tablePrefix) =>
        services.AddSingleton(provider => new CallbackTable(
            provider.GetRequiredService<TableServiceClient>().GetTableClient($"{tablePrefix}LocalPipeline")));

    public static void MapLocalPipeline(this IEndpointRouteBuilder endpoints)
    {
        var local = endpoints.MapGroup(CallbackPath).AddEndpointFilter<ThisMachineOnly>();
        local.MapPost("", ReceiveAsync);
        local.MapGet("/{deployment}", async (string deployment, CallbackTable callbacks, CancellationToken cancellationToken) =>
            Results.Json(await callbacks.ListAsync(deployment, cancellationToken), WorkflowJson.Options));
    }

    private static async Task<IResult> ReceiveAsync(
        HttpRequest request, CallbackTable callbacks, IOptions<StandardWebhooksOptions> options, CancellationToken cancellationToken)
    {
        if (request.ContentLength is not (> 0 and <= MaxBody))
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellationToken);
        var body = buffer.ToArray();
        var id = request.Headers[StandardWebhookSignature.IdHeader].ToString();
        if (!IsSigned(request.Headers, id, body, options.Value))
        {
            return Results.Unauthorized();
        }

        try
        {
            return await callbacks.ReceiveAsync(ReceivedCallback.Read(id, body), cancellationToken)
                ? Results.NoContent()
                : Results.Problem("This message came before with another decision.", statusCode: StatusCodes.Status409Conflict);
        }
        catch (JsonException malformed)
        {
            return Results.Problem(malformed.Message, statusCode: StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static bool IsSigned(IHeaderDictionary headers, string id, byte[] body, StandardWebhooksOptions options)
    {
        byte[][] given =
            [.. headers[StandardWebhookSignature.SignatureHeader].ToString().Split(' ').Select(Encoding.ASCII.GetBytes)];
        var secrets = options.CallbackSecrets.Count > 0 ? options.CallbackSecrets : options.Secrets;
        return long.TryParse(
                headers[StandardWebhookSignature.TimestampHeader], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && secrets
                .Select(secret => StandardWebhookSignature.Sign(secret, id, DateTimeOffset.FromUnixTimeSeconds(seconds), body))
                .Any(expected => given.Any(one => CryptographicOperations.FixedTimeEquals(one, Encoding.ASCII.GetBytes(expected))));
    }
}
