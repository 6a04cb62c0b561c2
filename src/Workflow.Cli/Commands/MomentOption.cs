using System.CommandLine.Parsing;
using System.Globalization;

namespace Workflow.Cli.Commands;

/// <summary>A moment on the command line: a day, which begins in UTC, or a time, which is UTC where it has no offset.</summary>
internal static class MomentOption
{
    public static DateTimeOffset Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        string[] formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK"];
        if (DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
        {
            return moment;
        }

        result.AddError($"'{text}' is not a moment such as 2026-12-24 or 2026-12-24T18:00+01:00.");
        return default;
    }
}
