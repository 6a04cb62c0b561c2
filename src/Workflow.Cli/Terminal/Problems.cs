using Workflow.Core;

namespace Workflow.Cli.Terminal;

/// <summary>Reports on the error stream what could not be read, and counts it.</summary>
internal sealed class Problems(TextWriter error)
{
    public int Count { get; private set; }

    public void Add(string message)
    {
        Count++;
        error.WriteLine(Visible.Of(message));
    }
}
