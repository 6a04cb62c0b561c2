using Microsoft.AspNetCore.Connections;
using Workflow.LocalHost.Storage;

namespace Workflow.LocalHost.Hosting;

/// <summary>A running web application, with the storage emulator where it had to be started for it.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly AzuriteProcess? azurite;

    private LocalServer(WebApplication application, AzuriteProcess? azurite)
    {
        this.application = application;
        this.azurite = azurite;
    }

    public IServiceProvider Services => application.Services;

    /// <param name="storage">The storage connection string.</param>
    /// <param name="map">Maps the application's endpoints.</param>
    /// <exception cref="StorageUnavailableException">The storage does not answer and cannot be started.</exception>
    /// <exception cref="GateConfigurationException">Somebody listens at the address already.</exception>
    public static async Task<LocalServer> StartAsync(
        WebApplicationBuilder builder,
        Uri url,
        string storage,
        DataFolder data,
        Action<WebApplication> map,
        CancellationToken cancellationToken)
    {
        var azurite = await AzuriteProcess.StartIfNeededAsync(storage, data.Combine("azurite"), cancellationToken);
        try
        {
            builder.WebHost.UseKestrelCore().UseUrls(url.ToString());
            builder.Services.AddRouting();
            var application = builder.Build();
            map(application);
            await application.StartAsync(cancellationToken);
            return new LocalServer(application, azurite);
        }
        catch (Exception failure)
        {
            if (azurite is not null)
            {
                await azurite.DisposeAsync();
            }

            if (failure is IOException { InnerException: AddressInUseException taken })
            {
                throw ListenAddress.Taken(url, taken);
            }

            throw;
        }
    }

    /// <summary>Waits until somebody stops it.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => application.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync();
        await application.DisposeAsync();
        if (azurite is not null)
        {
            await azurite.DisposeAsync();
        }
    }
}
