using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Workflow.Adapters.Files;

namespace Workflow.Adapters;

/// <summary>Reads what an operator has to mend out of the failure of a host's start.</summary>
public static partial class StartDefects
{
    /// <returns>All of them, in plain words; empty where the failure is of another kind.</returns>
    public static IReadOnlyList<string> Of(Exception failure) => failure switch
    {
        OptionsValidationException options => [.. options.Failures.Select(InPlainWords)],
        FileProblemException files => [.. files.Problems.Select(problem => problem.ToString())],

        // What is thrown where several options are wrong.
        AggregateException several when several.InnerExceptions.All(one => Of(one).Count > 0) =>
            [.. several.InnerExceptions.SelectMany(Of)],
        _ => [],
    };

    private static string InPlainWords(string defect)
    {
        if (AnnotationDefect.Match(defect) is not { Success: true } found)
        {
            return defect;
        }

        var (section, text) = (found.Groups["section"].Value, found.Groups["text"].Value);
        return text.Contains($"{section}:", StringComparison.Ordinal) ? text : $"{section}: {text}";
    }

    /// <summary>
    /// What the validation by attributes writes around an attribute's own message; options are called like their section.
    /// </summary>
    [GeneratedRegex(
        "^DataAnnotation validation failed for '(?<section>\\w+)Options' members: '.*' with the error: '(?<text>.*)'\\.$",
        RegexOptions.Singleline)]
    private static partial Regex AnnotationDefect { get; }
}
