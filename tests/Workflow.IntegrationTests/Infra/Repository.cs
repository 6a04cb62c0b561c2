using System.Runtime.CompilerServices;

namespace Workflow.IntegrationTests.Infra;

/// <summary>Where the files of this repository are.</summary>
internal static class Repository
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));

    public static string Find(params string[] names) => Path.Combine([Root, .. names]);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
