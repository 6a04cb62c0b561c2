using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Workflow.IntegrationTests.Infra.Teams;

public sealed class AppPackageTests : IDisposable
{
    private const string Bot = "6f1c2a54-8d0e-4b7a-9c35-1e2f3a4b5c01";

    /// <summary>Microsoft's package with the schemas of all manifest versions, and the validator that they use.</summary>
    private const string SchemaPackage = "@microsoft/app-manifest@1.1.2";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("teams-app-");

    private string Package => Path.Combine(folder.FullName, "gate.zip");

    [Fact]
    public async Task The_Package_Holds_The_Manifest_With_Every_Placeholder_Filled_And_Both_Icons()
    {
        var ended = await BuildAsync("--bot-id", Bot, "--host", "gate.example.com", "--output", Package);

        Assert.Equal((0, $"{Package}\n"), (ended.Code, ended.Output));
        using var zip = ZipFile.OpenRead(Package);
        Assert.Equal(["manifest.json", "color.png", "outline.png"], zip.Entries.Select(entry => entry.FullName));
        var manifest = Manifest();
        Assert.DoesNotContain("{{", manifest.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(
            [Bot, Bot, Bot],
            new[] { manifest["id"], manifest["bots"]![0]!["botId"], manifest["webApplicationInfo"]!["id"] }.Select(id => (string?)id));
        Assert.Equal("gate.example.com", (string?)manifest["validDomains"]![0]);
    }

    [Fact]
    public async Task The_Manifest_Is_Valid_By_Microsofts_Schema()
    {
        await BuildAsync("--bot-id", Bot, "--host", "gate.example.com", "--output", Package);
        ZipFile.ExtractToDirectory(Package, folder.FullName);
        var installed = await InstallSchemasAsync();
        Assert.True(installed.Code == 0, installed.Errors);

        var valid = await ValidateAsync("manifest.json");
        var worse = Manifest().ToJsonString().Replace("personal", "private", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder.FullName, "worse.json"), worse);
        var invalid = await ValidateAsync("worse.json");

        Assert.Equal((0, "valid\n"), (valid.Code, valid.Output + valid.Errors));
        Assert.Contains("/bots/0/scopes/0", invalid.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Same_Arguments_Give_The_Same_Bytes_And_Others_Other_Ones()
    {
        string[] arguments = ["--bot-id", Bot, "--host", "gate.example.com", "--output", Package];
        await BuildAsync(arguments);
        var first = await File.ReadAllBytesAsync(Package, TestContext.Current.CancellationToken);
        await BuildAsync(arguments);
        var second = await File.ReadAllBytesAsync(Package, TestContext.Current.CancellationToken);

        await BuildAsync([.. arguments, "--version", "1.2.0", "--developer", "A \"platform\" team"]);

        Assert.Equal(first, second);
        Assert.Equal(("1.2.0", "A \"platform\" team"), ((string?)Manifest()["version"], (string?)Manifest()["developer"]!["name"]));
    }

    [Fact]
    public async Task All_Mistakes_Are_Told_At_Once()
    {
        var ended = await BuildAsync(
            "--bot-id", "7", "--host", "https://gate.example.com/", "--output", Package, "--version", "1.0", "--terms-url", "http://x/");

        Assert.Equal(1, ended.Code);
        Assert.Collection(
            ended.Errors.TrimEnd().Split('\n'),
            line => Assert.StartsWith("--bot-id is '7'; it must be a GUID", line, StringComparison.Ordinal),
            line => Assert.StartsWith("--app-id is '7'", line, StringComparison.Ordinal),
            line => Assert.StartsWith("--host is 'https://gate.example.com/'", line, StringComparison.Ordinal),
            line => Assert.StartsWith("--version is '1.0'", line, StringComparison.Ordinal),
            line => Assert.StartsWith("--terms-url is 'http://x/'; it must be an https URL.", line, StringComparison.Ordinal));
        Assert.False(File.Exists(Package));
    }

    [Theory]
    [InlineData("--host is required.", "--bot-id", Bot, "--output", "x.zip")]
    [InlineData("--bot-id needs a value.", "--bot-id", "--host", "gate.example.com", "--output", "x.zip")]
    [InlineData("There is no option '--hosts'", "--bot-id", Bot, "--hosts", "gate.example.com", "--output", "x.zip")]
    [InlineData("--host is 'gate'", "--bot-id", Bot, "--host", "gate", "--output", "x.zip")]
    [InlineData("--output: '/no/folder/x.zip' cannot be written", "--bot-id", Bot, "--host", "gate.example.com", "--output", "/no/folder/x.zip")]
    public async Task A_Mistake_Is_Told(string problem, params string[] arguments)
    {
        var ended = await BuildAsync(arguments);

        Assert.Equal(1, ended.Code);
        Assert.Contains(problem, ended.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("outline.png", "color.png", "outline.png has 192 x 192 pixels; it must have 32 x 32.")]
    [InlineData("color.png", "manifest.json", "color.png is no PNG file.")]
    [InlineData("color.png", null, "color.png is missing.")]
    public async Task A_Wrong_Icon_Is_Told(string icon, string? replacement, string problem)
    {
        foreach (var file in Directory.EnumerateFiles(Repository.Find("infra", "teams")))
        {
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
        }

        File.Delete(Path.Combine(folder.FullName, icon));
        if (replacement is not null)
        {
            File.Copy(Path.Combine(folder.FullName, replacement), Path.Combine(folder.FullName, icon));
        }

        var ended = await RepositoryProgram.RunAsync(
            "dotnet",
            ["run", Path.Combine(folder.FullName, "BuildAppPackage.cs"), "--", "--bot-id", Bot, "--host", "gate.example.com", "--output", Package]);

        Assert.Equal(1, ended.Code);
        Assert.Contains(problem, ended.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static Task<Ended> BuildAsync(params string[] arguments) =>
        RepositoryProgram.RunAsync("dotnet", ["run", Repository.Find("infra", "teams", "BuildAppPackage.cs"), "--", .. arguments]);

    private JsonNode Manifest()
    {
        using var zip = ZipFile.OpenRead(Package);
        using var manifest = zip.GetEntry("manifest.json")!.Open();
        return JsonNode.Parse(manifest)!;
    }

    private Task<Ended> InstallSchemasAsync()
    {
        string[] npm =
        [
            "install", "--prefix", folder.FullName, "--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund",
            SchemaPackage,
        ];
        return OperatingSystem.IsWindows()
            ? RepositoryProgram.RunAsync("cmd.exe", ["/d", "/c", "npm", .. npm], folder: folder.FullName)
            : RepositoryProgram.RunAsync("npm", npm, folder: folder.FullName);
    }

    private Task<Ended> ValidateAsync(string file) => RepositoryProgram.RunAsync("node", ["--eval", $$"""
        const { readFileSync } = require('fs');
        const manifest = JSON.parse(readFileSync('{{file}}', 'utf8'));
        const schemas = 'node_modules/@microsoft/app-manifest/build/json-schemas/teams';
        const schema = JSON.parse(readFileSync(`${schemas}/v${manifest.manifestVersion}/MicrosoftTeams.schema.json`, 'utf8'));
        const ajv = new (require('ajv-draft-04'))({ allErrors: true, strict: false });
        require('ajv-formats')(ajv);
        const check = ajv.compile(schema);
        console.log(check(manifest) ? 'valid' : JSON.stringify(check.errors));
        """], folder: folder.FullName);
}
