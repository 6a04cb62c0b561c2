using System.Text;
using System.Text.Json;
using Workflow.Adapters.Documents.Json;

namespace Workflow.Adapters.Documents;

/// <summary>The name and the beginning of a document: what a format is recognised by.</summary>
internal sealed class DocumentHead
{
    /// <summary>How much of a document is looked at, in bytes.</summary>
    public const int Size = 64 * 1024;

    /// <param name="name">A file's name or its path.</param>
    /// <param name="text">UTF-8 without a byte order mark, at most <see cref="Size"/> bytes; its last character may be cut.</param>
    public DocumentHead(string name, ReadOnlySpan<byte> text)
    {
        Name = name;
        Text = Encoding.UTF8.GetString(text);
        IsJson = Text.AsSpan().TrimStart() is ['{' or '[', ..];
        Names = IsJson ? ReadNames(text) : [];
    }

    private DocumentHead(string name, string text, IReadOnlySet<string> names) =>
        (Name, Text, IsJson, Names) = (name, text, true, names);

    public string Name { get; }

    /// <summary>Of the file's name, in lower case and with its dot, such as <c>.sql</c>; empty where it has none.</summary>
    public string Extension => Path.GetExtension(Name).ToLowerInvariant();

    /// <summary>What is no UTF-8 stands as U+FFFD.</summary>
    public string Text { get; }

    /// <summary>Whether it begins like a JSON object or array.</summary>
    public bool IsJson { get; }

    /// <summary>
    /// Names of properties of the first JSON value that were seen so far, in any order: <c>resource_changes</c> at the top,
    /// <c>properties.changes</c> within an object at the top, <c>[].Changes</c> of an object in an array at the top.
    /// </summary>
    public IReadOnlySet<string> Names { get; }

    /// <summary>Whether every name was seen. Names in the plural may come late in a document: they can stand in any order.</summary>
    public bool Has(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!Names.Contains(name))
            {
                return false;
            }
        }

        return true;
    }

    public bool HasAny(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Names.Contains(name))
            {
                return true;
            }
        }

        return false;
    }

    public DocumentHead WithNames(IReadOnlySet<string> names) => new(Name, Text, names);

    private static HashSet<string> ReadNames(ReadOnlySpan<byte> text)
    {
        var names = new JsonNames();
        try
        {
            var reader = new Utf8JsonReader(text, isFinalBlock: false, new JsonReaderState(JsonNames.ReaderOptions));
            while (!names.IsAtEnd && reader.Read())
            {
                names.Take(ref reader);
            }
        }
        catch (JsonException)
        {
            // The names before the mistake say what the document was meant to be; its reader meets the mistake again.
        }

        return names.Seen;
    }
}
