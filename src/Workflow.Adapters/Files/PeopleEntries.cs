using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Files;

/// <summary>One of the <c>people</c>, with where its parts stand.</summary>
internal sealed record PersonEntry(YamlNode Node, Person Person, IReadOnlyList<PlacedKey> Keys, YamlNode? Manager, YamlNode? Delegate)
{
    /// <summary>Stands for the managers of those who were asked, so nobody can have it as a role.</summary>
    private const string ManagerRole = "manager";

    private static readonly string[] Allowed =
    [
        "id", "name", "level", "objectId", "emails", "logins", "roles", "manager", "team", "language", "hours", "away", "delegate",
        "suspended",
    ];

    public static PersonEntry? Read(YamlNode node, ValueReader values)
    {
        if (MappingReader.Open(node, "a person", Allowed, values.Problems) is not { } entry)
        {
            return null;
        }

        var id = entry.Required("id") is { } idNode ? values.Text(idNode, "id") : null;
        var name = entry.Required("name") is { } nameNode ? values.Text(nameNode, "name") : null;
        var level = entry.Optional("level") is { } levelNode ? values.Choice<Level>(levelNode, "level") : null;
        var objectId = PlacedKey.ReadObjectId(entry.Optional("objectId"), values);
        var emails = PlacedKey.ReadEmails(entry.Optional("emails"), values);
        var logins = PlacedKey.ReadLogins(entry.Optional("logins"), values);
        var roles = entry.Optional("roles") is { } roleNodes
            ? values.Items(roleNodes, "roles").Select(item => ReadRole(item, values)).OfType<string>().ToList()
            : [];
        var manager = entry.Optional("manager");
        var managerId = manager is null ? null : values.Text(manager, "manager");
        var team = entry.Optional("team") is { } teamNode ? values.Text(teamNode, "team") : null;
        var standIn = entry.Optional("delegate");
        var delegateId = standIn is null ? null : values.Text(standIn, "delegate");
        if (id is null || name is null)
        {
            return null;
        }

        var person = new Person(id, name, level ?? Level.Junior, objectId?.Text)
        {
            Emails = [.. emails.Select(email => email.Text)],
            Logins = [.. logins.Select(login => login.Text)],
            Roles = roles,
            ManagerId = managerId,
            Team = team,
            Language = entry.Optional("language") is { } language ? AvailabilityReader.ReadLanguage(language, values) : null,
            Hours = entry.Optional("hours") is { } hours ? AvailabilityReader.ReadHours(hours, values) : null,
            Absences = entry.Optional("away") is { } away ? AvailabilityReader.ReadAbsences(away, values) : [],
            DelegateId = delegateId,
            IsSuspended = entry.Optional("suspended") is { } suspended && values.Flag(suspended, "suspended") is true,
        };
        return new PersonEntry(node, person, [.. objectId is null ? [] : new[] { objectId }, .. emails, .. logins], manager, standIn);
    }

    private static string? ReadRole(YamlNode node, ValueReader values)
    {
        var role = values.Text(node, "a role");
        if (!ManagerRole.Equals(role, StringComparison.OrdinalIgnoreCase))
        {
            return role;
        }

        values.Problems.Add(
            node, "'manager' is no role to give: it stands for the managers of those who were asked; name the person's 'manager'");
        return null;
    }
}

/// <summary>One of the <c>agents</c>: what it is known by, and the people who set it to work.</summary>
internal sealed record AgentEntry(IReadOnlyList<PlacedKey> Keys, IReadOnlyList<string> Operators)
{
    public static AgentEntry? Read(YamlNode node, IReadOnlyDictionary<string, PersonEntry> people, ValueReader values)
    {
        if (MappingReader.Open(node, "an agent", ["emails", "logins", "operators"], values.Problems) is not { } entry)
        {
            return null;
        }

        var (emailNode, loginNode) = (entry.Optional("emails"), entry.Optional("logins"));
        if (emailNode is null && loginNode is null)
        {
            values.Problems.Add(node, "an agent needs 'emails' or 'logins' to be recognized by");
        }

        var keys = PlacedKey.ReadEmails(emailNode, values).Concat(PlacedKey.ReadLogins(loginNode, values));
        var operators = entry.Required("operators") is { } operatorNode
            ? values.Items(operatorNode, "operators").Select(item => PeopleRules.ReadPersonId(item, "operator", people, values))
            : [];
        return new AgentEntry([.. keys], [.. operators.OfType<string>()]);
    }
}

/// <summary>An identifier with its place in the file and the comparable keys that it stands for.</summary>
internal sealed record PlacedKey(YamlNode Node, string Text, ActorIdentity Identity)
{
    /// <summary>The first of the identity's keys: for a private GitHub address that of the address itself.</summary>
    public string Key => Identity.Keys().First();

    public static PlacedKey? ReadObjectId(YamlNode? node, ValueReader values)
    {
        if (node is null || values.Text(node, "objectId") is not { } text)
        {
            return null;
        }

        if (Guid.TryParseExact(text, "D", out var id) && id != Guid.Empty)
        {
            return new PlacedKey(node, text.ToLowerInvariant(), new ActorIdentity(ObjectId: text));
        }

        values.Problems.Add(node, $"objectId must be a GUID such as 3f2504e0-4f89-11d3-9a0c-0305e82c3301, not '{text}'");
        return null;
    }

    public static IReadOnlyList<PlacedKey> ReadEmails(YamlNode? node, ValueReader values) => Read(
        node, "emails", EmailAddress.What, EmailAddress.IsValid, text => new ActorIdentity(Email: text), values);

    public static IReadOnlyList<PlacedKey> ReadLogins(YamlNode? node, ValueReader values) => Read(
        node, "logins", "an account with its host such as github:octocat", IsLogin, text => new ActorIdentity(Login: text), values);

    private static List<PlacedKey> Read(
        YamlNode? node, string key, string what, Predicate<string> isValid, Func<string, ActorIdentity> identify, ValueReader values)
    {
        List<PlacedKey> keys = [];
        foreach (var item in node is null ? [] : values.Items(node, key))
        {
            if (values.Text(item, what) is not { } text)
            {
                continue;
            }

            if (isValid(text))
            {
                keys.Add(new PlacedKey(item, text, identify(text)));
            }
            else
            {
                values.Problems.Add(item, $"'{text}' is not {what}");
            }
        }

        return keys;
    }

    private static bool IsLogin(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < text.Length - 1 && !text.Any(char.IsWhiteSpace);
    }
}
