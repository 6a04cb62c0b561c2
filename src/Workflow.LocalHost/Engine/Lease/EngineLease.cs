using Azure;
using Azure.Data.Tables;

namespace Workflow.LocalHost.Engine.Lease;

/// <summary>The right to be the one engine of its tables: a row that names its holder and that the holder writes again and again.</summary>
internal sealed partial class EngineLease(
    TableServiceClient service, string tablePrefix, TimeSpan duration, LeaseHolder self, TimeProvider time, ILogger<EngineLease> logger)
{
    private const string Key = "lease";

    private readonly TableClient table = service.GetTableClient(tablePrefix + "Lease");
    private ETag tag;

    /// <summary>
    /// Takes the lease. That of a dead process of this machine is taken over at once, that of any other when it has not been renewed
    /// for its duration. No clock is compared with another machine's.
    /// </summary>
    /// <exception cref="EngineLeaseException">Another process holds and renews it.</exception>
    public async Task AcquireAsync(CancellationToken cancellationToken)
    {
        await table.CreateIfNotExistsAsync(cancellationToken);
        if (await ReadAsync(cancellationToken) is { } found && !LeaseHolder.Read(found).IsKnownToBeDead())
        {
            var holder = LeaseHolder.Read(found);
            var theirs = TimeSpan.FromSeconds(found.GetDouble("DurationSeconds")!.Value);
            Log.Waiting(logger, holder, theirs);
            await Task.Delay(theirs, time, cancellationToken);
            if (await ReadAsync(cancellationToken) is { } again && again.ETag != found.ETag)
            {
                throw Held(LeaseHolder.Read(again));
            }
        }

        try
        {
            await WriteAsync(await ReadAsync(cancellationToken), cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            throw Held(await ReadAsync(cancellationToken) is { } winner ? LeaseHolder.Read(winner) : self);
        }
    }

    /// <summary>Renews the lease three times in its duration until it is lost or the caller stops.</summary>
    /// <returns>Why the lease is lost; null where the caller stopped.</returns>
    public async Task<string?> RenewAsync(CancellationToken stopping)
    {
        var interval = duration / 3;
        using var timer = new PeriodicTimer(interval, time);
        var renewed = time.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                var began = time.GetTimestamp();
                var left = duration - time.GetElapsedTime(renewed, began);
                try
                {
                    if (await RenewOnceAsync(left < interval ? left : interval, stopping) is { } loss)
                    {
                        return loss;
                    }

                    renewed = began;
                }
                catch (Exception exception) when (!stopping.IsCancellationRequested)
                {
                    Log.NotRenewed(logger, exception);
                    if (time.GetElapsedTime(renewed) >= duration)
                    {
                        return $"the storage did not take its renewal for {duration}";
                    }
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The engine stops.
        }

        return null;
    }

    /// <summary>Gives the lease back, so that the next process need not wait.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        if (tag == default)
        {
            return;
        }

        try
        {
            await table.DeleteEntityAsync(Key, Key, tag, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 412)
        {
            // It is somebody else's already.
        }
    }

    /// <param name="within">A storage that does not answer must not hold up the next attempt or hide that the lease has run out.</param>
    /// <returns>Why the lease is lost; null where it is held.</returns>
    private async Task<string?> RenewOnceAsync(TimeSpan within, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(within > TimeSpan.Zero ? within : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, limit.Token);
        try
        {
            await WriteAsync(new TableEntity(Key, Key) { ETag = tag }, either.Token);
            return null;
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412)
        {
            if (await ReadAsync(either.Token) is not { } row)
            {
                return "its row was removed";
            }

            if (LeaseHolder.Read(row).RunId != self.RunId)
            {
                return $"it was taken by {LeaseHolder.Read(row)}";
            }

            // The storage took a renewal whose answer was lost.
            tag = row.ETag;
            return null;
        }
    }

    private async Task<TableEntity?> ReadAsync(CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Key, Key, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }

    private async Task WriteAsync(TableEntity? replaced, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Key, Key) { ["DurationSeconds"] = duration.TotalSeconds, ["Renewed"] = time.GetUtcNow() };
        self.Write(row);
        var response = replaced is null
            ? await table.AddEntityAsync(row, cancellationToken)
            : await table.UpdateEntityAsync(row, replaced.ETag, TableUpdateMode.Replace, cancellationToken);
        tag = response.Headers.ETag!.Value;
    }

    private EngineLeaseException Held(LeaseHolder holder) => new(
        $"The engine's tables ({table.Name} and its neighbours) are in use by {holder}, and only one process may use them: "
        + "stop that process, or give this one another Storage:TablePrefix.");

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The engine's lease is held by {Holder}; waiting {Duration} to see whether it is renewed")]
        public static partial void Waiting(ILogger logger, LeaseHolder holder, TimeSpan duration);

        [LoggerMessage(LogLevel.Warning, "The engine's lease could not be renewed; it is tried again")]
        public static partial void NotRenewed(ILogger logger, Exception exception);
    }
}
