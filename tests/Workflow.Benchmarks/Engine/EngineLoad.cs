namespace Workflow.Benchmarks.Engine;

/// <summary>How much a run asks of the engine.</summary>
/// <param name="Orchestrations">One-activity orchestrations that run to their end.</param>
/// <param name="Starters">How many callers start instances at the same time.</param>
/// <param name="Waiting">Instances that wait at the same time.</param>
/// <param name="Idle">For how long requests are counted while they wait.</param>
internal sealed record EngineLoad(int Orchestrations, int Starters, int Waiting, TimeSpan Idle);

/// <summary>One line of the table.</summary>
/// <param name="Target">What is asked of the engine; empty where nothing is.</param>
internal sealed record Measurement(string What, string Measured, string Target = "");
