using System.IO.Enumeration;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Graph;

/// <summary>Makes a person of an account: level from groups, else from the job title, else junior; roles from groups.</summary>
internal static class PersonRules
{
    /// <param name="groups">The configured groups that the account is in.</param>
    /// <param name="noted">What the file of people has about them; null for nothing.</param>
    /// <param name="delegateId">The object id of who stands in for them by that file; null for nobody.</param>
    /// <returns>
    /// For a disabled account or a guest a junior without roles and object id, who can be told apart and whose managers are known, and who
    /// is never asked nor accepted as a reviewer.
    /// </returns>
    public static Person Describe(GraphOptions options, GraphAccount account, IEnumerable<string> groups, Person? noted, string? delegateId = null)
    {
        HashSet<string> memberOf = account.IsActiveMember ? new(groups, StringComparer.OrdinalIgnoreCase) : [];
        return new Person(
            account.Id,
            account.Name,
            account.IsActiveMember ? LevelOf(options, memberOf, account.Title) : Level.Junior,
            account.IsActiveMember ? account.Id : null)
        {
            Emails = Join(account.Emails, noted?.Emails),
            Logins = Join(account.Logins, noted?.Logins),
            Roles = [.. options.RoleGroups.Where(one => memberOf.Contains(one.Group)).Select(one => one.Role.Trim()).Distinct()],
            ManagerId = account.ManagerId,
            Team = account.Department,
            Language = account.Language ?? noted?.Language,
            Hours = noted?.Hours,
            Absences = noted?.Absences ?? [],
            DelegateId = delegateId,
            IsSuspended = noted?.IsSuspended is true,
        };
    }

    public static Level LevelOf(GraphOptions options, IReadOnlySet<string> groups, string? title)
    {
        var byGroup = options.LevelGroups.Where(one => groups.Contains(one.Group)).Max(one => one.Level);
        var byTitle = options.TitleLevels.FirstOrDefault(one => FileSystemName.MatchesSimpleExpression(one.Title, title?.Trim() ?? ""));
        return byGroup ?? byTitle?.Level ?? Level.Junior;
    }

    private static IReadOnlyList<string> Join(IReadOnlyList<string> own, IReadOnlyList<string>? noted) =>
        noted is null ? own : [.. own.Concat(noted).Distinct(StringComparer.OrdinalIgnoreCase)];
}
