using System.ComponentModel.DataAnnotations;

namespace Workflow.LocalHost.Local.Teams;

/// <summary>The stand-in for Teams on one machine. Validated on start.</summary>
public sealed class LocalTeamsOptions
{
    /// <summary>Where this host listens: absolute, on this machine, ending with '/'. Default <c>http://127.0.0.1:7071/</c>.</summary>
    [Required]
    public Uri BaseUrl { get; set; } = new("http://127.0.0.1:7071/");

    /// <summary>Where the gate answers that decisions are brought to; null for <see cref="BaseUrl"/>. Default null.</summary>
    public Uri? GateUrl { get; set; }

    /// <summary>The secret that the gate's bot proves itself with. Default: a new one for each process.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The RSA key that tokens are signed with, as PKCS#8 PEM. Default: a new one for each process.</summary>
    public string? SigningKey { get; set; }

    /// <summary>Folder for the renderer package, made where it is missing. Default <c>.local</c>.</summary>
    [Required]
    public string DataFolder { get; set; } = ".local";

    /// <summary>Begins the table's name: 1 to 40 letters and digits, beginning with a letter. Default <c>Gate</c>.</summary>
    [RegularExpression("^[A-Za-z][A-Za-z0-9]{0,39}$")]
    public string TablePrefix { get; set; } = "Gate";

    /// <summary>
    /// Where Microsoft's Agents Playground listens: absolute, on this machine, ending with '/'. Cards then go there and not to the inbox,
    /// and what comes from this machine without a token is believed, because the Playground sends none. Default null: the inbox.
    /// </summary>
    public Uri? Playground { get; set; }

    /// <summary>The npm program that fetches the renderer package. Default <c>npm</c>.</summary>
    [Required]
    public string Npm { get; set; } = "npm";
}
