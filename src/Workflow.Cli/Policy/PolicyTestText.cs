using Workflow.Cli.Terminal;
using Workflow.Core;
using Workflow.Core.Policy;

namespace Workflow.Cli.Policy;

/// <summary>The results of cases for people: what is not as expected with the policy's own explanation.</summary>
internal sealed class PolicyTestText(TextConsole console)
{
    public void Write(IReadOnlyList<PolicyTestResult> results)
    {
        foreach (var file in results.GroupBy(result => result.File))
        {
            console.WriteLine($"[bold]{Visible.Of(file.Key)}[/]");
            foreach (var result in file)
            {
                Write(result);
            }
        }

        var failed = results.Count(result => !result.Passed);
        console.WriteLine($"{results.Count - failed:N0} passed, {failed:N0} failed");
        console.Flush();
    }

    private void Write(PolicyTestResult result)
    {
        console.WriteLine($"  {(result.Passed ? "passed" : "FAILED")}  {Visible.Of(result.Name)}");
        foreach (var difference in result.Differences)
        {
            console.WriteLine($"          {Visible.Of(difference)}");
        }

        if (!result.Passed)
        {
            foreach (var line in ExplanationText.Write(ExplanationNode.Of(result.Result)).TrimEnd('\n').Split('\n'))
            {
                console.WriteLine($"          {Visible.Of(line)}");
            }
        }
    }
}
