using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using Workflow.Adapters.Teams.Cards;
using Workflow.Tests.Adapters.Teams;

namespace Workflow.Benchmarks.Micro;

/// <summary>The card of a waiting review, with the check of its size.</summary>
public class CardBenchmark
{
    private readonly Uri console = new("https://gate.example.com/");

    [Benchmark]
    public JsonObject BuildApprovalCard() => ApprovalCard.Build(SampleReviews.Waiting, SampleReviews.AskedSara, console);
}
