using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Workflow.Api.Routing;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Api;

public sealed class ErrorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api")]
    [InlineData("/api/nothing/here")]
    [InlineData("/webhooks")]
    [InlineData("/webhooks/test/more")]
    public async Task An_Unknown_Path_For_Programs_Is_A_Problem(string path)
    {
        await using var gate = await GateServer.StartAsync();

        var response = await gate.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("unknown-path", (await response.ReadProblemAsync()).Token());
    }

    [Theory]
    [InlineData("GET", "/webhooks/test", "POST")]
    [InlineData("DELETE", "/api/deployments/d-1", "GET")]
    [InlineData("POST", "/", "GET")]
    public async Task A_Wrong_Method_Is_Answered_With_The_Right_One(string method, string path, string allowed)
    {
        await using var gate = await GateServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), path);

        var response = await gate.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(allowed, Assert.Single(response.Content.Headers.Allow));
    }

    [Fact]
    public async Task A_Failure_Is_A_Problem_With_A_Trace_Id_And_Without_Details()
    {
        await using var gate = await GateServer.StartAsync(
            services => services.AddSingleton<IReviewStore>(new BrokenReviewStore(_ => throw new IOException("AccountKey=secret"))));

        var response = await gate.GetAsync("/api/deployments/d-1");

        var problem = await response.ReadProblemAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.NotEqual("", problem.GetProperty("traceId").GetString());
        Assert.DoesNotContain("AccountKey", problem.ToString(), StringComparison.Ordinal);
        Assert.Contains(gate.Log.Lines, line => line.Contains("AccountKey=secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Failing_Page_Is_A_Page_Without_Details()
    {
        await using var gate = await GateServer.StartAsync(
            services => services.AddSingleton<IReviewStore>(new BrokenReviewStore(_ => throw new IOException("AccountKey=secret"))));

        var response = await gate.GetAsync("/deployments/d-1");

        var page = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Trace id", page, StringComparison.Ordinal);
        Assert.DoesNotContain("AccountKey", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Request_That_Takes_Too_Long_Is_Given_Up()
    {
        var entered = new TaskCompletionSource();
        await using var gate = await GateServer.StartAsync(services => services.AddSingleton<IReviewStore>(
            new BrokenReviewStore(async token =>
            {
                var never = new TaskCompletionSource();
                await using var registration = token.Register(() => never.SetCanceled(token));
                entered.SetResult();
                await never.Task;
            })));

        var answer = gate.GetAsync("/api/deployments/d-1");
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        gate.Time.Advance(TimeSpan.FromSeconds(31));
        var response = await answer;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("took-too-long", (await response.ReadProblemAsync()).Token());
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task The_Router_Offers_Exactly_The_Route_Table()
    {
        await using var gate = await GateServer.StartAsync();

        var offered = gate.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText);

        Assert.Equal([.. GateRoutes.All.Select(route => route.Template), GateRoutes.Unmatched.Template], offered);
        Assert.Equal(GateRoutes.All.Count, GateRoutes.All.Select(route => route.Name).Distinct().Count());
    }

    private sealed class BrokenReviewStore(Func<CancellationToken, Task> instead) : IReviewStore
    {
        public async Task<Review?> FindAsync(DeploymentId id, CancellationToken cancellationToken)
        {
            await instead(cancellationToken);
            return null;
        }

        public Task<Review> CreateAsync(Review review, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Review> UpdateAsync(DeploymentId id, Func<Review, Review> change, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public IAsyncEnumerable<Review> ListOpenAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<Review> ListRecentAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<Review> ListRequestedAsync(
            DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
