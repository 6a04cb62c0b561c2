using Azure;
using Workflow.Adapters;
using Workflow.LocalHost.Demo;
using Workflow.LocalHost.Engine.Lease;
using Workflow.LocalHost.Hosting;
using Workflow.LocalHost.Storage;

namespace Workflow.LocalHost.Commands;

/// <summary>Turns what a user can mend into a message and exit code 1, without a stack trace.</summary>
internal static class ExitCode
{
    public static async Task<int> OfAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (Exception mendable) when (IsMendable(mendable))
        {
            await Console.Error.WriteLineAsync(mendable.Message);
            return 1;
        }
        catch (Exception wrong) when (StartDefects.Of(wrong) is { Count: > 0 } defects)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, defects));
            return 1;
        }
        catch (RequestFailedException refused)
        {
            await Console.Error.WriteLineAsync(
                $"The table storage refused with {refused.Status} {refused.ErrorCode}: check that Storage:ConnectionString names a table "
                + "storage, and that no other program answers at its address.");
            return 1;
        }
        catch (Exception inaccessible) when (inaccessible is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{inaccessible.Message} Choose a folder for the host's files with --data.");
            return 1;
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
    }

    private static bool IsMendable(Exception exception) => exception
        is DemoException
        or GateConfigurationException
        or StorageUnavailableException
        or FormatException
        or EngineLeaseException;
}
