using CsCheck;
using Workflow.Core.Audit;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Orchestration;

/// <summary>Whatever the ladder looks like and however many people there are, it is climbed in order and in time.</summary>
public sealed class LadderProperties
{
    private static readonly Gen<EscalationStep[]> Ladders =
        Gen.Select(Gen.Int[1, 72], Gen.Int[0, 24]).Array[1, 4].Select(steps => steps
            .Select((step, index) => VirtualGate.Step(
                $"step {index}", TimeSpan.FromHours(step.Item1), step.Item2 == 0 ? null : TimeSpan.FromHours(step.Item2)))
            .ToArray());

    [Fact]
    public async Task Steps_Begin_And_Remind_And_End_When_The_Ladder_Says() =>
        await Gen.Select(Ladders, Gen.Int[0, 5]).SampleAsync(
            async (ladder, seniors) =>
            {
                using var gate = new VirtualGate(ladder);
                for (var number = 0; number < seniors; number++)
                {
                    gate.People.Add($"senior{number}", Level.Senior);
                }

                var start = gate.Time.GetUtcNow();
                await gate.StartAsync();
                await gate.AdvanceAsync(TimeSpan.FromDays(30));

                var trail = await gate.Audit.ReadAsync(VirtualGate.Id, TestContext.Current.CancellationToken);
                var begun = ladder.Select((_, index) => start + Total(ladder.Take(index))).ToList();
                Assert.Equal(seniors == 0 ? start : start + Total(ladder), Assert.Single(gate.Pipeline.Told).At);
                Assert.Equal(Math.Min(seniors, ladder.Length), gate.Channel.Sent.Select(sent => sent.Person).Distinct().Count());
                if (seniors > 0)
                {
                    Assert.Equal(begun, TimesOf(trail, "step.begun"));
                    Assert.Equal(begun.Take(gate.Channel.Sent.Count), TimesOf(trail, "reviewer.asked"));
                    Assert.Equal(RemindersOf(ladder, begun), TimesOf(trail, "reviewer.reminded").Distinct());
                }
            },
            iter: 60,
            threads: 1);

    private static TimeSpan Total(IEnumerable<EscalationStep> steps) =>
        steps.Aggregate(TimeSpan.Zero, (all, step) => all + step.Timeout);

    private static IEnumerable<DateTimeOffset> TimesOf(IEnumerable<AuditRecord> trail, string kind) =>
        trail.Where(record => record.Entry.Kind == kind).Select(record => record.At);

    private static IEnumerable<DateTimeOffset> RemindersOf(EscalationStep[] ladder, List<DateTimeOffset> begun) =>
        ladder.SelectMany((step, index) => Enumerable.Range(1, 72)
            .Select(number => (step.ReminderInterval ?? step.Timeout) * number)
            .TakeWhile(after => after < step.Timeout)
            .Select(after => begun[index] + after));
}
