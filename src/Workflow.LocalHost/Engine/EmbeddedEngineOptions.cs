using System.ComponentModel.DataAnnotations;

namespace Workflow.LocalHost.Engine;

/// <summary>Where the embedded engine keeps its history and how much it does at once.</summary>
public sealed class EmbeddedEngineOptions
{
    /// <summary>The storage connection string. No default: must be set.</summary>
    [Required]
    public string ConnectionString { get; set; } = "";

    /// <summary>
    /// What the names of the engine's tables begin with: 1 to 40 letters and digits, a letter first. Default <c>Gate</c>.
    /// </summary>
    [Required]
    [RegularExpression("^[A-Za-z][A-Za-z0-9]{0,39}$")]
    public string TablePrefix { get; set; } = "Gate";

    /// <summary>How many activities run at the same time, 1 to 1000. Default 32.</summary>
    [Range(1, 1000)]
    public int MaxConcurrentActivities { get; set; } = 32;

    /// <summary>How many instances take their turn at the same time, 1 to 1000. Default 32.</summary>
    [Range(1, 1000)]
    public int MaxConcurrentTurns { get; set; } = 32;

    /// <summary>How long one run of an activity may take before it has failed, 1 s to 1 h. Default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ActivityTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a stop waits for running activities, 0 s to 5 min. Default 10 s. The host's own shutdown timeout bounds it too.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan DrainLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long the engine's hold on its tables outlives its last renewal, 3 s to 5 min. Default 15 s; renewed three times as often.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:03", "00:05:00")]
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(15);
}
