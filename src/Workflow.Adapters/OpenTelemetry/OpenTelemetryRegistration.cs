using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Workflow.Orchestration;

namespace Workflow.Adapters.OpenTelemetry;

/// <summary>Traces and metrics, and to where they are exported.</summary>
public static class OpenTelemetryRegistration
{
    /// <summary>Names a collector for traces and metrics (OpenTelemetry's standard environment variable).</summary>
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Names an Application Insights resource for traces, metrics and logs. Set by Azure.</summary>
    private const string ApplicationInsights = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>
    /// Azure's way to say that the resource takes no keys but an identity's token: <c>Authorization=AAD</c>, with
    /// <c>;ClientId=...</c> for a user-assigned identity.
    /// </summary>
    private const string ApplicationInsightsAuthentication = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    /// <summary>Exports to whatever the configuration names; to nowhere where it names nothing.</summary>
    public static void AddGateTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("deployment-review-gate"))
            .WithTracing(tracing => tracing
                .AddSource(Telemetry.Name)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation())
            .WithMetrics(metrics => metrics
                .AddMeter(Telemetry.Name)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation());
        if (!string.IsNullOrEmpty(configuration[OtlpEndpoint]))
        {
            telemetry.UseOtlpExporter();
        }

        if (configuration[ApplicationInsights] is { Length: > 0 } connectionString)
        {
            telemetry.UseAzureMonitorExporter(options =>
            {
                options.ConnectionString = connectionString;
                options.Credential = CredentialOf(configuration[ApplicationInsightsAuthentication]);
            });
        }
    }

    private static ManagedIdentityCredential? CredentialOf(string? authentication)
    {
        var parts = (authentication ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .ToDictionary(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        return !parts.TryGetValue("Authorization", out var kind) || kind != "AAD"
            ? null
            : new ManagedIdentityCredential(parts.TryGetValue("ClientId", out var client)
                ? ManagedIdentityId.FromUserAssignedClientId(client)
                : ManagedIdentityId.SystemAssigned);
    }
}
