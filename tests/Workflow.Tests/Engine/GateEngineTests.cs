using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workflow.LocalHost.Hosting;
using Workflow.Orchestration.Activities;

namespace Workflow.Tests.Engine;

public sealed class GateEngineTests
{
    [Fact]
    public void It_Can_Run_Every_Activity_Of_The_Catalogue()
    {
        var data = DataFolder.Open(Directory.CreateTempSubdirectory("engine-").FullName);
        var location = new GateLocation(new Uri("http://127.0.0.1:7071"), "UseDevelopmentStorage=true", data);

        var engine = new ServiceCollection().AddGateEngine(new ConfigurationBuilder().Build(), location);

        var known = typeof(ActivityCatalogue).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.Name);
        Assert.Equal(known.Order(), engine.ActivityNames.Order());
    }
}
