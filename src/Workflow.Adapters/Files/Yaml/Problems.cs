namespace Workflow.Adapters.Files.Yaml;

/// <summary>Collects the mistakes of one file, so that all of them can be told at once.</summary>
internal sealed class Problems(string file)
{
    private readonly List<FileProblem> found = [];

    public bool Any => found.Count > 0;

    public void Add(YamlNode at, string message) => found.Add(
        new FileProblem(at.File ?? file, at.Line, at.Column, at.Use is null ? message : $"{message} ({at.Use})"));

    /// <summary>A mistake that makes it impossible to read on, with those found before.</summary>
    public FileProblemException At(int line, int column, string message)
    {
        found.Add(new FileProblem(file, line, column, message));
        return new FileProblemException([.. found]);
    }

    /// <exception cref="FileProblemException">There are any.</exception>
    public void ThrowIfAny()
    {
        if (found.Count > 0)
        {
            throw new FileProblemException(
            [
                .. found.Distinct()
                    .OrderBy(problem => problem.File != file)
                    .ThenBy(problem => problem.Line)
                    .ThenBy(problem => problem.Column),
            ]);
        }
    }
}
