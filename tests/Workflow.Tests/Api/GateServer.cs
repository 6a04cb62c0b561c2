using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Workflow.Api;
using Workflow.Api.Access;
using Workflow.Core.Reviews;
using Workflow.Orchestration;
using Workflow.Orchestration.Ports;
using Workflow.Tests.Api.Access;
using Workflow.Tests.Fakes;
using Workflow.Tests.Orchestration;

namespace Workflow.Tests.Api;

/// <summary>The HTTP surface on a real Kestrel at a free loopback port, with storage in memory.</summary>
internal sealed class GateServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private GateServer(WebApplication app, FakeTimeProvider time, LogLines log)
    {
        this.app = app;
        Time = time;
        Log = log;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public FakeTimeProvider Time { get; }

    public LogLines Log { get; }

    public IServiceProvider Services => app.Services;

    public IReviewStore Reviews => Services.GetRequiredService<IReviewStore>();

    public IAuditLog Audit => Services.GetRequiredService<IAuditLog>();

    public InMemoryOrchestrations Orchestrations => (InMemoryOrchestrations)Services.GetRequiredService<IOrchestrationClient>();

    /// <param name="configure">Comes last, so that it can take a part's place.</param>
    public static async Task<GateServer> StartAsync(Action<IServiceCollection>? configure = null)
    {
        var time = new FakeTimeProvider(SampleReviews.Now);
        var log = new LogLines();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Services.AddLogging(logging => logging.AddProvider(log));
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IReviewStore, InMemoryReviewStore>();
        builder.Services.AddSingleton<IAuditLog, InMemoryAuditLog>();
        builder.Services.AddSingleton<IDeliveryLog, InMemoryDeliveryLog>();
        builder.Services.AddSingleton<IDocumentStore, InMemoryDocumentStore>();
        builder.Services.AddSingleton<IFrictionControlStore, InMemoryFrictionControls>();
        builder.Services.AddSingleton<IFrictionControls>(provider => provider.GetRequiredService<IFrictionControlStore>());
        builder.Services.AddSingleton<IIncidentStore, InMemoryIncidents>();
        builder.Services.AddSingleton<IPolicySource>(new FakePolicySource(VirtualGate.PolicyOf(new ReviewRequirement(Level.Senior, 1), [])));
        builder.Services.AddSingleton<IMailNotifier, RecordingMail>();
        builder.Services.AddSingleton<IPeopleDirectory, FakePeople>();
        builder.Services.AddSingleton(TestLinks.None);
        builder.Services.AddSingleton<IOrchestrationClient, InMemoryOrchestrations>();
        builder.Services.AddSingleton<IWebhookReceiver, TestReceiver>();
        builder.Services.AddDeploymentReview();
        builder.Services.AddGateApi(ownsSocket: true);
        builder.Services.Configure<AccessOptions>(access => access.SignIn = nameof(SignInMode.ThisMachine));
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseRouting();
        app.MapGate();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new GateServer(app, time, log);
    }

    public async Task KeepAsync(params Review[] reviews)
    {
        foreach (var review in reviews)
        {
            await Reviews.CreateAsync(review, TestContext.Current.CancellationToken);
        }
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(path, TestContext.Current.CancellationToken);

    public Task<string> GetPageAsync(string path) => Client.GetStringAsync(path, TestContext.Current.CancellationToken);

    public Task<JsonElement> GetJsonAsync(string path) =>
        Client.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);

    /// <summary>As somebody who signed in with a role.</summary>
    public async Task<JsonElement> GetJsonAsync(string path, string role)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add(Principal.Header, Principal.Of(role));
        var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}

/// <summary>Every line that was logged, with its exception.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> Lines => lines;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}

/// <summary>Reads an answer as problem+json.</summary>
internal static class ProblemReading
{
    public static async Task<JsonElement> ReadProblemAsync(this HttpResponseMessage response)
    {
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal((int)response.StatusCode, problem.GetProperty("status").GetInt32());
        Assert.StartsWith("urn:problem-type:deployment-review-gate:", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        Assert.NotEqual("", problem.GetProperty("detail").GetString());
        return problem;
    }

    public static string Detail(this JsonElement problem) => problem.GetProperty("detail").GetString()!;

    public static string Token(this JsonElement problem) => problem.GetProperty("type").GetString()!.Split(':')[^1];
}
