using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workflow.IntegrationTests.Graph;

/// <summary>The users and groups of the fake, and which queries about them Graph would answer.</summary>
internal sealed partial class FakeTenant
{
    private const int MaxTop = 999;

    private static readonly string[] Properties =
    [
        "id", "displayName", "userPrincipalName", "mail", "proxyAddresses", "jobTitle", "department", "accountEnabled", "userType",
        "onPremisesExtensionAttributes", "preferredLanguage",
    ];

    private static readonly string[] MailboxProperties =
        ["timeZone", "workingHours", "automaticRepliesSetting", "language", "dateFormat", "timeFormat", "userPurpose"];

    private readonly Dictionary<string, JsonObject> users = [];
    private readonly Dictionary<string, string> managers = [];
    private readonly Dictionary<string, List<string>> groups = [];
    private readonly Dictionary<string, JsonObject> mailboxes = [];
    private readonly Dictionary<string, JsonObject> presences = [];
    private readonly Dictionary<string, byte[]> photos = [];

    public string Root { get; set; } = "";

    /// <summary>How many members a page has at most.</summary>
    public int PageSize { get; set; } = MaxTop;

    public static object Error(string code) => new { error = new { code, message = "Refused by the fake." } };

    /// <summary>The id of the n-th user or group.</summary>
    public static string Id(int number) => $"00000000-0000-4000-8000-{number:000000000000}";

    /// <summary>A user with an address by the name; what a test changes about it is given as properties.</summary>
    public string Add(int number, string name, int? manager = null, params (string Property, JsonNode? Value)[] properties)
    {
        var address = $"{name.ToLowerInvariant()}@example.com";
        var user = new JsonObject
        {
            ["id"] = Id(number),
            ["displayName"] = name,
            ["userPrincipalName"] = address,
            ["mail"] = address,
            ["accountEnabled"] = true,
            ["userType"] = "Member",
        };
        foreach (var (property, value) in properties)
        {
            user[property] = value;
        }

        users[Id(number)] = user;
        if (manager is { } boss)
        {
            managers[Id(number)] = Id(boss);
        }

        return Id(number);
    }

    public bool Has(string id) => users.ContainsKey(id);

    /// <summary>Settings of the mailbox of the n-th user; who has none has no mailbox.</summary>
    public void SetMailbox(int number, JsonObject settings) => mailboxes[Id(number)] = settings;

    public void SetPhoto(int number, byte[] content) => photos[Id(number)] = content;

    public byte[]? PhotoOf(string id) => photos.GetValueOrDefault(id);

    public void SetPresence(int number, string availability, string? activity = null) => presences[Id(number)] = new()
    {
        ["id"] = Id(number),
        ["availability"] = availability,
        ["activity"] = activity ?? availability,
    };

    /// <returns>Null for nobody of the tenant, whom Graph leaves out.</returns>
    public JsonObject? PresenceOf(string id) => presences.GetValueOrDefault(id)
        ?? (users.ContainsKey(id) ? new() { ["id"] = id, ["availability"] = "PresenceUnknown", ["activity"] = "PresenceUnknown" } : null);

    public static JsonObject Attribute(int number, string value) => new() { [$"extensionAttribute{number}"] = value };

    public string AddGroup(int number, params int[] members)
    {
        groups[Id(number)] = [.. members.Select(Id)];
        return Id(number);
    }

    public (int Status, object Body) Answer(string path, Dictionary<string, string> query, string? consistency)
    {
        var parts = path.Split('/');
        var known = parts is ["users", _, "mailboxSettings"] ? MailboxProperties : Properties;
        if (!query.TryGetValue("$select", out var select) || select.Split(',').Except(known).Any())
        {
            return (400, Error("Request_BadRequest"));
        }

        var isAdvanced = consistency == "eventual" && query.GetValueOrDefault("$count") == "true";
        return parts switch
        {
            ["users"] when isAdvanced && query.TryGetValue("$filter", out var filter) => Filter(filter, select),
            ["users"] => (400, Error("Request_UnsupportedQuery")),
            ["users", var id] => users.TryGetValue(id, out var user) ? (200, Project(user, select)) : NotFound(),
            ["users", var id, "mailboxSettings"] => mailboxes.TryGetValue(id, out var settings)
                ? (200, Project(settings, select))
                : (404, Error("MailboxNotEnabledForRESTAPI")),
            ["users", var id, "manager"] => managers.TryGetValue(id, out var manager) && users.TryGetValue(manager, out var boss)
                ? (200, Project(boss, select))
                : NotFound(),
            ["groups", var id, "transitiveMembers", "graph.user"] when isAdvanced => groups.TryGetValue(id, out var members)
                ? (200, Page(path, members, query, select))
                : NotFound(),
            ["groups", ..] => (400, Error("Request_UnsupportedQuery")),
            _ => (400, Error("BadRequest")),
        };
    }

    private static (int Status, object Body) NotFound() => (404, Error("Request_ResourceNotFound"));

    private JsonObject Page(string path, List<string> members, Dictionary<string, string> query, string select)
    {
        var top = int.Parse(query["$top"], null);
        Assert.InRange(top, 1, MaxTop);
        var from = int.Parse(query.GetValueOrDefault("$skiptoken", "0"), null);
        var page = new JsonObject { ["@odata.count"] = members.Count };
        var size = Math.Min(top, PageSize);
        if (members.Count > from + size)
        {
            page["@odata.nextLink"] = $"{Root}/{path}?$count=true&$select={select}&$top={top}&$skiptoken={from + size}";
        }

        page["value"] = new JsonArray([.. members.Skip(from).Take(size).Select(id => Project(users[id], select))]);
        return page;
    }

    private (int Status, object Body) Filter(string filter, string select)
    {
        Func<JsonObject, bool>? matches = null;
        if (AttributeFilter.Match(filter) is { Success: true } byAttribute)
        {
            var value = Unquote(byAttribute.Groups["value"].Value);
            matches = user => Same(user["onPremisesExtensionAttributes"]?[byAttribute.Groups["name"].Value], value);
        }
        else if (AddressFilter.Match(filter) is { Success: true } byAddress)
        {
            var value = Unquote(byAddress.Groups["value"].Value);
            matches = user => Same(user["mail"], value) || Same(user["userPrincipalName"], value)
                || (user["proxyAddresses"]?.AsArray() ?? []).Any(one => Same(one, $"smtp:{value}"));
        }

        return matches is null
            ? (400, Error("Request_UnsupportedQuery"))
            : (200, new JsonObject { ["value"] = new JsonArray([.. users.Values.Where(matches).Select(user => Project(user, select))]) });
    }

    private static bool Same(JsonNode? one, string value) => value.Equals(one?.GetValue<string>(), StringComparison.OrdinalIgnoreCase);

    private static string Unquote(string text) => text.Replace("''", "'", StringComparison.Ordinal);

    private static JsonObject Project(JsonObject user, string select)
    {
        var selected = new JsonObject();
        foreach (var property in select.Split(','))
        {
            selected[property] = user[property]?.DeepClone();
        }

        return selected;
    }

    [GeneratedRegex("^onPremisesExtensionAttributes/(?<name>extensionAttribute([1-9]|1[0-5])) eq '(?<value>([^']|'')+)'$")]
    private static partial Regex AttributeFilter { get; }

    [GeneratedRegex("^mail eq '(?<value>([^']|'')+)' or userPrincipalName eq '\\k<value>' "
        + "or proxyAddresses/any\\((?<name>\\w+):\\k<name> eq 'smtp:\\k<value>'\\)$")]
    private static partial Regex AddressFilter { get; }
}
