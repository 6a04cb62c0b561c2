using System.Diagnostics;

namespace Workflow.LocalHost.Storage;

/// <summary>The local storage emulator, started for this host and ended with it.</summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    /// <summary>The first start downloads the package.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    /// <summary>Writing all data can take some seconds.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private readonly Process watcher;

    private AzuriteProcess(Process watcher) => this.watcher = watcher;

    /// <summary>
    /// Makes sure that the configured table storage answers. Storage that answers is used as it is; an emulator on this machine
    /// that does not is started. An emulator that a killed host left behind is taken over.
    /// </summary>
    /// <param name="connectionString">The storage connection string.</param>
    /// <param name="dataFolder">Where a started emulator keeps its data and its log; made where it is missing.</param>
    /// <returns>The emulator, to be disposed of when the host has stopped; null where it is not this host's to end.</returns>
    /// <exception cref="StorageUnavailableException">The storage does not answer and cannot be started.</exception>
    /// <exception cref="FormatException">The connection string is malformed.</exception>
    public static async Task<AzuriteProcess?> StartIfNeededAsync(
        string connectionString, string dataFolder, CancellationToken cancellationToken)
    {
        var connection = StorageConnection.Parse(connectionString);
        using var probe = new TableEndpointProbe(connection.TableEndpoint);
        if (!connection.IsLocal)
        {
            return await probe.AnswersAsync(cancellationToken)
                ? null
                : throw new StorageUnavailableException(
                    $"The table storage at {connection.TableEndpoint} does not answer: check Storage:ConnectionString and the network, "
                    + "or set Storage:ConnectionString to UseDevelopmentStorage=true for the local emulator.");
        }

        var folder = Directory.CreateDirectory(dataFolder).FullName;
        var limit = Stopwatch.StartNew();
        while (AzuriteOwner.FindIn(folder) is [var owner, ..])
        {
            var answers = await probe.AnswersAsync(cancellationToken);
            if (owner.HostRuns && answers)
            {
                return null;
            }

            var file = AzuriteOwner.NewFile(folder);
            if (!owner.WatcherRuns && owner.TryMoveTo(file))
            {
                var adopted = new AzuriteProcess(AzuriteWatcher.Start(folder, file, connection.TableEndpoint.Port, owner.AzuriteId));
                if (answers)
                {
                    return adopted;
                }

                // It serves another address than the configured one and would write the same data as a second emulator.
                await adopted.DisposeAsync();
            }
            else if (limit.Elapsed > EndLimit)
            {
                throw new StorageUnavailableException(
                    $"The storage emulator of process {owner.HostId} uses {folder} and does not end: end process {owner.AzuriteId}, "
                    + "or set Storage:ConnectionString to the emulator's address.");
            }

            await Task.Delay(BetweenLooks, cancellationToken);
        }

        return await probe.AnswersAsync(cancellationToken)
            ? null
            : await StartAsync(folder, connection, probe, cancellationToken);
    }

    /// <summary>Ends the emulator after it has written all data.</summary>
    public async ValueTask DisposeAsync()
    {
        watcher.StandardInput.Close();
        using var limit = new CancellationTokenSource(EndLimit);
        try
        {
            await watcher.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // The watcher goes on waiting by itself; this host need not.
        }

        watcher.Dispose();
    }

    private static async Task<AzuriteProcess> StartAsync(
        string folder, StorageConnection connection, TableEndpointProbe probe, CancellationToken cancellationToken)
    {
        var watcher = AzuriteWatcher.Start(folder, AzuriteOwner.NewFile(folder), connection.TableEndpoint.Port, runningAzurite: null);
        var azurite = new AzuriteProcess(watcher);
        try
        {
            for (var limit = Stopwatch.StartNew(); limit.Elapsed < StartLimit && !watcher.HasExited;)
            {
                if (await probe.AnswersAsync(cancellationToken))
                {
                    return azurite;
                }

                await Task.Delay(BetweenLooks, cancellationToken);
            }

            throw new StorageUnavailableException(
                $"The storage emulator ({AzuriteWatcher.Package}, port {connection.TableEndpoint.Port}) did not start: "
                + "mend what its log says, or set Storage:ConnectionString to a storage account or to an emulator that runs already."
                + $"{Environment.NewLine}{LogTail(folder)}");
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    private static string LogTail(string folder)
    {
        var file = Path.Combine(folder, AzuriteWatcher.LogFileName);
        using var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(Environment.NewLine, lines.TakeLast(20).Prepend($"The end of {file}:"));
    }
}
