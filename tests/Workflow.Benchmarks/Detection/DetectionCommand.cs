using System.CommandLine;
using System.Globalization;
using System.Text;
using Workflow.Tests.Core;
using Workflow.Tests.Core.Provenance;

namespace Workflow.Benchmarks.Detection;

/// <summary><c>detection</c>: how well the provenance of labelled commits is told, as Markdown.</summary>
internal static class DetectionCommand
{
    public static Command Create()
    {
        var input = new Option<FileInfo>("--input")
        {
            Description = "Labelled commits, one JSON object a line with sha, authorName, authorEmail, committerName, committerEmail, "
                + "message, label (none, assisted, agent), tool, stratum.",
            DefaultValueFactory = _ => new FileInfo(Path.Combine(AppContext.BaseDirectory, "Data/commits-labelled.jsonl")),
        };
        input.AcceptExistingOnly();
        var command = new Command("detection", "Precision and recall of provenance on labelled commits.") { input };
        command.SetAction(parsed => Console.Out.Write(Describe(LabelledCommit.Read(parsed.GetRequiredValue(input).FullName))));
        return command;
    }

    private static string Describe(IReadOnlyList<LabelledCommit> commits)
    {
        var score = DetectionScore.Of(commits, Given.Detector);
        var text = new StringBuilder($"{commits.Count} labelled commits.\n\n| class | commits | precision | recall |\n| --- | --- | --- | --- |\n");
        foreach (var one in score.Classes)
        {
            text.Append(
                CultureInfo.InvariantCulture, $"| {one.Name} | {one.Right + one.Missed} | {one.Precision:0.000} | {one.Recall:0.000} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\nMislabelled, or with another tool: {score.Mislabelled.Count}.\n");
        foreach (var (commit, found) in score.Mislabelled)
        {
            var tools = string.Join(' ', found.Tools.Select(tool => tool.Id));
            text.Append(
                CultureInfo.InvariantCulture,
                $"- {commit.Repo} {commit.Sha} ({commit.Stratum}): {commit.Label} {commit.Tool}, judged {found.Kind} {tools}\n");
        }

        return text.ToString();
    }
}
