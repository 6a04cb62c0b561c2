using System.Globalization;
using Workflow.IntegrationTests;
using Workflow.IntegrationTests.Loopback;
using Workflow.LocalHost.Storage;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace Workflow.IntegrationTests;

/// <summary>One real Azurite for the whole run, on a free port with its data in a temporary folder. Take it as a constructor parameter.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("azurite-");
    private AzuriteProcess? azurite;
    private int prefixes;

    public string ConnectionString { get; } = StorageConnection.ForAzurite(LoopbackPort.FindFree());

    /// <summary>A table-name prefix that no other caller gets: letters and digits, starting with a letter.</summary>
    public string NewTablePrefix() => "t" + Interlocked.Increment(ref prefixes).ToString(CultureInfo.InvariantCulture);

    public async ValueTask InitializeAsync() =>
        azurite = await AzuriteProcess.StartIfNeededAsync(ConnectionString, folder.FullName, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (azurite is not null)
        {
            await azurite.DisposeAsync();
        }

        folder.Delete(recursive: true);
    }
}
