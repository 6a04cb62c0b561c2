using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Workflow.Api.Routing;
using Workflow.Core;
using Workflow.Core.Reviews;

namespace Workflow.Api.Decisions;

/// <summary>What the form of the decision page sends.</summary>
/// <param name="Head">The head commit that the page showed.</param>
/// <param name="Kind">Null where it only opens evidence.</param>
/// <param name="Opens">The evidence to open; null where a decision is sent.</param>
internal sealed record DecisionForm(
    string Head, DecisionKind? Kind, EvidenceKinds? Opens, string Comment, IReadOnlyList<string> Ticked)
{
    public const string MediaType = "application/x-www-form-urlencoded";

    public const string HeadField = "head";
    public const string ActionField = "action";
    public const string CommentField = "comment";
    public const string TickedField = "ticked";
    public const string Approve = "approve";
    public const string Reject = "reject";

    private const string OpenPrefix = "open-";
    private const int MaxBytes = 64 * 1024;

    /// <summary>What a page shows before anything was entered.</summary>
    public static DecisionForm Empty { get; } = new("", null, null, "", []);

    /// <summary>The value of the button that opens evidence.</summary>
    public static string Open(EvidenceKinds kind) => OpenPrefix + Words.Token(kind);

    /// <returns>The form, or why it cannot be used.</returns>
    public static async Task<(DecisionForm? Form, GateProblem? Problem)> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (await RequestBody.ReadAsync(context.Request, MaxBytes, cancellationToken) is not { } bytes)
        {
            return (null, GateProblem.TooLarge(MaxBytes));
        }

        Dictionary<string, StringValues> fields;
        try
        {
            fields = new FormReader(Encoding.UTF8.GetString(bytes.Span)).ReadForm();
        }
        catch (InvalidDataException exception)
        {
            return (null, GateProblem.BadParameter($"The form cannot be read: {exception.Message}"));
        }

        var action = Field(fields, ActionField);
        DecisionKind? kind = action switch
        {
            Approve => DecisionKind.Approve,
            Reject => DecisionKind.Reject,
            _ => null,
        };
        EvidenceKinds? opens = Enum.GetValues<EvidenceKinds>()
            .Where(one => one is not EvidenceKinds.None && action == Open(one))
            .Cast<EvidenceKinds?>()
            .SingleOrDefault();
        if (kind is null && opens is null)
        {
            var problem = $"The form's '{ActionField}' must be {Approve}, {Reject} or {OpenPrefix} with evidence.";
            return (null, GateProblem.BadParameter(problem));
        }

        string[] ticked = [.. fields.GetValueOrDefault(TickedField).OfType<string>()];
        return (new DecisionForm(Field(fields, HeadField), kind, opens, Field(fields, CommentField), ticked), null);
    }

    private static string Field(Dictionary<string, StringValues> fields, string name) => fields.GetValueOrDefault(name).ToString();
}
