using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workflow.Adapters.Tables;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.IntegrationTests.Tables;

/// <summary>What the tests of the stores start from.</summary>
internal static class TableFixtures
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A started host with the stores on tables of its own.</summary>
    public static async Task<IHost> StartStoresAsync(AzuriteFixture azurite, TimeProvider? time = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:ConnectionString"] = azurite.ConnectionString,
            ["Storage:TablePrefix"] = azurite.NewTablePrefix(),
        });
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddTableStores(builder.Configuration.GetSection("Storage"));
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    public static Review NewReview(string id, DateTimeOffset? requestedAt = null)
    {
        var request = new DeploymentRequest(
            DeploymentId.Parse(id),
            "payments",
            "production",
            new RepositoryReference("git", "/repositories/payments"),
            new CommitRange(null, new string('a', 40)),
            new ActorIdentity("Jun Rivera", "jun.rivera@example.com"),
            new PipelineReference("standard-webhooks", "{}"),
            requestedAt ?? Noon);
        return new Review(request, ReviewState.Received, requestedAt ?? Noon);
    }

    public static async Task<IReadOnlyList<string>> IdsAsync(IAsyncEnumerable<Review> reviews)
    {
        List<string> ids = [];
        await foreach (var review in reviews.WithCancellation(TestContext.Current.CancellationToken))
        {
            ids.Add(review.Id.Value);
        }

        return ids;
    }
}
