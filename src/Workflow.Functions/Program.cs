using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Workflow.Functions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Configuration.AddGateDefaults(AppContext.BaseDirectory);
builder.Services.AddGate(builder.Configuration);
builder.Build().Run();
