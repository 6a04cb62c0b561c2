using System.ComponentModel.DataAnnotations;

namespace Workflow.Api;

/// <summary>Settings of the HTTP surface: section <see cref="Section"/>.</summary>
public sealed class GateApiOptions : IValidatableObject
{
    public const string Section = "Api";

    /// <summary>How long a request may take before it is answered with 503. 1 to 100 seconds; default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:40")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The absolute http or https URL, without path, under which people reach the console. Links in answers begin with it. Default:
    /// none, and links begin with the host that the request named.
    /// </summary>
    public Uri? PublicUrl { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PublicUrl is { } url && !(url.IsAbsoluteUri && url.Scheme is "http" or "https" && url.PathAndQuery is "/"))
        {
            yield return new ValidationResult(
                $"{Section}:{nameof(PublicUrl)} is '{url}'; give an absolute http or https URL without path, "
                + "such as https://gate.example.com.",
                [nameof(PublicUrl)]);
        }
    }
}
