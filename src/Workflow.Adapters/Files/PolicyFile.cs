using System.Security.Cryptography;
using Workflow.Adapters.Files.Policy;
using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Policy;

namespace Workflow.Adapters.Files;

/// <summary>
/// Reads <c>review-policy.yaml</c>, with the calendars that it names. A policy with any mistake in it is no policy: all mistakes are told
/// at once.
/// </summary>
public static class PolicyFile
{
    /// <summary>Bytes of the policy or of one calendar.</summary>
    private const int MaxBytes = 4_000_000;

    /// <summary>The policy that others extend with <c>extends: built-in</c>, as a file in UTF-8. It names no environments.</summary>
    public static ReadOnlyMemory<byte> BuiltIn { get; } = ReadResource("built-in-policy.yaml");

    /// <summary>The JSON Schema of policy files, in UTF-8.</summary>
    public static ReadOnlyMemory<byte> Schema { get; } = ReadResource("review-policy.schema.json");

    /// <summary>A policy that names no calendars.</summary>
    /// <param name="file">The name for messages.</param>
    /// <returns>
    /// The policy; its digest is the SHA-256 of the bytes in lower-case hexadecimal where they are all that it is made of.
    /// </returns>
    /// <exception cref="FileProblemException">The file has mistakes.</exception>
    public static DeploymentPolicy Parse(string file, ReadOnlySpan<byte> bytes) =>
        Parse(file, [new FileContent(file, bytes.ToArray())], TimeProvider.System);

    /// <summary>A policy with its calendars, from its path.</summary>
    /// <exception cref="FileProblemException">The files have mistakes.</exception>
    /// <exception cref="IOException">The policy cannot be read.</exception>
    public static DeploymentPolicy Load(string path) => Parse(path, ReadAll(path), TimeProvider.System);

    /// <summary>The policy, and after it the calendars that it names, as far as they can be read.</summary>
    public static IReadOnlyList<FileContent> ReadAll(string path)
    {
        var policy = ReadBounded(path);
        return [policy, .. ListCalendars(policy).Where(File.Exists).Select(ReadBounded)];
    }

    /// <param name="files">As <see cref="ReadAll"/> gives them.</param>
    /// <param name="time">From today on holidays count for working hours, for two years.</param>
    /// <exception cref="FileProblemException">The files have mistakes.</exception>
    public static DeploymentPolicy Parse(string file, IReadOnlyList<FileContent> files, TimeProvider time)
    {
        var problems = new Problems(file);
        var root = YamlTree.Read(files[0].Bytes, problems);
        var digest = DigestOf(files, PolicyTree.ExtendsBuiltIn(root));
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var policy = new PolicyReader(files[0].Path, [.. files.Skip(1)], today, new ValueReader(problems)).Read(root, digest);
        problems.ThrowIfAny();
        return policy!;
    }

    /// <summary>SHA-256 of all that the policy is made of: of a single file its own, of several that of theirs in order.</summary>
    private static string DigestOf(IReadOnlyList<FileContent> files, bool extendsBuiltIn)
    {
        if (files.Count == 1 && !extendsBuiltIn)
        {
            return Convert.ToHexStringLower(SHA256.HashData(files[0].Bytes));
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(SHA256.HashData(file.Bytes));
        }

        hash.AppendData(extendsBuiltIn ? SHA256.HashData(BuiltIn.Span) : []);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IReadOnlyList<string> ListCalendars(FileContent policy)
    {
        try
        {
            var values = new ValueReader(new Problems(policy.Path));
            return CalendarReader.ListPaths(PolicyTree.Compose(YamlTree.Read(policy.Bytes, values.Problems), values), policy.Path);
        }
        catch (FileProblemException)
        {
            // It is told when the policy is read.
            return [];
        }
    }

    private static FileContent ReadBounded(string path) =>
        new FileInfo(path) is { Exists: true, Length: > MaxBytes }
            ? throw new FileProblemException([new FileProblem(path, 0, 0, $"is larger than {MaxBytes / 1_000_000} MB")])
            : new FileContent(path, File.ReadAllBytes(path));

    private static ReadOnlyMemory<byte> ReadResource(string name)
    {
        using var stream = typeof(PolicyFile).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
