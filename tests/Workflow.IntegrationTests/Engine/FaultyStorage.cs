using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Workflow.IntegrationTests.Engine;

/// <summary>A way to the storage on which the requests that a test chooses fail or get no answer.</summary>
internal sealed class FaultyStorage : HttpPipelinePolicy
{
    /// <summary>What happens before a request is sent, which an exception prevents.</summary>
    public Func<HttpMessage, Task>? Fault { get; set; }

    /// <summary>Whether the answer to a request that the storage has taken is lost.</summary>
    public Func<HttpMessage, bool>? LosesAnswer { get; set; }

    /// <param name="retries">How often the client repeats by itself what failed.</param>
    public TableServiceClient Connect(string connectionString, int retries = 0)
    {
        var options = new TableClientOptions { Retry = { MaxRetries = retries, Delay = TimeSpan.FromMilliseconds(1) } };
        options.AddPolicy(this, HttpPipelinePosition.PerRetry);
        return new(connectionString, options);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The engine never blocks on its storage.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (Fault is { } fault)
        {
            await fault(message);
        }

        await ProcessNextAsync(message, pipeline);
        if (LosesAnswer is { } loses && loses(message))
        {
            throw new IOException("The connection was closed before the answer came.");
        }
    }
}
