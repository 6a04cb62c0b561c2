using Spectre.Console;

namespace Workflow.Cli.Terminal;

/// <summary>Text for people: coloured in a terminal, plain and without line breaks of its own anywhere else.</summary>
internal sealed class TextConsole : IDisposable
{
    /// <summary>In characters, where no terminal limits it.</summary>
    private const int PlainWidth = 100_000;

    private readonly StringWriter text = new() { NewLine = "\n" };
    private readonly OutputBuffer output;
    private readonly IAnsiConsole console;

    public TextConsole(OutputBuffer output, bool isTerminal)
    {
        this.output = output;
        console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(text),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = PlainWidth;
    }

    /// <summary>What is put in is escaped for the markup, but not made <see cref="Core.Visible"/>.</summary>
    public void WriteLine(FormattableString markup)
    {
        console.MarkupInterpolated(markup);
        output.WriteLine(text.ToString());
        text.GetStringBuilder().Clear();
    }

    public void WriteLine() => output.WriteLine("");

    public void Flush() => output.Flush();

    public void Dispose() => text.Dispose();
}
