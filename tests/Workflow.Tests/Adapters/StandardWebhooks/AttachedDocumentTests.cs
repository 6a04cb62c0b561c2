using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Workflow.Core.Deployments;
using Workflow.Core.Provenance;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Adapters.StandardWebhooks;

public sealed class AttachedDocumentTests
{
    private const string Plan = "{ \"a\":\n\t\"ä🙂\" }";

    private readonly SignedPipeline pipeline = new(("AllowedDocumentOrigins:0", "https://artifacts.example.com"));

    private static string PlanHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Plan)));

    [Fact]
    public void Documents_Are_Read_And_Their_Content_Is_Kept_Apart_From_The_Request()
    {
        var requested = Read(
            "documents",
            new JsonArray(
                new JsonObject { ["name"] = "plan.json", ["content"] = Plan, ["sha256"] = PlanHash.ToUpperInvariant() },
                new JsonObject { ["name"] = "large.json", ["url"] = "https://artifacts.example.com/1?sig=hush" },
                new JsonObject { ["name"] = "schema", ["path"] = "db/7 drop.sql", ["sha256"] = PlanHash }));

        Assert.Equal(
            [
                new AttachedDocument("plan.json", DocumentSource.Inline, null, PlanHash),
                new AttachedDocument("large.json", DocumentSource.Url, "https://artifacts.example.com/1?sig=hush"),
                new AttachedDocument("schema", DocumentSource.Path, "db/7 drop.sql", PlanHash),
            ],
            requested.Request.Documents);
        var content = Assert.Single(requested.Contents);
        Assert.Equal(("plan.json", Plan), (content.Name, Encoding.UTF8.GetString(content.Bytes.Span)));
        Assert.DoesNotContain("hush", string.Join(' ', requested.Request.WithoutSecrets().Documents), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_Problem_Of_Every_Document_Is_Reported_At_Once()
    {
        var problems = Problems(
            "documents",
            new JsonArray(
                new JsonObject { ["content"] = "" },
                new JsonObject { ["name"] = "a", ["content"] = "x", ["url"] = "https://artifacts.example.com/" },
                new JsonObject { ["name"] = "A", ["path"] = "../secret" },
                new JsonObject { ["name"] = "b", ["sha256"] = "abc", ["kind"] = "plan" },
                new JsonObject { ["name"] = "c", ["content"] = "x", ["sha256"] = new string('0', 64) },
                "d"));

        Assert.Equal(
            [
                "$.data.documents[5]: must be an object, was a string",
                "$.data.documents[0].name: is missing; must be a string",
                "$.data.documents[0].content: must be 1 to 262144 bytes in UTF-8, had 0",
                "$.data.documents[1].content: exactly one of content, url, path must say where the document is",
                "$.data.documents[2].name: is the name of another document already, was 'A'",
                "$.data.documents[2].path: must lead to a file in the repository: relative to its root, with '/' between folders, was '../secret'",
                "$.data.documents[3].sha256: must be a SHA-256 of 64 hexadecimal digits, was 'abc'",
                "$.data.documents[3].kind: unknown field; allowed are name, sha256, content, url, path",
                "$.data.documents[3].content: exactly one of content, url, path must say where the document is",
                "$.data.documents[4].sha256: is not that of the content in UTF-8, which is "
                    + "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881, was '" + new string('0', 64) + "'",
            ],
            problems);
    }

    [Theory]
    [InlineData("https://evil.example.com/?sig=hush", "has an origin that documents may not come from; have it added to AllowedDocumentOrigins, was 'https://evil.example.com'")]
    [InlineData("http://artifacts.example.com/?sig=hush", "has an origin that documents may not come from")]
    [InlineData("https://ci.example.com/?sig=hush", "has an origin that documents may not come from")]
    [InlineData("https://user:hush@artifacts.example.com/", "must have no user name, password or fragment")]
    [InlineData("https://artifacts.example.com/#hush", "must have no user name, password or fragment")]
    [InlineData("/plan.json?hush", "must be an absolute http or https URL")]
    public void A_Document_Comes_From_An_Allowed_Origin_Only_And_Its_Url_Is_Not_Repeated(string url, string problem)
    {
        var reported = Assert.Single(Problems("documents", new JsonArray(new JsonObject { ["name"] = "a", ["url"] = url })));

        Assert.StartsWith($"$.data.documents[0].url: {problem}", reported, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", reported, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("a/..")]
    [InlineData("a\\b")]
    [InlineData("a/")]
    public void A_Path_Stays_In_The_Repository(string path) => Assert.StartsWith(
        "$.data.documents[0].path: must lead to a file in the repository",
        Assert.Single(Problems("documents", new JsonArray(new JsonObject { ["name"] = "a", ["path"] = path }))),
        StringComparison.Ordinal);

    [Fact]
    public void There_Are_At_Most_20_Documents_Of_At_Most_256_KiB_Each()
    {
        var many = new JsonArray([.. Enumerable.Range(0, 21).Select(index => new JsonObject { ["name"] = $"{index}", ["path"] = "a" })]);
        var large = new JsonArray(new JsonObject { ["name"] = "a", ["content"] = new string('ä', 131_073) });

        Assert.Equal(["$.data.documents: must have at most 20 elements, had 21"], Problems("documents", many));
        Assert.Equal(["$.data.documents[0].content: must be 1 to 262144 bytes in UTF-8, had 262146"], Problems("documents", large));
    }

    [Fact]
    public void A_Declaration_Is_Read_To_The_Word()
    {
        var requested = Read("declaration", new JsonObject
        {
            ["ai"] = "assisted",
            ["tools"] = new JsonArray("Claude", "Cursor"),
            ["by"] = new JsonObject { ["name"] = "Ada", ["login"] = "github:ada" },
            ["statement"] = "  I asked about one function. ",
        });

        var declaration = requested.Request.Declaration!;
        Assert.Equal(ProvenanceKind.Assisted, declaration.Kind);
        Assert.Equal(["Claude", "Cursor"], declaration.Tools);
        Assert.Equal(new ActorIdentity("Ada", Login: "github:ada"), declaration.By);
        Assert.Equal("  I asked about one function. ", declaration.Statement);
    }

    [Fact]
    public void Every_Problem_Of_A_Declaration_Is_Reported_At_Once() => Assert.Equal(
        [
            "$.data.declaration.ai: must be one of none, assisted, agent, was 'unknown'",
            "$.data.declaration.tools[1]: must be a string, was a number",
            "$.data.declaration.tools[0]: must be 1 to 256 characters without line breaks or other control characters, was ' '",
            "$.data.declaration.by.email: is missing, and so is login; one of them must say who declares it",
            "$.data.declaration.statement: must be a string, was a number",
            "$.data.declaration.who: unknown field; allowed are ai, tools, by, statement",
        ],
        Problems("declaration", new JsonObject
        {
            ["ai"] = "unknown",
            ["tools"] = new JsonArray(" ", 7),
            ["by"] = new JsonObject { ["name"] = "Ada" },
            ["statement"] = 7,
            ["who"] = "Ada",
        }));

    [Fact]
    public void Who_Declares_That_No_Ai_Took_Part_Names_No_Tools() => Assert.Equal(
        ["$.data.declaration.tools: must be absent where ai is none"],
        Problems("declaration", new JsonObject { ["ai"] = "none", ["tools"] = new JsonArray("Claude") }));

    [Fact]
    public void Any_Text_Can_Be_The_Content() => Gen.String[1, 300].Sample(text =>
    {
        var clean = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

        var requested = Read("documents", new JsonArray(new JsonObject { ["name"] = "a", ["content"] = clean }));

        Assert.Equal(clean, Encoding.UTF8.GetString(Assert.Single(requested.Contents).Bytes.Span));
    });

    private static string BodyWith(string field, JsonNode value)
    {
        var body = JsonNode.Parse(StandardEvents.Requested)!;
        body["data"]![field] = value;
        return body.ToJsonString();
    }

    private WebhookReading.Requested Read(string field, JsonNode value) =>
        Assert.IsType<WebhookReading.Requested>(pipeline.Read(BodyWith(field, value)));

    private string[] Problems(string field, JsonNode value) =>
        Assert.IsType<WebhookReading.Refused>(pipeline.Read(BodyWith(field, value))).Detail.Split('\n');
}
