using System.Globalization;
using System.Text.Json;
using Workflow.LocalHost.Demo.Gates;

namespace Workflow.Tests.Functions;

/// <summary>Holds the settings of the Functions host to what the gate needs of them.</summary>
public sealed class HostSettingsTests
{
    /// <summary>How long before its end a message's invisibility is renewed (Azure/durabletask, TaskActivityDispatcher.cs).</summary>
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("controlQueueVisibilityTimeout")]
    [InlineData("workItemQueueVisibilityTimeout")]
    public void What_A_Killed_Host_Was_Doing_Is_Taken_Up_Before_A_Demo_Gives_Up(string setting)
    {
        var timeout = TimeSpan.Parse(Storage().GetProperty(setting).GetString()!, CultureInfo.InvariantCulture);

        Assert.InRange(timeout, Renewal + TimeSpan.FromSeconds(15), TargetWords.StandstillLimit - TimeSpan.FromSeconds(30));
    }

    private static JsonElement Storage()
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")));
        return settings.RootElement.GetProperty("extensions").GetProperty("durableTask").GetProperty("storageProvider").Clone();
    }
}
