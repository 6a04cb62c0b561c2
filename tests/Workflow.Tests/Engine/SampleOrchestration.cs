using Workflow.Orchestration;

namespace Workflow.Tests.Engine;

/// <summary>A small orchestration that uses everything: activities with retries, a race of event and timer, status, identifiers, time.</summary>
internal static class SampleOrchestration
{
    public const string Name = "Sample";

    public static readonly ActivityDefinition<string, string> Ask = new("Ask");

    public static readonly ActivityDefinition<string, string> Note = new("Note");

    public static readonly TimeSpan Deadline = TimeSpan.FromDays(3);

    public static readonly RetryPolicy Retry = new(3, TimeSpan.FromSeconds(10), 2);

    public sealed record Answer(string By, bool Yes);

    /// <summary>Asks one after the other until somebody says yes or all deadlines have passed.</summary>
    public static async Task<string> RunAsync(IOrchestrationContext context, string[] people)
    {
        var answers = context.WaitForExternalEvent<Answer>("Answer");
        foreach (var person in people)
        {
            context.SetCustomStatus(new { asked = person });
            await context.CallActivityAsync(Ask, $"{person} {context.NewGuid()}", Retry);
            using var cancelled = new CancellationTokenSource();
            var deadline = context.CreateTimer(context.CurrentUtcDateTime + Deadline, cancelled.Token);
            while (await Task.WhenAny(answers, deadline) == answers)
            {
                var answer = await answers;
                answers = context.WaitForExternalEvent<Answer>("Answer");
                await context.CallActivityAsync(Note, $"{answer.By} {answer.Yes}");
                if (answer.Yes)
                {
                    cancelled.Cancel();
                    return $"{answer.By} at {context.CurrentUtcDateTime:O}";
                }
            }
        }

        return $"nobody at {context.CurrentUtcDateTime:O}";
    }
}
