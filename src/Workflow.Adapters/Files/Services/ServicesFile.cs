using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Services;

namespace Workflow.Adapters.Files.Services;

/// <summary>Reads <c>services.yaml</c>. All mistakes are told at once.</summary>
public static class ServicesFile
{
    /// <param name="file">The name for messages.</param>
    /// <exception cref="FileProblemException">The file has mistakes.</exception>
    public static ServiceCatalogue Parse(string file, ReadOnlySpan<byte> bytes)
    {
        var problems = new Problems(file);
        var services = Read(YamlTree.Read(bytes, problems), new ValueReader(problems));
        problems.ThrowIfAny();
        return new ServiceCatalogue(services);
    }

    private static List<CatalogueService> Read(YamlNode root, ValueReader values)
    {
        if (MappingReader.Open(root, "the file", ["services"], values.Problems)?.Required("services") is not { } node)
        {
            return [];
        }

        var entries = MappingReader.Named(node, "services", values.Problems);
        var names = entries.Select(entry => entry.Key.Text.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. entries.Select(entry => ReadService(entry, names, values)).OfType<CatalogueService>()];
    }

    private static CatalogueService? ReadService(YamlEntry entry, HashSet<string> names, ValueReader values)
    {
        if (values.Text(entry.Key, "a service's name") is not { } name)
        {
            return null;
        }

        if (MappingReader.Open(entry.Value, $"service '{name}'", ["owner", "tier", "dependsOn"], values.Problems) is not { } service)
        {
            return null;
        }

        var owner = service.Optional("owner") is { } ownerNode ? values.Text(ownerNode, "owner") : null;
        var tier = service.Optional("tier") is { } tierNode
            ? values.Number(tierNode, "tier", CatalogueService.MostCriticalTier, CatalogueService.LeastCriticalTier)
            : null;
        var dependencies = service.Optional("dependsOn") is { } list
            ? values.Items(list, "dependsOn").Select(item => ReadDependency(item, name, names, values)).OfType<string>()
            : [];
        return new CatalogueService(name, owner, tier, [.. dependencies]);
    }

    /// <summary>A misspelled dependency would silently make the blast radius of another service smaller, so it is a mistake.</summary>
    private static string? ReadDependency(YamlNode node, string service, HashSet<string> names, ValueReader values)
    {
        if (values.Text(node, "a dependency") is not { } name)
        {
            return null;
        }

        if (name.Equals(service, StringComparison.OrdinalIgnoreCase))
        {
            values.Problems.Add(node, $"'{service}' cannot depend on itself");
        }
        else if (!names.Contains(name))
        {
            var meant = Spelling.Nearest(name, names) is { } nearest ? $"did you mean '{nearest}'?" : "add it, also where others run it";
            values.Problems.Add(node, $"'{name}' is no service of this file; {meant}");
        }

        return name;
    }
}
