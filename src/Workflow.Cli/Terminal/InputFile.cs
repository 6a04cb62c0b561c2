namespace Workflow.Cli.Terminal;

/// <summary>Opens the files that a command line names, and says in plain words where there are none.</summary>
internal static class InputFile
{
    /// <param name="option">The option that names it, for messages.</param>
    /// <exception cref="FormatException">There is no such file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileStream OpenRead(string path, string option)
    {
        Check(path, option);
        return File.OpenRead(path);
    }

    /// <exception cref="FormatException">There is no such file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] ReadAllBytes(string path, string option)
    {
        Check(path, option);
        return File.ReadAllBytes(path);
    }

    /// <exception cref="FormatException">There is neither a file nor a folder.</exception>
    public static void CheckFileOrFolder(string path, string option)
    {
        if (!Directory.Exists(path))
        {
            Check(path, option);
        }
    }

    private static void Check(string path, string option)
    {
        if (Directory.Exists(path))
        {
            throw new FormatException($"{option} needs a file, and '{path}' is a folder.");
        }

        if (!File.Exists(path))
        {
            throw new FormatException($"{option} names '{path}', and there is no such file. Write its path from the current folder.");
        }
    }
}
