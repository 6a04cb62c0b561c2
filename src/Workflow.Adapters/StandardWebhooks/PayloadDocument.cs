using System.Text.Json;
using System.Text.Unicode;

namespace Workflow.Adapters.StandardWebhooks;

/// <summary>The body of a signed message: one JSON object, read strictly, and everything that is wrong with it reported at once.</summary>
internal static class PayloadDocument
{
    /// <param name="read">Reads the root; whatever it notes is among the problems.</param>
    /// <returns>What is wrong, a sentence each.</returns>
    public static IReadOnlyList<string> Read(ReadOnlyMemory<byte> body, Action<PayloadObject> read)
    {
        if (!Utf8.IsValid(body.Span))
        {
            return ["The body is no UTF-8 text."];
        }

        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
            {
                return ["$: must be an object."];
            }

            List<string> problems = [];
            read(new PayloadObject(document.RootElement, "$", problems));
            return problems;
        }
        catch (JsonException problem)
        {
            return [Describe(problem)];
        }
        catch (InvalidOperationException)
        {
            return ["The body escapes half of a surrogate pair, which is no text."];
        }
    }

    private static string Describe(JsonException problem)
    {
        var reason = problem.Message.Split([" Path:", " LineNumber:"], StringSplitOptions.None)[0];
        return problem.LineNumber is { } line && problem.BytePositionInLine is { } position
            ? $"The body is no JSON at line {line + 1}, column {position + 1}: {reason}"
            : $"The body is no JSON: {reason}";
    }
}
