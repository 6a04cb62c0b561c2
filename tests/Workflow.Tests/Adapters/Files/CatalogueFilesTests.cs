using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Workflow.Adapters.Files;
using Workflow.Core.Services;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Adapters.Files;

public sealed class CatalogueFilesTests : IDisposable
{
    private const string Component = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: NAME }\n";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("catalogue-");
    private readonly FakeTimeProvider time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Without_A_Configured_File_There_Is_No_Catalogue() => Assert.Null(await ReadAsync(null));

    [Fact]
    public async Task The_Shipped_File_Is_Found_Beside_The_Program() =>
        Assert.Equal(1, (await ReadAsync("services.yaml"))!.Of("orders").HighestTier);

    [Fact]
    public async Task A_File_Of_Backstage_Entities_Is_Known_By_Its_Content_Whatever_Its_Name()
    {
        Write("all.yaml", $"# ours\n{Component.Replace("NAME", "a")}---\n{Component.Replace("NAME", "b")}");

        Assert.Equal(2, (await ReadAsync(PathOf("all.yaml")))!.Count);
    }

    [Fact]
    public async Task A_Folder_Is_Searched_For_Backstage_Files_But_Not_Its_Hidden_Folders_And_Links()
    {
        Write("catalog-info.yaml", Component.Replace("NAME", "root"));
        Write("teams/a/catalog-info.yml", Component.Replace("NAME", "a"));
        Write("teams/b/catalog-info.yaml", Component.Replace("NAME", "b"));
        Write("teams/b/other.yaml", Component.Replace("NAME", "other"));
        Write(".git/catalog-info.yaml", Component.Replace("NAME", "hidden"));
        Directory.CreateSymbolicLink(PathOf("teams/loop"), folder.FullName);

        var catalogue = await ReadAsync(folder.FullName);

        Assert.Equal((3, true), (catalogue!.Count, new[] { "root", "a", "b" }.All(name => catalogue.Find(name) is not null)));
    }

    [Fact]
    public async Task A_Folder_Is_Read_Again_When_A_File_Changes_Comes_Or_Goes()
    {
        Write("a/catalog-info.yaml", Component.Replace("NAME", "a"));
        using var host = BuildHost(folder.FullName);
        await host.StartAsync(Cancellation);
        var source = host.Services.GetRequiredService<IServiceCatalogueSource>();
        var first = await source.GetAsync(Cancellation);

        time.Advance(TimeSpan.FromSeconds(3));
        var same = await source.GetAsync(Cancellation);
        Write("b/catalog-info.yaml", Component.Replace("NAME", "b"));
        time.Advance(TimeSpan.FromSeconds(3));
        var more = await source.GetAsync(Cancellation);
        Write("a/catalog-info.yaml", "kind: [");
        time.Advance(TimeSpan.FromSeconds(3));
        var broken = await source.GetAsync(Cancellation);
        File.Delete(PathOf("a/catalog-info.yaml"));
        time.Advance(TimeSpan.FromSeconds(3));
        var less = await source.GetAsync(Cancellation);

        Assert.Same(first, same);
        Assert.Same(more, broken);
        Assert.Equal((1, 2, 1), (first!.Count, more!.Count, less!.Count));
        Assert.Null(less.Find("a"));
    }

    [Fact]
    public async Task Mistakes_In_Any_File_Of_A_Folder_End_The_Start_And_Are_Told_Together()
    {
        Write("a/catalog-info.yaml", "kind: Component");
        Write("b/catalog-info.yaml", "kind: API");

        var exception = await Assert.ThrowsAsync<FileProblemException>(() => ReadAsync(folder.FullName));

        Assert.Equal([PathOf("a/catalog-info.yaml"), PathOf("b/catalog-info.yaml")], exception.Problems.Select(problem => problem.File));
    }

    [Fact]
    public async Task An_Empty_Folder_And_A_Missing_File_End_The_Start()
    {
        var empty = await Assert.ThrowsAsync<FileProblemException>(() => ReadAsync(folder.FullName));
        var missing = await Assert.ThrowsAsync<FileProblemException>(() => ReadAsync(PathOf("none.yaml")));

        Assert.Contains("holds no Component", empty.Message, StringComparison.Ordinal);
        Assert.Contains("none.yaml: cannot be read", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_File_That_Is_Too_Large_Is_Not_Read()
    {
        Write("services.yaml", new string('#', 4_000_001));

        var exception = await Assert.ThrowsAsync<FileProblemException>(() => ReadAsync(PathOf("services.yaml")));

        Assert.Contains("is larger than 4 MB", exception.Message, StringComparison.Ordinal);
    }

    private string PathOf(string name) => Path.Combine(folder.FullName, name);

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
    }

    private async Task<ServiceCatalogue?> ReadAsync(string? path)
    {
        using var host = BuildHost(path);
        await host.StartAsync(Cancellation);
        return await host.Services.GetRequiredService<IServiceCatalogueSource>().GetAsync(Cancellation);
    }

    private IHost BuildHost(string? path)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Files:Services"] = path });
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddFiles(builder.Configuration.GetSection("Files"));
        return builder.Build();
    }
}
