using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Workflow.Adapters;
using Workflow.Functions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Configuration.AddGateDefaults(AppContext.BaseDirectory);
builder.Services.AddGate(builder.Configuration);
try
{
    builder.Build().Run();
    return 0;
}
catch (Exception failure) when (StartDefects.Of(failure) is { Count: > 0 } defects)
{
    Console.Error.WriteLine($"The gate does not start: {string.Join($"{Environment.NewLine}- ", ["its configuration is incomplete or wrong.", .. defects])}");
    return 1;
}
