using System.Text.Json;
using Workflow.LocalHost.Hosting;
using Workflow.LocalHost.Local.Teams;

namespace Workflow.LocalHost.Demo.Gates;

/// <summary>
/// What a gate that runs elsewhere has to be configured with for the demo, kept in a folder of its own. A <c>serve</c> does not look
/// there: it uses them only where they are in its configuration.
/// </summary>
/// <param name="SigningKey">The key of the stand-ins' tokens; the gate knows only its public half.</param>
internal sealed record TargetSettings(DemoFiles Files, IReadOnlyDictionary<string, string?> Values, string SigningKey)
{
    public const string Command = "dotnet run --project src/Workflow.LocalHost -- demo settings";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Where the gate looks for the stand-ins.</summary>
    public Uri StandIns => new(Values[DemoSettings.CallbackOrigin]!);

    /// <summary>Where the gate's own links lead.</summary>
    public Uri Console => new(Values[DemoSettings.Console]!);

    public string RequestSecret => Values[DemoSettings.RequestSecret]!;

    public static DemoFiles FilesIn(DataFolder data) => new(data.Combine("demo-target"));

    /// <summary>Writes all that the gate reads when it starts. Secrets that are there already stay as they are.</summary>
    /// <param name="storage">The storage connection string.</param>
    public static TargetSettings Prepare(DemoFiles files, Uri target, Uri standIns, string storage)
    {
        files.WriteRules(DemoPace.ScriptedElsewhere, []);
        var settings = new TargetSettings(
            files,
            DemoSettings.ForTarget(files, target, standIns, storage, TryReadValues(files) ?? new Dictionary<string, string?>()),
            File.Exists(files.SigningKey) ? File.ReadAllText(files.SigningKey) : LocalAuthority.NewSigningKey());
        DemoFiles.WriteSecret(files.SigningKey, settings.SigningKey);
        DemoFiles.WriteSecret(files.Settings, JsonSerializer.Serialize(settings.Values, Indented));
        return settings;
    }

    /// <exception cref="DemoException">They are not prepared.</exception>
    public static TargetSettings Read(DemoFiles files) =>
        TryReadValues(files) is { } values && File.Exists(files.SigningKey)
            ? new TargetSettings(files, values, File.ReadAllText(files.SigningKey))
            : throw new DemoException($"""
                The settings of a gate that runs elsewhere are not prepared in {files.Folder}. Prepare them, and start the gate with them:
                  {Command} > src/Workflow.Functions/local.settings.json
                  dotnet run --project src/Workflow.Functions
                """);

    private static Dictionary<string, string?>? TryReadValues(DemoFiles files)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string?>>(File.ReadAllText(files.Settings));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }
}
