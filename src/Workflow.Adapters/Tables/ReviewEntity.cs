using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration;

namespace Workflow.Adapters.Tables;

/// <summary>A review as a row: one partition for each, so that they are spread over the servers of the storage.</summary>
internal static class ReviewEntity
{
    private const string Row = "review";
    private const string Content = "Content";

    public static TableEntity Of(Review review)
    {
        var entity = new TableEntity(review.Id.Value, Row)
        {
            // For whoever looks at the table; the content is what counts.
            ["Service"] = Shorten(review.Request.Service),
            ["Environment"] = Shorten(review.Request.Environment),
            ["State"] = review.State.ToString(),
        };
        PackedProperty.Write(entity, Content, JsonSerializer.SerializeToUtf8Bytes(review, WorkflowJson.Options));
        return entity;
    }

    public static async Task<(Review Review, ETag Version)?> FindAsync(
        TableClient table, DeploymentId id, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(id.Value, Row, cancellationToken: cancellationToken);
        return found.HasValue ? (Read(found.Value!), found.Value!.ETag) : null;
    }

    private static Review Read(TableEntity entity) =>
        JsonSerializer.Deserialize<Review>(PackedProperty.Read(entity, Content), WorkflowJson.Options)
            ?? throw new InvalidDataException($"the row of review {entity.PartitionKey} is empty");

    private static string Shorten(string text) => text.Length <= 200 ? text : text[..200];
}
