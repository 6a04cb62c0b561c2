using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Services;

namespace Workflow.Adapters.Files.Services;

/// <summary>
/// Reads Backstage's <c>catalog-info.yaml</c> files. A component depends on the APIs that it consumes, an API on the component that
/// provides it, a system on its components, a component on its subcomponents. Files that a <c>Location</c> points to are not followed.
/// </summary>
public static class BackstageFiles
{
    /// <summary>Of two entities with one name the first counts, in the order of the files.</summary>
    /// <param name="tierKey">The label, annotation or beginning of a tag that tells an entity's tier.</param>
    /// <exception cref="FileProblemException">A file is no YAML, an entity has no name, or there is no entity at all.</exception>
    public static ServiceCatalogue Parse(string path, IReadOnlyList<FileContent> files, string tierKey)
    {
        List<BackstageEntity> entities = [];
        List<FileProblem> problems = [];
        foreach (var file in files)
        {
            try
            {
                entities.AddRange(ReadFile(file, new BackstageTier(tierKey)));
            }
            catch (FileProblemException exception)
            {
                problems.AddRange(exception.Problems);
            }
        }

        if (problems.Count == 0 && entities.Count == 0)
        {
            problems.Add(new FileProblem(path, 0, 0, "holds no Component, System, Resource or API of a Backstage catalogue"));
        }

        return problems.Count == 0 ? Link(entities) : throw new FileProblemException(problems);
    }

    private static List<BackstageEntity> ReadFile(FileContent file, BackstageTier tiers)
    {
        var problems = new Problems(file.Path);
        var entities = YamlDocuments.Read(file.Bytes, problems)
            .Select(document => BackstageEntity.Read(document, tiers, problems))
            .OfType<BackstageEntity>()
            .ToList();
        problems.ThrowIfAny();
        return entities;
    }

    private static ServiceCatalogue Link(IReadOnlyList<BackstageEntity> entities)
    {
        var names = NamesOf(entities);
        string NameOf(EntityReference reference) => names.GetValueOrDefault(reference.Key) ?? reference.ShortName;
        var needed = entities
            .SelectMany(entity => entity.NeededBy.Select(dependent => (Dependent: dependent.Key, On: NameOf(entity.Self))))
            .ToLookup(pair => pair.Dependent, pair => pair.On);
        return new ServiceCatalogue(entities.Select(entity => new CatalogueService(
            NameOf(entity.Self), entity.Owner, entity.Tier, [.. entity.Needs.Select(NameOf), .. needed[entity.Self.Key]])));
    }

    /// <summary>
    /// Deployments name a service without its namespace; where only one component has a name, it goes by that name alone.
    /// </summary>
    private static Dictionary<string, string> NamesOf(IReadOnlyList<BackstageEntity> entities)
    {
        var distinct = entities.Select(entity => entity.Self).DistinctBy(self => self.Key).ToList();
        var count = distinct.Where(self => self.IsComponent)
            .GroupBy(self => self.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.OrdinalIgnoreCase);
        return distinct.ToDictionary(
            self => self.Key, self => self.IsComponent && count[self.Name] == 1 ? self.Name : self.ShortName);
    }
}
