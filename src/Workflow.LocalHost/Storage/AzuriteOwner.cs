using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Workflow.LocalHost.Storage;

/// <summary>
/// A file beside Azurite's data that says which Azurite uses the data and which host will end it. Taking over and ending are
/// both a rename of the file, so that two hosts can never do both.
/// </summary>
internal sealed record AzuriteOwner(string File, int AzuriteId, int WatcherId, int HostId, DateTime WrittenAt)
{
    private const string Prefix = "azurite-";

    private const string Suffix = ".owner";

    public bool AzuriteRuns => Runs(AzuriteId);

    public bool WatcherRuns => Runs(WatcherId);

    public bool HostRuns => Runs(HostId);

    public static string NewFile(string folder) =>
        Path.Combine(folder, $"{Prefix}{Guid.NewGuid():N}{Suffix}");

    /// <summary>Every owner that left a file here, also one whose Azurite is being ended, without those whose Azurite is gone.</summary>
    public static IReadOnlyList<AzuriteOwner> FindIn(string folder)
    {
        var found = new List<AzuriteOwner>();
        foreach (var file in Directory.EnumerateFiles(folder, $"{Prefix}*{Suffix}*")
            .Where(file => !file.EndsWith(".new", StringComparison.Ordinal)))
        {
            if (Read(file) is not { } owner)
            {
                continue;
            }

            if (owner.AzuriteRuns)
            {
                found.Add(owner);
            }
            else if (!owner.WatcherRuns)
            {
                System.IO.File.Delete(file);
            }
        }

        return found;
    }

    /// <summary>Takes the place of an owner that has ended.</summary>
    /// <returns>Whether this call won: false where another host did, or the owner ends its Azurite.</returns>
    public bool TryMoveTo(string newFile)
    {
        try
        {
            System.IO.File.Move(File, newFile);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private static AzuriteOwner? Read(string file)
    {
        try
        {
            var numbers = System.IO.File.ReadAllText(file).Split(' ').Select(text => int.Parse(text, CultureInfo.InvariantCulture))
                .ToArray();
            return new(file, numbers[0], numbers[1], numbers[2], System.IO.File.GetLastWriteTime(file));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private bool Runs(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);

            // A process that began after the file was written only has the number of the one that is meant.
            return process.StartTime <= WrittenAt + TimeSpan.FromSeconds(2);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }
}
