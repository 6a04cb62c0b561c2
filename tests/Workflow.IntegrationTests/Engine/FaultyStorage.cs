using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Workflow.IntegrationTests.Engine;

/// <summary>A way to the storage on which the requests that a test chooses fail or get no answer.</summary>
internal sealed class FaultyStorage : HttpPipelinePolicy
{
    /// <summary>What happens before a request is sent, which an exception prevents.</summary>
    public Func<HttpMessage, Task>? Fault { get; set; }

    /// <summary>A client that does not repeat what failed.</summary>
    public TableServiceClient Connect(string connectionString)
    {
        var options = new TableClientOptions { Retry = { MaxRetries = 0 } };
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
    }
}
