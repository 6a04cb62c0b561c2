using System.Reflection;
using System.Runtime.InteropServices;

namespace Workflow.IntegrationTests.Infra.Template;

/// <summary>The compiler that the build restored, or the one that the environment variable BicepPath named to it.</summary>
internal static class BicepCompiler
{
    private static readonly string? Path = typeof(BicepCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "BicepPath").Value;

    private static bool IsPackaged => OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture is Architecture.X64;

    /// <summary>Skips the test where there is no compiler; never where the package has one.</summary>
    public static void SkipTestWithout() => Assert.SkipWhen(
        string.IsNullOrEmpty(Path) && !IsPackaged,
        "The package of the Bicep compiler is for Linux on x64 only: build with the environment variable BicepPath set to a compiler.");

    public static Task<Ended> RunAsync(string folder, params string[] arguments) =>
        RepositoryProgram.RunAsync(Path!, arguments, folder: folder);
}
