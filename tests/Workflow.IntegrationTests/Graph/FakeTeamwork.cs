using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workflow.IntegrationTests.Infra;
using Workflow.IntegrationTests.Loopback;

namespace Workflow.IntegrationTests.Graph;

/// <summary>
/// Microsoft Graph's side of Teams: installs the one app of the tenant's catalogue and takes lines for activity feeds, as the app's
/// manifest declares them. Refuses what Graph refuses: a missing permission, an unknown user, app, activity type or property.
/// </summary>
internal sealed partial class FakeTeamwork(FakeTenant people, ISet<string> granted)
{
    /// <summary>The gate's app in the catalogue.</summary>
    public const string CatalogAppId = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

    public const string Install = "TeamsAppInstallation.ReadWriteSelfForUser.All";
    public const string Notify = "TeamsActivity.Send";

    private const int MaxPreview = 150;

    private readonly ConcurrentDictionary<string, bool> installed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The lines that were taken: whose feed, and the body.</summary>
    public ConcurrentQueue<(string UserId, JsonObject Body)> Feed { get; } = new();

    public bool HasApp(string userId) => installed.ContainsKey(userId);

    public void GiveApp(string userId) => installed[userId] = true;

    /// <summary>As when the person removes it.</summary>
    public void TakeApp(string userId) => installed.TryRemove(userId, out _);

    public static bool IsAbout(string path) => path.Contains("/teamwork/", StringComparison.Ordinal);

    /// <returns>No body where Graph gives none.</returns>
    public (int Status, object? Body) Answer(ReceivedRequest request, string path) => (request.Method, path.Split('/')) switch
    {
        ("POST", ["users", var id, "teamwork", "installedApps"]) => AnswerInstall(request, id),
        ("POST", ["users", var id, "teamwork", "sendActivityNotification"]) => AnswerNotify(request, id),
        _ => Refuse(405, "MethodNotAllowed"),
    };

    private (int Status, object? Body) AnswerInstall(ReceivedRequest request, string id)
    {
        if (Check(id, Install) is { } refusal)
        {
            return refusal;
        }

        var body = request.Json;
        var app = $"{people.Root}/appCatalogs/teamsApps/";
        if (body.EnumerateObject().Any(one => one.Name is not ("teamsApp@odata.bind" or "@odata.type"))
            || !body.TryGetProperty("teamsApp@odata.bind", out var bind)
            || bind.GetString()?.StartsWith(app, StringComparison.Ordinal) != true)
        {
            return Refuse(400, "BadRequest");
        }

        return bind.GetString()![app.Length..] != CatalogAppId ? Refuse(404, "NotFound")
            : installed.TryAdd(id, true) ? (201, null)
            : Refuse(409, "Conflict");
    }

    private (int Status, object? Body) AnswerNotify(ReceivedRequest request, string id)
    {
        if (Check(id, Notify) is { } refusal)
        {
            return refusal;
        }

        var body = JsonNode.Parse(request.Body)!.AsObject();
        if (FindDefect(body) is { } defect)
        {
            return Refuse(400, defect);
        }

        if (!HasApp(id))
        {
            return Refuse(403, "Forbidden");
        }

        Feed.Enqueue((id, body));
        return (204, null);
    }

    private (int Status, object? Body)? Check(string userId, string permission) =>
        !granted.Contains(permission) ? Refuse(403, "Forbidden")
        : !people.Has(userId) ? Refuse(404, "NotFound")
        : null;

    /// <summary>Why Graph would not take a line; null where it would.</summary>
    private static string? FindDefect(JsonObject body)
    {
        string[] known = ["topic", "activityType", "previewText", "templateParameters", "teamsAppId"];
        var (topic, texts) = (body["topic"] as JsonObject, Templates());
        var isText = (string?)topic?["source"] == "text" && !string.IsNullOrEmpty((string?)topic["value"]);
        var link = (string?)topic?["webUrl"];
        var preview = (string?)body["previewText"]?["content"];
        var parameters = (body["templateParameters"] as JsonArray ?? [])
            .ToDictionary(one => (string)one!["name"]!, one => (string?)one!["value"]);
        return body.Select(one => one.Key).Except(known).Any() ? "UnknownProperty"
            : !isText || link?.StartsWith("https://teams.microsoft.com/l/", StringComparison.Ordinal) != true ? "Topic"
            : (string?)body["teamsAppId"] != CatalogAppId ? "TeamsAppId"
            : !texts.TryGetValue((string?)body["activityType"] ?? "", out var text) ? "ActivityType"
            : !Placeholders(text).SetEquals(parameters.Keys) || parameters.Values.Any(string.IsNullOrWhiteSpace) ? "TemplateParameters"
            : preview is not { Length: > 0 and <= MaxPreview } ? "PreviewText"
            : null;
    }

    /// <summary>Texts of the manifest's activity types.</summary>
    private static Dictionary<string, string> Templates()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Repository.Find("infra", "teams", "manifest.json")));
        return manifest.RootElement.GetProperty("activities").GetProperty("activityTypes").EnumerateArray()
            .ToDictionary(one => one.GetProperty("type").GetString()!, one => one.GetProperty("templateText").GetString()!);
    }

    /// <summary>What a text leaves to its sender; the actor is filled in by Teams.</summary>
    private static HashSet<string> Placeholders(string text) =>
        [.. Placeholder.Matches(text).Select(match => match.Groups[1].Value).Where(name => name != "actor")];

    private static (int Status, object? Body) Refuse(int status, string code) => (status, FakeTenant.Error(code));

    [GeneratedRegex("\\{(\\w+)\\}")]
    private static partial Regex Placeholder { get; }
}
