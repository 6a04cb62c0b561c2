using Workflow.Core.Reviews;

namespace Workflow.Adapters.Teams.Inbound;

/// <summary>In which language a reviewer's card answers a pressed button.</summary>
internal static class ReaderLanguage
{
    /// <param name="language">As a BCP 47 tag; null for English.</param>
    public static AskedReviewer In(this AskedReviewer asked, string? language) =>
        asked with { Person = asked.Person with { Language = language } };
}
