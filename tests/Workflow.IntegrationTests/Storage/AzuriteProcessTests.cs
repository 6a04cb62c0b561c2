using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Azure.Data.Tables;
using Workflow.IntegrationTests.Loopback;
using Workflow.LocalHost.Storage;

namespace Workflow.IntegrationTests.Storage;

public sealed class AzuriteProcessTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("azurite-");
    private readonly string connectionString = StorageConnection.ForAzurite(LoopbackPort.FindFree());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Rows_Survive_An_Orderly_End_Right_After_The_Write()
    {
        await using (await AzuriteProcess.StartIfNeededAsync(connectionString, folder.FullName, Cancellation))
        {
            await AddRowAsync("one");
        }

        await using var again = await AzuriteProcess.StartIfNeededAsync(connectionString, folder.FullName, Cancellation);

        Assert.NotNull(again);
        Assert.Equal(["one"], await ReadRowsAsync());
    }

    [Fact]
    public async Task Storage_That_Answers_Is_Used_As_It_Is()
    {
        await using var first = await AzuriteProcess.StartIfNeededAsync(connectionString, folder.FullName, Cancellation);

        var second = await AzuriteProcess.StartIfNeededAsync(connectionString, folder.FullName, Cancellation);

        Assert.NotNull(first);
        Assert.Null(second);
    }

    [Fact]
    public async Task An_Emulator_Whose_Host_And_Watcher_Were_Killed_Is_Taken_Over_And_Ended_In_Order()
    {
        await await StartAndKillAsync(killWatcher: true);

        var adopted = await AzuriteProcess.StartIfNeededAsync(connectionString, folder.FullName, Cancellation);
        Assert.NotNull(adopted);
        await AddRowAsync("two");
        await adopted.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(ProbeAsync);
        await using var again = await AzuriteProcess.StartIfNeededAsync(connectionString, folder.FullName, Cancellation);
        Assert.Equal(["one", "two"], await ReadRowsAsync());
    }

    [Fact]
    public async Task A_Start_While_The_Emulator_Of_A_Killed_Host_Ends_Waits_And_Starts_Anew()
    {
        var ending = await StartAndKillAsync(killWatcher: false);

        await using var again = await AzuriteProcess.StartIfNeededAsync(connectionString, folder.FullName, Cancellation);

        await ending;
        Assert.NotNull(again);
        await AddRowAsync("two");
        Assert.Equal(["one", "two"], await ReadRowsAsync());
    }

    [Fact]
    public async Task A_Port_That_Is_Taken_By_Something_Else_Is_An_Error_With_The_Log()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var taken = StorageConnection.ForAzurite(((IPEndPoint)listener.LocalEndpoint).Port);
        using var closing = Cancellation.Register(listener.Stop);
        var refusing = RefuseAllAsync(listener);

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(
            () => AzuriteProcess.StartIfNeededAsync(taken, folder.FullName, Cancellation));

        listener.Stop();
        await refusing;
        Assert.Contains("EADDRINUSE", error.Message, StringComparison.Ordinal);
        Assert.Contains("Storage:ConnectionString", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Storage_Elsewhere_That_Does_Not_Answer_Is_An_Error_And_Nothing_Is_Started()
    {
        const string elsewhere = "AccountName=a;AccountKey=YWJj;TableEndpoint=https://127.0.0.1:1/a";

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(
            () => AzuriteProcess.StartIfNeededAsync(elsewhere, folder.FullName, Cancellation));

        Assert.Contains("https://127.0.0.1:1/a", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("YWJj", error.Message, StringComparison.Ordinal);
        Assert.Empty(folder.EnumerateFiles());
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1", true)]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=gate;AccountKey=YWJj;EndpointSuffix=example.net", "https://gate.table.example.net/", false)]
    [InlineData("AccountName=a;AccountKey=YWJj;TableEndpoint=http://localhost:5/a", "http://localhost:5/a", true)]
    public void The_Table_Endpoint_Is_Read_From_The_Connection_String(string text, string endpoint, bool local)
    {
        var connection = StorageConnection.Parse(text);

        Assert.Equal(new Uri(endpoint), connection.TableEndpoint);
        Assert.Equal(local, connection.IsLocal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("AccountKey=YWJj")]
    [InlineData("TableEndpoint=tables;AccountKey=YWJj")]
    public void A_Malformed_Connection_String_Is_Refused_Without_Repeating_It(string text)
    {
        var error = Assert.Throws<FormatException>(() => StorageConnection.Parse(text));

        Assert.DoesNotContain("YWJj", error.Message, StringComparison.Ordinal);
        Assert.Contains("Storage:ConnectionString", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Plays a host that starts the emulator, writes a row and is killed, and perhaps the watcher with it.</summary>
    private async Task<Task> StartAndKillAsync(bool killWatcher)
    {
        var azurite = await AzuriteProcess.StartIfNeededAsync(connectionString, folder.FullName, Cancellation);
        await AddRowAsync("one");
        var owner = Assert.Single(AzuriteOwner.FindIn(folder.FullName));
        await File.WriteAllTextAsync(owner.File, $"{owner.AzuriteId} {owner.WatcherId} {EndedProcessId()}", Cancellation);
        if (killWatcher)
        {
            using var watcher = Process.GetProcessById(owner.WatcherId);
            watcher.Kill();
        }

        return azurite!.DisposeAsync().AsTask();
    }

    private static int EndedProcessId()
    {
        using var process = Process.Start("node", ["-e", "0"]);
        process.WaitForExit();
        return process.Id;
    }

    private async Task AddRowAsync(string key)
    {
        var table = new TableClient(connectionString, "rows");
        await table.CreateIfNotExistsAsync(Cancellation);
        await table.AddEntityAsync(new TableEntity("p", key), Cancellation);
    }

    private async Task<List<string>> ReadRowsAsync() =>
        await new TableClient(connectionString, "rows").QueryAsync<TableEntity>(cancellationToken: Cancellation)
            .Select(row => row.RowKey).ToListAsync(Cancellation);

    private async Task ProbeAsync()
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(StorageConnection.Parse(connectionString).TableEndpoint, Cancellation);
    }

    private static async Task RefuseAllAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                client.Client.Close(0);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }
}
