using System.Text;
using BenchmarkDotNet.Attributes;
using Workflow.Orchestration.Ports;
using Workflow.Tests.Adapters.StandardWebhooks;

namespace Workflow.Benchmarks.Micro;

/// <summary>A Standard Webhooks request of the usual size: its signature is checked and its body read.</summary>
public class WebhookBenchmark
{
    private readonly SignedPipeline pipeline = new();
    private readonly byte[] body = Encoding.UTF8.GetBytes(StandardEvents.Requested);
    private Dictionary<string, string> headers = [];

    [GlobalSetup]
    public void Sign()
    {
        headers = SignedPipeline.Headers(body);
        if (CheckAndRead() is not WebhookReading.Requested)
        {
            throw new InvalidOperationException("The request must be taken.");
        }
    }

    [Benchmark]
    public WebhookReading CheckAndRead() => pipeline.Read(headers, body);
}
