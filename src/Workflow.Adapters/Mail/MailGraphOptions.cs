using System.ComponentModel.DataAnnotations;

namespace Workflow.Adapters.Mail;

/// <summary>
/// A mailbox that the gate sends from through Microsoft Graph, with the application permission <c>Mail.Send</c>, which Exchange's RBAC for
/// Applications holds to this mailbox.
/// </summary>
public sealed class MailGraphOptions
{
    /// <summary>
    /// The mailbox's address or object id. Its address has to be that of Mail:From, unless it may send as another. Default none, which
    /// means no Graph.
    /// </summary>
    public string? Mailbox { get; set; }

    /// <summary>The Entra ID tenant. Required unless <see cref="UseManagedIdentity"/>.</summary>
    public string? TenantId { get; set; }

    /// <summary>The application's client id, or that of the user-assigned managed identity. Required with a mailbox.</summary>
    public string? ClientId { get; set; }

    /// <summary>The application's client secret. Required unless <see cref="UseManagedIdentity"/>; never logged.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Whether the gate sends as a user-assigned managed identity, with <see cref="ClientId"/>. Default false.</summary>
    public bool UseManagedIdentity { get; set; }

    /// <summary>
    /// Root of Microsoft Graph, https, or http on loopback, with <c>/v1.0</c> at its end. Default: the public cloud's.
    /// </summary>
    public Uri BaseUrl { get; set; } = new("https://graph.microsoft.com/v1.0");

    internal bool IsUsed => !string.IsNullOrEmpty(Mailbox);

    /// <summary>Where the mailbox's mails go.</summary>
    internal Uri SendMail => new($"{BaseUrl.AbsoluteUri.TrimEnd('/')}/users/{Uri.EscapeDataString(Mailbox!)}/sendMail");

    internal IEnumerable<ValidationResult> Validate()
    {
        if (!IsUsed)
        {
            yield break;
        }

        if (string.IsNullOrWhiteSpace(ClientId))
        {
            yield return Problem(nameof(ClientId), "is missing: give the application's, or the managed identity's.");
        }

        if (string.IsNullOrWhiteSpace(ClientSecret) != UseManagedIdentity)
        {
            yield return Problem(nameof(ClientSecret), "or Mail:Graph:UseManagedIdentity has to be set, and not both.");
        }

        if (!UseManagedIdentity && string.IsNullOrWhiteSpace(TenantId))
        {
            yield return Problem(nameof(TenantId), "is missing: with a client secret it must be the tenant's id or one of its domains.");
        }

        if (!BaseUrl.IsAbsoluteUri || !BaseUrl.AbsoluteUri.TrimEnd('/').EndsWith("/v1.0", StringComparison.Ordinal)
            || !(BaseUrl.Scheme == Uri.UriSchemeHttps || (BaseUrl.Scheme == Uri.UriSchemeHttp && BaseUrl.IsLoopback)))
        {
            yield return Problem(nameof(BaseUrl), "must be an https URL (http on this machine only) that ends with /v1.0.");
        }
    }

    private static ValidationResult Problem(string setting, string problem) => new($"Mail:Graph:{setting} {problem}", [$"Graph.{setting}"]);
}
