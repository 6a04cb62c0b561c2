using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workflow.Core.Deployments;

/// <summary>
/// Names one deployment request for good: the orchestration instance, the review and the audit trail carry it. The same request,
/// however often it is delivered, has the same id.
/// </summary>
[JsonConverter(typeof(DeploymentIdJsonConverter))]
public sealed record DeploymentId
{
    /// <summary>The longest id, in characters: the limit that Durable Task sets for instance ids.</summary>
    public const int MaxLength = 100;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    private DeploymentId(string value) => Value = value;

    public string Value { get; }

    /// <summary>Accepts 1 to 100 letters, digits, '-', '_' and '.', beginning with a letter or digit.</summary>
    public static bool TryParse([NotNullWhen(true)] string? value, [NotNullWhen(true)] out DeploymentId? id)
    {
        var valid = value is { Length: > 0 and <= MaxLength }
            && char.IsAsciiLetterOrDigit(value[0])
            && !value.AsSpan().ContainsAnyExcept(Allowed);
        id = valid ? new DeploymentId(value!) : null;
        return valid;
    }

    /// <exception cref="FormatException">The value is no deployment id.</exception>
    public static DeploymentId Parse(string value) =>
        TryParse(value, out var id)
            ? id
            : throw new FormatException(
                $"'{value}' is no deployment id: use 1 to {MaxLength} letters, digits, '-', '_' or '.', beginning with a letter or digit.");

    public override string ToString() => Value;

    private sealed class DeploymentIdJsonConverter : JsonConverter<DeploymentId>
    {
        public override DeploymentId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var id) ? id : throw new JsonException("not a deployment id");

        public override void Write(Utf8JsonWriter writer, DeploymentId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}
