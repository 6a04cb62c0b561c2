using System.Text;
using System.Text.Json;
using Workflow.Core.Deployments;
using Workflow.Core.Provenance;

namespace Workflow.Cli.Detection;

/// <summary>
/// Reads the JSON object of one commit. Fields that it does not know are passed over; of two with one name the last counts.
/// </summary>
internal static class CommitLine
{
    private const string Wanted = "Write one object a line with sha, authorName, authorEmail, committerName, committerEmail and message.";

    /// <summary>The fields that are texts: those that must be there first.</summary>
    private static readonly string[] Names =
        ["sha", "message", "authorName", "authorEmail", "committerName", "committerEmail", "branch", "pullRequestBody"];

    private static readonly byte[][] Utf8Names = [.. Names.Select(Encoding.UTF8.GetBytes)];

    /// <summary>How many of <see cref="Names"/> must be there.</summary>
    private const int Required = 6;

    /// <summary>How many of <see cref="Names"/> must be there and hold a text; null will do for the others.</summary>
    private const int RequiredTexts = 2;

    /// <exception cref="FormatException">It is no such object; the message says what is wrong and how to mend it.</exception>
    public static CommitToJudge Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return ReadObject(line);
        }
        catch (JsonException wrong)
        {
            throw new FormatException(
                $"this is not valid JSON at byte {wrong.BytePositionInLine + 1}. {Wanted} A line break in a message is written as \\n.",
                wrong);
        }
    }

    private static CommitToJudge ReadObject(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            throw new FormatException($"this is {Describe(reader.TokenType)}, and no object. {Wanted}");
        }

        var texts = new string?[Names.Length];
        IReadOnlyList<string> labels = [];
        var given = 0;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var field = FieldOf(in reader);
            var isLabels = field < 0 && reader.ValueTextEquals("labels"u8);
            reader.Read();
            if (field >= 0)
            {
                texts[field] = ReadText(in reader, Names[field]);
                given |= 1 << field;
            }
            else if (isLabels)
            {
                labels = ReadLabels(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        // There must be nothing behind the object.
        reader.Read();
        Check(texts, given);
        return new CommitToJudge(
            new Commit(texts[0]!, new ActorIdentity(texts[2], texts[3]), new ActorIdentity(texts[4], texts[5]), texts[1]!),
            new CommitContext(texts[6], labels, texts[7]));
    }

    private static void Check(string?[] texts, int given)
    {
        for (var field = 0; field < Required; field++)
        {
            if ((given & (1 << field)) == 0)
            {
                throw new FormatException($"{Names[field]} is missing. {Wanted}");
            }

            if (field < RequiredTexts && texts[field] is null)
            {
                throw new FormatException($"{Names[field]} is null. Write it as a text in quotation marks.");
            }
        }

        if (string.IsNullOrWhiteSpace(texts[0]))
        {
            throw new FormatException("sha is empty. Write the id of the commit.");
        }
    }

    private static int FieldOf(in Utf8JsonReader reader)
    {
        for (var field = 0; field < Utf8Names.Length; field++)
        {
            if (reader.ValueTextEquals(Utf8Names[field]))
            {
                return field;
            }
        }

        return -1;
    }

    private static string? ReadText(in Utf8JsonReader reader, string name) => reader.TokenType switch
    {
        JsonTokenType.String => LenientJson.Text(in reader),
        JsonTokenType.Null => null,
        var other => throw new FormatException($"{name} is {Describe(other)}. Write it as a text in quotation marks."),
    };

    private static List<string> ReadLabels(ref Utf8JsonReader reader)
    {
        List<string> labels = [];
        if (reader.TokenType is JsonTokenType.Null)
        {
            return labels;
        }

        if (reader.TokenType is not JsonTokenType.StartArray)
        {
            throw new FormatException($"labels is {Describe(reader.TokenType)}. Write an array of texts, such as [\"ai\"].");
        }

        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            if (ReadText(in reader, "a label") is { } label)
            {
                labels.Add(label);
            }
        }

        return labels;
    }

    private static string Describe(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "true or false",
    };
}
