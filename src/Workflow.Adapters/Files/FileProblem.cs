namespace Workflow.Adapters.Files;

/// <summary>One mistake in a configuration file.</summary>
/// <param name="File">Name or path as an operator knows it.</param>
/// <param name="Line">From 1; 0 where the mistake is about the file as a whole.</param>
/// <param name="Column">From 1; 0 where the mistake is about the file as a whole.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record FileProblem(string File, int Line, int Column, string Message)
{
    /// <summary>In the form that editors and build logs make clickable: <c>file(line,column): message</c>.</summary>
    public override string ToString() => Line == 0 ? $"{File}: {Message}" : $"{File}({Line},{Column}): {Message}";
}

/// <summary>Files that cannot be used, with every mistake in them.</summary>
public sealed class FileProblemException(IReadOnlyList<FileProblem> problems, Exception? innerException = null)
    : Exception(string.Join(Environment.NewLine, problems), innerException)
{
    /// <summary>At least one, in the order in which they stand in the files.</summary>
    public IReadOnlyList<FileProblem> Problems { get; } = problems;
}
