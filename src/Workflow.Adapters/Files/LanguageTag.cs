using System.Text.RegularExpressions;

namespace Workflow.Adapters.Files;

/// <summary>Tags of languages as BCP 47 writes them, such as <c>de-AT</c> and <c>zh-Hant</c>.</summary>
internal static partial class LanguageTag
{
    /// <summary>Whether a text has the form of a tag; nobody need speak the language.</summary>
    public static bool IsValid(string text) => Form.IsMatch(text);

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$")]
    private static partial Regex Form { get; }
}
