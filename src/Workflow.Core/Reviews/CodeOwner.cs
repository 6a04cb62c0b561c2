namespace Workflow.Core.Reviews;

/// <summary>Who is meant by the owners that a CODEOWNERS file names: <c>@user</c>, <c>@org/team</c> or an e-mail address.</summary>
public static class CodeOwner
{
    /// <summary>
    /// Whether a person is one of the owners: by GitHub login, by address, or by a team or a role with the slug of the team.
    /// </summary>
    public static bool IsAmong(IReadOnlyList<string> owners, Person person) => owners.Any(owner => Is(owner, person));

    private static bool Is(string owner, Person person)
    {
        if (!owner.StartsWith('@'))
        {
            return person.Emails.Contains(owner, StringComparer.OrdinalIgnoreCase);
        }

        if (owner.IndexOf('/', StringComparison.Ordinal) is var slash and > 0)
        {
            var slug = owner[(slash + 1)..];
            return string.Equals(person.Team, slug, StringComparison.OrdinalIgnoreCase)
                || person.Roles.Contains(slug, StringComparer.OrdinalIgnoreCase);
        }

        return person.Logins.Contains($"github:{owner[1..]}", StringComparer.OrdinalIgnoreCase);
    }
}
