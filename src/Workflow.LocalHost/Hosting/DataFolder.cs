namespace Workflow.LocalHost.Hosting;

/// <summary>Where the local host keeps what it makes: the emulator's data, mails, the demo's files. Ignored by git.</summary>
internal sealed class DataFolder
{
    private DataFolder(string path) => Path = Directory.CreateDirectory(path).FullName;

    public string Path { get; }

    /// <summary>
    /// The configured folder; else <c>.local</c> in the folder of the solution that the program was built from, or in the current one.
    /// </summary>
    public static DataFolder Open(string? configured)
    {
        if (!string.IsNullOrWhiteSpace(configured))
        {
            return new DataFolder(configured);
        }

        var solution = new DirectoryInfo(AppContext.BaseDirectory);
        while (solution is not null && !File.Exists(System.IO.Path.Combine(solution.FullName, "Workflow.sln")))
        {
            solution = solution.Parent;
        }

        return new DataFolder(System.IO.Path.Combine(solution?.FullName ?? Environment.CurrentDirectory, ".local"));
    }

    public string Combine(params string[] names) => System.IO.Path.Combine([Path, .. names]);
}
