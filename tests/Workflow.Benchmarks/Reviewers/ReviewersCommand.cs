using System.CommandLine;
using System.Globalization;
using Workflow.Core.Reviews;

namespace Workflow.Benchmarks.Reviewers;

/// <summary><c>reviewers</c>: a year of reviews, shared out by the gate's ranking and by chance.</summary>
internal static class ReviewersCommand
{
    public static Command Create()
    {
        var people = new Option<int>("--people") { Description = "Seniors, 20 or more.", DefaultValueFactory = _ => 200 };
        var reviews = new Option<int>("--reviews") { Description = "Reviews in the year, 1 or more.", DefaultValueFactory = _ => 20_000 };
        var seed = new Option<int>("--seed") { Description = "Another seed, another year.", DefaultValueFactory = _ => 1 };
        var plot = new Option<FileInfo?>("--plot") { Description = "Draws how evenly the reviews are spread, as SVG." };
        var command = new Command("reviewers", "Simulates a year: how evenly reviews are spread, how long is waited, who is asked at night.")
        {
            people, reviews, seed, plot,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var year = new SimulatedYear(parsed.GetValue(people), parsed.GetValue(reviews), parsed.GetValue(seed));
            var chance = new Random(parsed.GetValue(seed));
            var ranked = year.Run((deployment, candidates, now) => ReviewerRanking.Rank(deployment, candidates, now).First());
            var random = year.Run((_, candidates, _) => candidates[chance.Next(candidates.Count)]);
            Write("ranked", ranked);
            Write("random", random);
            if (parsed.GetValue(plot) is { } file)
            {
                await File.WriteAllTextAsync(file.FullName, LorenzPlot.Draw([("ranked", ranked), ("random", random)]), cancellationToken);
            }
        });
        return command;
    }

    private static void Write(string name, YearResult result) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: Gini {result.Gini:0.000}, reviews each {result.Reviews[0]} to {result.Reviews[^1]}, waited {result.Wait(0.5).TotalMinutes:0} min "
        + $"(median) {result.Wait(0.99).TotalHours:0.0} h (99 of 100), asked outside of working hours {result.OffHours}, "
        + $"of code owners {result.ByCodeOwners}, of somebody available {result.Present}, of who knows the place {result.ByFamiliar}"));
}
