namespace Workflow.Adapters.Files.Yaml;

/// <summary>A value of a foreign file: what is missing or of another kind than asked for is empty, and nothing is a mistake.</summary>
internal readonly record struct Loose(YamlNode? Node)
{
    /// <summary>Null where it is no text or an empty one.</summary>
    public string? Text => Node is YamlScalar { Text: var text } && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>The texts of a list; of a single text just that.</summary>
    public IEnumerable<string> Texts => Node is YamlSequence { Items: var items }
        ? items.Select(item => new Loose(item).Text).OfType<string>()
        : Text is { } text ? [text] : [];

    public IEnumerable<(string Key, Loose Value)> Entries =>
        Node is YamlMapping { Entries: var entries } ? entries.Select(entry => (entry.Key.Text, new Loose(entry.Value))) : [];

    /// <summary>The value of a key.</summary>
    public Loose At(string key) => Entries.FirstOrDefault(entry => entry.Key == key).Value;
}
