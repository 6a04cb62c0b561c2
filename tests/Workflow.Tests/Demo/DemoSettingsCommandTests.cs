using Workflow.LocalHost.Commands;

namespace Workflow.Tests.Demo;

public sealed class DemoSettingsCommandTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--format env")]
    [InlineData("--target http://127.0.0.1:7299")]
    [InlineData("--url http://127.0.0.1:7299")]
    public void It_Needs_No_Address(string arguments) => Assert.Empty(ErrorsOf(arguments));

    [Theory]
    [InlineData("--target http://127.0.0.1:7072", "--url and --target are two addresses")]
    [InlineData("--url http://127.0.0.1:7071", "--url and --target are two addresses")]
    [InlineData("--url http://127.0.0.1:9 --target http://127.0.0.1:9", "--url and --target are two addresses")]
    [InlineData("--url http://192.0.2.1", "this machine only")]
    public void An_Address_That_Cannot_Be_Is_Refused(string arguments, string words) =>
        Assert.Contains(words, Assert.Single(ErrorsOf(arguments)), StringComparison.Ordinal);

    private static string[] ErrorsOf(string arguments) =>
        [.. DemoSettingsCommand.Create().Parse(arguments).Errors.Select(error => error.Message)];
}
