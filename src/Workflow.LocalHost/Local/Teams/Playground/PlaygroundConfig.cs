using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflow.Core.Reviews;

namespace Workflow.LocalHost.Local.Teams.Playground;

/// <summary>
/// The file that tells Microsoft's Agents Playground who is there. It demands one current user and five others, each with an id of its own;
/// an id is the person's object id, because that is what the gate opens chats with.
/// </summary>
internal static class PlaygroundConfig
{
    /// <summary>Looked for in the folder in which the Playground is started.</summary>
    public const string FileName = ".m365agentsplayground.yml";

    private const int Others = 5;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As JSON, which is YAML too.</summary>
    /// <param name="current">Whose chat it shows, and who presses its buttons. Has an object id.</param>
    /// <param name="people">Everybody; of those with an object id the first five others are there too.</param>
    public static string Write(Person current, IEnumerable<Person> people)
    {
        var others = people.Where(person => person.ObjectId is not null && person.ObjectId != current.ObjectId).Take(Others);
        var strangers = Enumerable.Range(1, Others)
            .Select(number => new Person($"stranger-{number}", $"Stranger {number}", Level.Junior, $"stranger-{number}"));
        return new JsonObject
        {
            ["version"] = "0.1.1",
            ["tenantId"] = LocalTeamsRegistration.TenantId,
            ["bot"] = new JsonObject { ["id"] = LocalAuthority.BotId, ["name"] = "Deployment review gate" },
            ["currentUser"] = User(current),
            ["users"] = new JsonArray([.. others.Concat(strangers).Take(Others).Select(User)]),
            ["personalChat"] = new JsonObject { ["id"] = "a-personal-chat" },
            ["groupChat"] = new JsonObject { ["id"] = "a-group-chat", ["name"] = "Group chat" },
            ["team"] = new JsonObject
            {
                ["id"] = "a-team",
                ["name"] = "Team",
                ["aadGroupId"] = "00000000-0000-0000-0000-000000000031",
                ["channels"] = new JsonArray(new JsonObject { ["id"] = "a-channel", ["name"] = "Announcements" }),
            },
        }.ToJsonString(Json);
    }

    private static JsonObject User(Person person)
    {
        var names = person.Name.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries);
        var email = person.Email ?? $"{person.Id}@example.com";
        return new JsonObject
        {
            ["id"] = person.ObjectId,
            ["aadObjectId"] = person.ObjectId,
            ["name"] = person.Name,
            ["givenName"] = names.FirstOrDefault() ?? person.Name,
            ["surname"] = names.Length > 1 ? names[1] : person.Name,
            ["email"] = email,
            ["userPrincipleName"] = email,
        };
    }
}
