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

    /// <summary>
    /// The service catalogue: a <c>services.yaml</c>, a file of Backstage entities, or a folder that is searched for
    /// <c>catalog-info.yaml</c>, at most eight folders deep. Default none: then nothing is known of what a change reaches.
    /// </summary>
    public string? Services { get; set; }

    /// <summary>
    /// The label or annotation of Backstage entities that tells their tier, also with something before its slash, and the beginning of
    /// tags that do. Default <c>tier</c>, which finds <c>tier: "1"</c>, <c>example.com/tier: tier-1</c> and the tag <c>tier-1</c>.
    /// </summary>
    [Required]
    public string ServiceTierKey { get; set; } = "tier";

    /// <summary>How old the knowledge of a file's content may become, in time. 0 s to 1 h, default 3 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromSeconds(3);
}
