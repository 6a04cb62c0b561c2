using System.Data.Common;

namespace Workflow.LocalHost.Storage;

/// <summary>Where the tables are, read from a storage connection string.</summary>
/// <param name="TableEndpoint">The address of the table service with the account's path, if any.</param>
public sealed record StorageConnection(Uri TableEndpoint)
{
    /// <summary>
    /// The account name and key that every Azurite accepts; public knowledge and no secret.
    /// Source: learn.microsoft.com, "Connect to Azurite with SDKs and tools".
    /// </summary>
    private const string DevelopmentAccount =
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;";

    /// <summary>Whether the storage is an emulator on this machine, which may be started where it does not answer.</summary>
    public bool IsLocal => TableEndpoint.Scheme == Uri.UriSchemeHttp && TableEndpoint.IsLoopback;

    /// <summary>The connection string of an Azurite that listens on a port of its own.</summary>
    /// <param name="tablePort">The port of its table service, 1 to 65535.</param>
    public static string ForAzurite(int tablePort) =>
        $"{DevelopmentAccount}TableEndpoint=http://127.0.0.1:{tablePort}/devstoreaccount1;";

    /// <exception cref="FormatException">
    /// The text is no storage connection string; the message never repeats it, for it holds a key.
    /// </exception>
    public static StorageConnection Parse(string connectionString)
    {
        var parts = new DbConnectionStringBuilder();
        try
        {
            parts.ConnectionString = connectionString;
        }
        catch (ArgumentException)
        {
            throw Malformed("it is not a list of Name=Value pairs separated by ';'");
        }

        string? Part(string name) => parts.TryGetValue(name, out var value) ? (string)value : null;

        if (bool.TryParse(Part("UseDevelopmentStorage"), out var development) && development)
        {
            return new(new Uri("http://127.0.0.1:10002/devstoreaccount1"));
        }

        if (Part("TableEndpoint") is { } endpoint)
        {
            return Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
                ? new(uri)
                : throw Malformed("its TableEndpoint is not an absolute URL");
        }

        if (Part("AccountName") is not { Length: > 0 } account)
        {
            throw Malformed("it names neither UseDevelopmentStorage, TableEndpoint nor AccountName");
        }

        var protocol = Part("DefaultEndpointsProtocol") ?? Uri.UriSchemeHttps;
        var suffix = Part("EndpointSuffix") ?? "core.windows.net";
        return Uri.TryCreate($"{protocol}://{account}.table.{suffix}", UriKind.Absolute, out var address)
            ? new(address)
            : throw Malformed("its AccountName and EndpointSuffix make no URL");
    }

    private static FormatException Malformed(string why) => new(
        $"Storage:ConnectionString cannot be used: {why}. Write UseDevelopmentStorage=true for the local emulator, "
        + "or the connection string that the storage account's page shows.");
}
