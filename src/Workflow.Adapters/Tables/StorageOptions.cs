using System.ComponentModel.DataAnnotations;
using Azure.Data.Tables;
using Azure.Identity;

namespace Workflow.Adapters.Tables;

/// <summary>The Azure Tables account that keeps reviews, audit trails and deliveries: one of the two addresses is required.</summary>
public sealed class StorageOptions : IValidatableObject
{
    /// <summary>A connection string with its key: Azurite, or an account that allows keys. A secret.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// The account's table endpoint, such as <c>https://NAME.table.core.windows.net</c>, used with the host's own identity.
    /// </summary>
    public Uri? TableServiceUri { get; set; }

    /// <summary>
    /// Put before every table's name, so that gates can share an account. 0 to 40 letters and digits, a letter first; default empty.
    /// </summary>
    [RegularExpression(
        "^([A-Za-z][A-Za-z0-9]{0,39})?$", ErrorMessage = "Storage:TablePrefix must be 0 to 40 letters and digits, a letter first.")]
    public string TablePrefix { get; set; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrWhiteSpace(ConnectionString) == (TableServiceUri is null))
        {
            yield return new ValidationResult(
                "Set either Storage:ConnectionString or Storage:TableServiceUri: one names the account, both would contradict.",
                [nameof(ConnectionString), nameof(TableServiceUri)]);
        }

        if (TableServiceUri is { IsAbsoluteUri: false } or { Scheme: not "https" })
        {
            yield return new ValidationResult(
                "Storage:TableServiceUri must be an absolute https URL: the identity's token goes with every call.",
                [nameof(TableServiceUri)]);
        }
    }

    internal TableServiceClient CreateClient() => TableServiceUri is null
        ? new TableServiceClient(ConnectionString)
        : new TableServiceClient(TableServiceUri, new DefaultAzureCredential());
}
