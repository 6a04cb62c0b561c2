using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workflow.IntegrationTests.Infra.Scripts;

/// <summary>The answer of Microsoft Graph; a status from 400 is an error.</summary>
internal sealed record GraphAnswer(int Status, JsonNode? Body);

/// <summary>
/// The part of Microsoft Graph that the scripts use, as strict as the real one: what is there twice, or not there, is refused. Collections
/// come one element a page.
/// </summary>
internal sealed partial class FakeDirectory
{
    public const string Graph = "https://graph.microsoft.com/v1.0";
    public const string GraphAppId = "00000003-0000-0000-c000-000000000000";
    public const string GraphId = "10000000-0000-4000-8000-000000000001";

    /// <summary>One that Graph knows and that the gate's list does not have.</summary>
    private const string Unlisted = "Mail.Send";

    private readonly Dictionary<string, JsonArray> collections = [];
    private int ids = 100;

    public FakeDirectory(IEnumerable<string> permissions)
    {
        var roles = permissions.Append(Unlisted).Distinct().Select(name => (JsonNode)new JsonObject
        {
            ["id"] = NewId(),
            ["value"] = name,
            ["allowedMemberTypes"] = new JsonArray("Application"),
        });
        Of("/servicePrincipals").Add(new JsonObject { ["id"] = GraphId, ["appId"] = GraphAppId, ["appRoles"] = new JsonArray([.. roles]) });
    }

    /// <summary>Every call that changed something, as <c>METHOD path</c>.</summary>
    public List<string> Writes { get; } = [];

    /// <summary>How many writes are refused yet, as when an object is not known everywhere.</summary>
    public int Unknown { get; set; }

    public JsonArray Of(string path) => collections.TryGetValue(path, out var found) ? found : collections[path] = [];

    public JsonNode Application => Assert.Single(Of("/applications"))!;

    public string RoleId(string permission) =>
        Of("/servicePrincipals")[0]!["appRoles"]!.AsArray().Single(role => (string?)role!["value"] == permission)!["id"]!.GetValue<string>();

    /// <summary>What an identity was granted, by the permission's name.</summary>
    public IEnumerable<string> GrantedTo(string identity) =>
        Of($"/servicePrincipals/{GraphId}/appRoleAssignedTo")
            .Where(one => (string?)one!["principalId"] == identity)
            .Select(one => Of("/servicePrincipals")[0]!["appRoles"]!.AsArray()
                .Single(role => (string?)role!["id"] == (string?)one!["appRoleId"])!["value"]!.GetValue<string>());

    public void Grant(string identity, string permission) => Assign(GraphId, new JsonObject
    {
        ["principalId"] = identity,
        ["resourceId"] = GraphId,
        ["appRoleId"] = RoleId(permission),
    });

    public GraphAnswer Answer(string method, string url, JsonNode? body, bool createsIfMissing)
    {
        var target = url[Graph.Length..].Split('?', 2);
        var (path, query) = (target[0], target.ElementAtOrDefault(1) ?? "");
        if (method == "get")
        {
            return Read(path, query);
        }

        if (Unknown > 0)
        {
            Unknown--;
            return NotFound();
        }

        var answer = Write(method, path, body, createsIfMissing);
        if (answer.Status < 400)
        {
            Writes.Add($"{method} {path}");
        }

        return answer;
    }

    private GraphAnswer Read(string path, string query)
    {
        if (KeyPattern().Match(path) is { Success: true } key)
        {
            return Find(key) is { } found ? new(200, found.DeepClone()) : NotFound();
        }

        var all = path.EndsWith("/appRoleAssignments", StringComparison.Ordinal) ? AssignmentsOf(path.Split('/')[2]) : [.. Of(path)];
        var index = query.StartsWith("page=", StringComparison.Ordinal) ? int.Parse(query[5..], null) : 0;
        var page = new JsonObject { ["value"] = new JsonArray([.. all.Skip(index).Take(1).Select(one => one!.DeepClone())]) };
        if (index + 1 < all.Count)
        {
            page["@odata.nextLink"] = $"{Graph}{path}?page={index + 1}";
        }

        return new(200, page);
    }

    private GraphAnswer Write(string method, string path, JsonNode? body, bool createsIfMissing)
    {
        if (path.EndsWith("/appRoleAssignedTo", StringComparison.Ordinal))
        {
            return Assign(path.Split('/')[2], body!.AsObject());
        }

        if (method == "delete")
        {
            var parts = path.Split('/');
            var gone = AssignmentsOf(parts[2]).SingleOrDefault(one => (string?)one!["id"] == parts[^1]);
            return gone?.Parent is JsonArray given && given.Remove(gone) ? new(204, null) : NotFound();
        }

        if (method == "post")
        {
            return new(201, Create(path, body!.AsObject()));
        }

        var key = KeyPattern().Match(path);
        var target = key.Success
            ? Find(key)
            : Of(path[..path.LastIndexOf('/')]).SingleOrDefault(one => (string?)one!["id"] == path.Split('/')[^1]);
        if (target is null)
        {
            if (!key.Success || !createsIfMissing)
            {
                return NotFound();
            }

            var content = body!.DeepClone().AsObject();
            content[key.Groups[2].Value] = key.Groups[3].Value;
            content["appId"] = NewId();
            return new(201, Create("/" + key.Groups[1].Value, content));
        }

        foreach (var (name, value) in body!.AsObject())
        {
            target[name] = value?.DeepClone();
        }

        return new(204, null);
    }

    private JsonNode Create(string path, JsonObject content)
    {
        content["id"] = NewId();
        Of(path).Add(content.DeepClone());
        return content.DeepClone();
    }

    private GraphAnswer Assign(string resource, JsonObject body)
    {
        var given = Of($"/servicePrincipals/{resource}/appRoleAssignedTo");
        var isThere = given.Any(one =>
            (string?)one!["principalId"] == (string?)body["principalId"] && (string?)one["appRoleId"] == (string?)body["appRoleId"]);
        return isThere || (string?)body["resourceId"] != resource
            ? new(400, JsonNode.Parse("""{"error":{"code":"Request_BadRequest","message":"Permission being assigned already exists"}}"""))
            : new(201, Create($"/servicePrincipals/{resource}/appRoleAssignedTo", body));
    }

    private List<JsonNode?> AssignmentsOf(string identity) =>
        [.. collections.Where(one => one.Key.EndsWith("/appRoleAssignedTo", StringComparison.Ordinal))
            .SelectMany(one => one.Value).Where(one => (string?)one!["principalId"] == identity)];

    private JsonNode? Find(Match key) =>
        Of("/" + key.Groups[1].Value).SingleOrDefault(one => (string?)one![key.Groups[2].Value] == key.Groups[3].Value);

    private string NewId() => $"00000000-0000-4000-8000-{ids++:000000000000}";

    private static GraphAnswer NotFound() =>
        new(404, JsonNode.Parse("""{"error":{"code":"Request_ResourceNotFound","message":"Resource does not exist."}}"""));

    [GeneratedRegex(@"^/(\w+)\((\w+)='([^']+)'\)$")]
    private static partial Regex KeyPattern();
}
