using Microsoft.Playwright;

namespace Workflow.IntegrationTests.Inbox;

/// <summary>
/// Finds a Chromium: the <c>CHROMIUM</c> environment variable, one of the usual names on the PATH, or Playwright's own, which it fetches.
/// </summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome.exe", "msedge.exe"];

    private static readonly string[] Quiet =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    public static async Task<IBrowser> LaunchAsync(IPlaywright playwright) =>
        await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Find() ?? await InstallAsync(playwright), Args = Quiet });

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } configured)
        {
            return File.Exists(configured) ? configured : throw new FileNotFoundException($"CHROMIUM names no file: {configured}");
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
        return folders.SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    /// <summary>Playwright's own build of Chromium, fetched where the machine has none.</summary>
    private static async Task<string> InstallAsync(IPlaywright playwright)
    {
        var path = playwright.Chromium.ExecutablePath;
        if (!File.Exists(path) && await Task.Run(() => Microsoft.Playwright.Program.Main(["install", "chromium"])) != 0)
        {
            throw new FileNotFoundException(
                $"The browser tests need Chromium: none of {string.Join(", ", Names)} is on the PATH, and Playwright could not fetch its own. "
                + "Install one (Debian: apt-get install chromium), or set the environment variable CHROMIUM to its path.");
        }

        return path;
    }
}
