namespace Workflow.Adapters.Files.Yaml;

/// <summary>A value of a YAML file and where it begins, both counted from 1.</summary>
internal abstract record YamlNode(int Line, int Column)
{
    /// <summary>What it is, for messages.</summary>
    public abstract string Kind { get; }

    /// <summary>The file that it stands in, where that is not the one that is read; null otherwise.</summary>
    public string? File { get; init; }

    /// <summary>Where it is used, if it is a parameter's value, such as <c>value of $senior in line 12</c>; null otherwise.</summary>
    public string? Use { get; init; }
}

internal sealed record YamlScalar(int Line, int Column, string Text) : YamlNode(Line, Column)
{
    public override string Kind => Text.Length == 0 ? "nothing" : $"'{Text}'";
}

internal sealed record YamlSequence(int Line, int Column, IReadOnlyList<YamlNode> Items) : YamlNode(Line, Column)
{
    public override string Kind => "a list";
}

/// <param name="Entries">As they stand in the file; keys may occur twice.</param>
internal sealed record YamlMapping(int Line, int Column, IReadOnlyList<YamlEntry> Entries) : YamlNode(Line, Column)
{
    public override string Kind => "a mapping";
}

internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
