using Microsoft.Extensions.Options;

namespace Workflow.Orchestration.Scheduled;

/// <summary>How long is kept what nobody needs for a review any more; section <c>Retention</c>. Reviews and audit trails stay.</summary>
public sealed class RetentionOptions : IValidateOptions<RetentionOptions>
{
    public const string Section = "Retention";

    private const int Least = 7;
    private const int Most = 3650;

    /// <summary>
    /// How many days the history of an orchestration, and the documents that came with its request, outlive its end: 7 to 3650.
    /// Default 30. They serve to find out what went wrong.
    /// </summary>
    public int Histories { get; set; } = 30;

    public ValidateOptionsResult Validate(string? name, RetentionOptions options) =>
        options.Histories is >= Least and <= Most
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{Section}:{nameof(Histories)} is {options.Histories}; it must be a number of days from {Least} to {Most}.");
}
