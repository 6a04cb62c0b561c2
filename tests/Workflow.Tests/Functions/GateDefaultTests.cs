using Microsoft.Extensions.Configuration;
using Workflow.Adapters.Files;
using Workflow.Functions.Hosting;

namespace Workflow.Tests.Functions;

public sealed class GateDefaultTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gate-app-");

    [Fact]
    public void Friction_Controls_That_The_App_Was_Built_With_Are_In_Force()
    {
        var file = Path.Combine(folder.FullName, "friction-controls.yaml");
        File.WriteAllText(file, "controls: []");

        Assert.Equal(file, Files().FrictionControls);
        Assert.Equal("others.yaml", Files(("Files:FrictionControls", "others.yaml")).FrictionControls);
        Assert.Equal("", Files(("Files:FrictionControls", "")).FrictionControls);
    }

    [Fact]
    public void An_App_That_Was_Built_Without_Friction_Controls_Has_None()
    {
        Assert.Null(Files().FrictionControls);
        Assert.Equal("others.yaml", Files(("Files:FrictionControls", "others.yaml")).FrictionControls);
    }

    [Fact]
    public void A_Service_Catalogue_And_Signals_That_The_App_Was_Built_With_Are_Used()
    {
        Assert.Equal((null, null), (Files().Services, Files().Signals));
        var (services, signals) = (Path.Combine(folder.FullName, "services.yaml"), Path.Combine(folder.FullName, "signals.yaml"));
        File.WriteAllText(services, "services: {}");
        File.WriteAllText(signals, "signals: []");

        Assert.Equal((services, signals), (Files().Services, Files().Signals));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private FilesOptions Files(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder();
        configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value));
        configuration.AddGateDefaults(folder.FullName);
        return configuration.Build().GetSection("Files").Get<FilesOptions>() ?? new FilesOptions();
    }
}
