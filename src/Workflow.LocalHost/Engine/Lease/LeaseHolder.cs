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

    /// <summary>Whether the process ran on this machine and has ended, as far as can be told without a doubt.</summary>
    public bool IsKnownToBeDead()
    {
        if (Machine != Environment.MachineName)
        {
            return false;
        }

        if (ProcessId == Environment.ProcessId)
        {
            // In a container every run has the same number. Start times are read from a clock with ticks of some milliseconds.
            return (ThisProcess().StartedAt - StartedAt).Duration() > TimeSpan.FromSeconds(2);
        }

        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    public override string ToString() => $"process {ProcessId} on machine {Machine}";
}
