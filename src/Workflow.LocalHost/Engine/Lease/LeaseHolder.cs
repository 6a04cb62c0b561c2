using System.Diagnostics;
using Azure.Data.Tables;

namespace Workflow.LocalHost.Engine.Lease;

/// <summary>One run of the engine in one process.</summary>
/// <param name="StartedAt">When the process started: process ids are used again.</param>
internal sealed record LeaseHolder(Guid RunId, string Machine, int ProcessId, DateTimeOffset StartedAt)
{
    public static LeaseHolder ThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        return new(Guid.NewGuid(), Environment.MachineName, process.Id, process.StartTime.ToUniversalTime());
    }

    public static LeaseHolder Read(TableEntity row) =>
        new(row.GetGuid("RunId")!.Value, row.GetString("Machine"), row.GetInt32("ProcessId")!.Value,
            row.GetDateTimeOffset("Started")!.Value);

    public void Write(TableEntity row)
    {
        row["RunId"] = RunId;
        row["Machine"] = Machine;
        row["ProcessId"] = ProcessId;
        row["Started"] = StartedAt;
    }

    /// <summary>Whether the process ran on this machine and has ended.</summary>
    public bool IsKnownToBeDead()
    {
        if (Machine != Environment.MachineName)
        {
            return false;
        }

        try
        {
            // The start time is read from a clock with ticks of up to 10 ms.
            using var process = Process.GetProcessById(ProcessId);
            return (process.StartTime.ToUniversalTime() - StartedAt).Duration() > TimeSpan.FromSeconds(2);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return true;
        }
    }

    public override string ToString() => $"process {ProcessId} on machine {Machine}";
}
