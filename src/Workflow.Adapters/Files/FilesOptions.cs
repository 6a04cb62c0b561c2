using System.ComponentModel.DataAnnotations;

namespace Workflow.Adapters.Files;

/// <summary>Where the configuration files are. Relative paths are looked for in the current folder, then beside the program.</summary>
public sealed class FilesOptions
{
    /// <summary>The people directory. Default <c>people.yaml</c>.</summary>
    [Required]
    public string People { get; set; } = "people.yaml";

    /// <summary>The policy. Default <c>review-policy.yaml</c>.</summary>
    [Required]
    public string Policy { get; set; } = "review-policy.yaml";

    /// <summary>The friction controls. Default none, which means that there are no friction controls.</summary>
    public string? FrictionControls { get; set; }

    /// <summary>
    /// Signals of AI tools and programs of your own, in the form of the gate's <c>signals.yaml</c>. Default none, which means that
    /// those of the gate count alone.
    /// </summary>
    public string? Signals { get; set; }

    /// <summary>How old the knowledge of a file's content may become, in time. 0 s to 1 h, default 3 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromSeconds(3);
}
