using System.ComponentModel.DataAnnotations;

namespace Workflow.Adapters.Documents.Gate;

/// <summary>How much is read to judge the risk of a deployment; section <c>Risk</c>. What is left out is a finding.</summary>
public sealed class RiskAnalysisOptions
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>
    /// The largest document that is fetched from a URL, in bytes; it is kept in a temporary file while it is read. 1 MiB to 2 GiB;
    /// default 256 MiB.
    /// </summary>
    [Range(Mebibyte, 2048 * Mebibyte)]
    public long MaxDocumentBytes { get; set; } = 256 * Mebibyte;

    /// <summary>The largest document that is read from a repository, in bytes. 1 MiB to 100 MiB; default 64 MiB.</summary>
    [Range(Mebibyte, 100 * Mebibyte)]
    public long MaxRepositoryDocumentBytes { get; set; } = 64 * Mebibyte;

    /// <summary>The largest changed file that is read, in bytes, before and after the change. 64 KiB to 16 MiB; default 4 MiB.</summary>
    [Range(64 * 1024, 16 * Mebibyte)]
    public long MaxFileBytes { get; set; } = 4 * Mebibyte;

    /// <summary>
    /// The most changed files that are read, those with SQL first. Each takes two calls of the GitHub API. 0 to 2,000; default 100.
    /// </summary>
    [Range(0, 2_000)]
    public int MaxFiles { get; set; } = 100;

    /// <summary>How long the fetching of one document may take. 1 second to 10 minutes; default 3 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan DownloadTimeout { get; set; } = TimeSpan.FromMinutes(3);
}
