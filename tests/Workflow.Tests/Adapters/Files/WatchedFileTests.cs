using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Workflow.Adapters.Files;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Adapters.Files;

public sealed class WatchedFileTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("files-");
    private readonly FakeTimeProvider time = new();
    private readonly List<string> errors = [];

    private string FilePath => Path.Combine(folder.FullName, "word.txt");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_Changed_File_Is_In_Force_After_The_Interval()
    {
        var file = Watch("one");
        var before = file.Current();

        File.WriteAllText(FilePath, "two");
        var early = file.Current();
        time.Advance(Interval);
        var late = file.Current();

        Assert.Equal(("one", "one", "two"), (before, early, late));
        Assert.Empty(errors);
    }

    [Fact]
    public void A_Newer_Version_With_Mistakes_Leaves_The_Old_One_In_Force_And_Is_Logged_Once()
    {
        var file = Watch("one");
        file.Current();

        File.WriteAllText(FilePath, "bad");
        time.Advance(Interval);
        var first = file.Current();
        time.Advance(Interval);
        var second = file.Current();

        Assert.Equal(("one", "one"), (first, second));
        Assert.Contains("(1,2): mistake", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void A_File_That_Vanishes_Leaves_The_Old_Version_In_Force_And_Is_Read_When_It_Is_Back()
    {
        var file = Watch("one");
        file.Current();

        File.Delete(FilePath);
        time.Advance(Interval);
        var gone = file.Current();
        File.WriteAllText(FilePath, "two");
        time.Advance(Interval);
        var back = file.Current();

        Assert.Equal(("one", "two"), (gone, back));
        Assert.Single(errors);
    }

    [Fact]
    public void An_Unchanged_File_Is_Not_Parsed_Again()
    {
        var file = Watch("one");
        var before = file.Current();

        time.Advance(Interval);

        Assert.Same(before, file.Current());
    }

    [Fact]
    public async Task A_Host_With_Mistakes_In_Both_Files_Does_Not_Start_And_Tells_All_Of_Them()
    {
        var (people, policy) = (Path.Combine(folder.FullName, "a.yaml"), Path.Combine(folder.FullName, "b.yaml"));
        await File.WriteAllTextAsync(people, "people: []", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(policy, "name: x", TestContext.Current.CancellationToken);
        using var host = BuildHost(people, policy);

        var exception = await Assert.ThrowsAsync<FileProblemException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal([people, policy, policy, policy], exception.Problems.Select(problem => problem.File));
    }

    [Fact]
    public async Task A_Missing_File_Is_An_Error_At_Start_That_Names_It()
    {
        using var host = BuildHost(Path.Combine(folder.FullName, "none.yaml"), "review-policy.yaml");

        var exception = await Assert.ThrowsAsync<FileProblemException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("none.yaml: cannot be read", Assert.Single(exception.Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Shipped_Files_Are_Found_Beside_The_Program()
    {
        using var host = BuildHost("people.yaml", "review-policy.yaml");

        await host.StartAsync(TestContext.Current.CancellationToken);

        var people = host.Services.GetRequiredService<IPeopleDirectory>();
        Assert.NotEmpty(await people.ListAsync(Level.Senior, "release-manager", TestContext.Current.CancellationToken));
        var policy = host.Services.GetRequiredService<IPolicySource>();
        Assert.NotEmpty((await policy.GetAsync(TestContext.Current.CancellationToken)).Rules);
    }

    [Fact]
    public async Task A_Check_Interval_Out_Of_Range_Is_An_Error_At_Start()
    {
        using var host = BuildHost("people.yaml", "review-policy.yaml", "02:00:00");

        await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
    }

    private static IHost BuildHost(string people, string policy, string interval = "00:00:03")
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Files:People"] = people,
            ["Files:Policy"] = policy,
            ["Files:CheckInterval"] = interval,
        });
        builder.Services.AddFiles(builder.Configuration.GetSection("Files"));
        return builder.Build();
    }

    private WatchedFile<string> Watch(string content)
    {
        File.WriteAllText(FilePath, content);
        return new WatchedFile<string>(FilePath, Parse, Interval, time, new ErrorLogger(errors));
    }

    private static string Parse(string file, ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return text == "bad" ? throw new FileProblemException([new FileProblem(file, 1, 2, "mistake")]) : text;
    }

    private sealed class ErrorLogger(List<string> errors) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                errors.Add(formatter(state, exception));
            }
        }
    }
}
