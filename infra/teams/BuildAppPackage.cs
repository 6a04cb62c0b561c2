// Fills in the Teams app manifest and writes the app package, a zip that Teams takes:
//   dotnet run infra/teams/BuildAppPackage.cs -- --bot-id GUID --host gate.example.com --output gate-teams.zip
// The same arguments give the same bytes. Exit code 0, or 1 with every mistake on standard error.
#:property PublishAot=false

using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

string[] required = ["bot-id", "host", "output"];
var values = new Dictionary<string, string>(StringComparer.Ordinal)
{
    ["version"] = "1.0.0",
    ["developer"] = "Deployment review gate",
};
string[] optional = ["app-id", "version", "developer", "privacy-url", "terms-url"];
List<string> problems = [];

ReadArguments();
if (problems.Count == 0)
{
    values.TryAdd("app-id", values["bot-id"]);
    values.TryAdd("privacy-url", $"https://{values["host"]}/");
    values.TryAdd("terms-url", $"https://{values["host"]}/");
    CheckArguments();
}

var folder = Path.GetDirectoryName(SourceFile())!;
var color = ReadIcon("color.png", 192);
var outline = ReadIcon("outline.png", 32);
var manifest = problems.Count == 0 ? FillManifest() : [];
if (problems.Count > 0)
{
    foreach (var problem in problems)
    {
        Console.Error.WriteLine(problem);
    }

    return 1;
}

try
{
    WritePackage(values["output"], ("manifest.json", manifest), ("color.png", color), ("outline.png", outline));
}
catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"--output: '{values["output"]}' cannot be written: {failure.Message}");
    return 1;
}

Console.WriteLine(Path.GetFullPath(values["output"]));
return 0;

void ReadArguments()
{
    for (var index = 0; index < args.Length; index += 2)
    {
        var name = args[index].StartsWith("--", StringComparison.Ordinal) ? args[index][2..] : "";
        if (!required.Contains(name) && !optional.Contains(name))
        {
            var known = string.Join(", ", required.Concat(optional).Select(one => $"--{one}"));
            problems.Add($"There is no option '{args[index]}'; the options are {known}.");
        }
        else if (index + 1 == args.Length || args[index + 1].StartsWith("--", StringComparison.Ordinal))
        {
            problems.Add($"--{name} needs a value.");
            index--;
        }
        else
        {
            values[name] = args[index + 1];
        }
    }

    problems.AddRange(required.Where(name => !values.ContainsKey(name)).Select(name => $"--{name} is required."));
}

void CheckArguments()
{
    foreach (var name in new[] { "bot-id", "app-id" })
    {
        Check(name, text => Guid.TryParseExact(text, "D", out var id) && id != Guid.Empty, "a GUID such as 6f1c2a54-8d0e-4b7a-9c35-1e2f3a4b5c01");
    }

    Check(
        "host",
        text => text.Contains('.', StringComparison.Ordinal) && Regex.IsMatch(text, "^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$"),
        "a host name in lower case such as gate.example.com, without scheme, port and path");
    Check("version", text => Regex.IsMatch(text, @"^(0|[1-9]\d{0,8})(\.(0|[1-9]\d{0,8})){2}$"), "three numbers such as 1.0.0, higher than the version that Teams has");
    Check("developer", text => text.Length is > 0 and <= 32 && !text.Any(char.IsControl), "1 to 32 characters");
    foreach (var name in new[] { "privacy-url", "terms-url" })
    {
        Check(name, text => text.Length <= 2048 && Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == "https", "an https URL");
    }
}

void Check(string name, Func<string, bool> isGood, string mustBe)
{
    if (!isGood(values[name]))
    {
        problems.Add($"--{name} is '{values[name]}'; it must be {mustBe}.");
    }
}

// Width and height are the first fields of a PNG's first chunk (w3.org/TR/png, 11.2.1).
byte[] ReadIcon(string name, int size)
{
    var path = Path.Combine(folder, name);
    if (!File.Exists(path))
    {
        problems.Add($"{path} is missing.");
        return [];
    }

    var bytes = File.ReadAllBytes(path);
    ReadOnlySpan<byte> start = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    if (bytes.Length < 24 || !bytes.AsSpan().StartsWith(start))
    {
        problems.Add($"{path} is no PNG file.");
        return bytes;
    }

    var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));
    if ((width, height) != (size, size))
    {
        problems.Add($"{path} has {width} x {height} pixels; it must have {size} x {size}.");
    }

    return bytes;
}

byte[] FillManifest()
{
    var text = Regex.Replace(
        File.ReadAllText(Path.Combine(folder, "manifest.json")),
        @"\{\{([a-z-]+)\}\}",
        match => values.TryGetValue(match.Groups[1].Value, out var value)
            ? JsonEncodedText.Encode(value).ToString()
            : throw new InvalidOperationException($"manifest.json has the placeholder {match.Value}, which no option fills."));
    var filled = JsonNode.Parse(text)!.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" });
    return Encoding.UTF8.GetBytes(filled + "\n");
}

static void WritePackage(string output, params (string Name, byte[] Content)[] files)
{
    using var zip = new ZipArchive(File.Create(output), ZipArchiveMode.Create);
    foreach (var (name, content) in files)
    {
        // Neither the clock nor the runtime's compressor nor the file system has a part in the bytes.
        var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        entry.ExternalAttributes = 0;
        using var stream = entry.Open();
        stream.Write(content);
    }
}

static string SourceFile([CallerFilePath] string path = "") => path;
