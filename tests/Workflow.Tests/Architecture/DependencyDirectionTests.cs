namespace Workflow.Tests.Architecture;

public sealed class DependencyDirectionTests
{
    private const string Core = "Workflow.Core";
    private const string Orchestration = "Workflow.Orchestration";
    private const string Adapters = "Workflow.Adapters";
    private const string Api = "Workflow.Api";

    /// <summary>Which rooms a room may know. Hosts and tests may know any.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        [Core] = [],
        [Orchestration] = [Core],
        [Adapters] = [Core, Orchestration],
        [Api] = [Core, Orchestration],
    };

    private static readonly string[] HostsAndTests =
    [
        "Workflow.Functions", "Workflow.LocalHost", "Workflow.Cli",
        "AzureFunctions.Surface", "Workflow.Tests", "Workflow.IntegrationTests", "Workflow.Benchmarks",
    ];

    private static readonly string[] ImpureTypes =
    [
        "System.Threading.Tasks.Task",
        "System.Threading.Tasks.Task`1",
        "System.Threading.Tasks.ValueTask",
        "System.Threading.Tasks.ValueTask`1",
        "System.Threading.Thread",
        "System.Threading.Timer",
        "System.Net.Http.HttpClient",
        "System.IO.File",
        "System.IO.Directory",
        "System.IO.FileStream",
        "System.TimeProvider",
        "System.Random",
        "System.Console",
        "System.Diagnostics.Process",
        "System.Diagnostics.Stopwatch",
    ];

    private static readonly string[] ImpureMembers =
    [
        "System.DateTime.get_Now",
        "System.DateTime.get_UtcNow",
        "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now",
        "System.DateTimeOffset.get_UtcNow",
        "System.Guid.NewGuid",
        "System.Environment.GetEnvironmentVariable",
        "System.Environment.get_TickCount",
        "System.Environment.get_TickCount64",
    ];

    public static TheoryData<string> RoomsWithRules => [.. Allowed.Keys];

    [Fact]
    public void Every_Project_Of_The_Solution_Has_Its_Rule() =>
        Assert.Equal(Allowed.Keys.Concat(HostsAndTests).Order(), Rooms.Projects.Keys.Order());

    [Fact]
    public void Every_Project_On_Disk_Is_In_The_Solution()
    {
        var onDisk = new[] { "src", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Rooms.Root, folder), "*.csproj", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Rooms.Root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal));

        Assert.Equal(onDisk.Order(), Rooms.Projects.Values.Order());
    }

    [Theory]
    [MemberData(nameof(RoomsWithRules))]
    public void A_Project_References_Only_The_Rooms_Below_It(string room) =>
        Assert.Empty(Rooms.ProjectReferences(room).Except(Allowed[room]));

    [Theory]
    [MemberData(nameof(RoomsWithRules))]
    public void An_Assembly_Uses_Only_The_Rooms_Below_It(string room)
    {
        var ours = Rooms.AssemblyReferences(room).Where(name => name.StartsWith("Workflow.", StringComparison.Ordinal));

        Assert.Empty(ours.Except(Allowed[room]));
    }

    [Fact]
    public void Only_The_Functions_Host_And_The_Tests_That_Compare_It_Refer_To_The_Surface() =>
        Assert.Equal(
            ["Workflow.Functions", "Workflow.Tests"],
            Rooms.Projects.Keys.Where(project => Rooms.ProjectReferences(project).Contains("AzureFunctions.Surface")).Order());

    [Fact]
    public void Core_Needs_Nothing_But_The_Base_Class_Library()
    {
        Assert.Empty(Rooms.Items(Core, "PackageReference"));
        Assert.Empty(Rooms.Items(Core, "FrameworkReference"));
        Assert.All(Rooms.AssemblyReferences(Core), name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Orchestration_Knows_No_Sdk_And_No_Web_Framework()
    {
        Assert.Empty(Rooms.Items(Orchestration, "FrameworkReference"));
        Assert.All(
            Rooms.AssemblyReferences(Orchestration).Except(Allowed[Orchestration]),
            name => Assert.True(
                name.StartsWith("System.", StringComparison.Ordinal)
                || (name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)),
                name));
    }

    [Fact]
    public void Core_Uses_No_Clock_No_Chance_And_Nothing_Outside_Itself()
    {
        Assert.Empty(Rooms.TypeReferences(Core).Intersect(ImpureTypes));
        Assert.Empty(Rooms.MemberReferences(Core).Intersect(ImpureMembers));
        Assert.Contains("System.DateTimeOffset.ToUniversalTime", Rooms.MemberReferences(Core));
    }

    [Fact]
    public void What_Orchestrators_Must_Not_Call_Is_Banned_In_Their_Project()
    {
        Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", Rooms.Items(Orchestration, "PackageReference"));
        Assert.Contains("BannedSymbols.txt", Rooms.Items(Orchestration, "AdditionalFiles"));

        var folder = Path.Combine(Rooms.Root, Path.GetDirectoryName(Rooms.Projects[Orchestration])!);
        var banned = File.ReadAllLines(Path.Combine(folder, "BannedSymbols.txt")).Select(line => line.Split(';')[0]);
        string[] wanted =
        [
            "P:System.DateTime.Now", "P:System.DateTime.UtcNow", "P:System.DateTimeOffset.UtcNow", "M:System.Guid.NewGuid",
            "M:System.Threading.Tasks.Task.Delay(System.TimeSpan)", "M:System.Threading.Tasks.Task.Run(System.Action)",
            "T:System.Net.Http.HttpClient", "T:System.IO.File",
        ];
        Assert.Empty(wanted.Except(banned));
    }
}
