using System.Net.Http.Headers;
using System.Text.Json;
using Workflow.LocalHost.Hosting;
using Workflow.LocalHost.Local;

namespace Workflow.LocalHost.Demo.Gates;

/// <summary>A gate that runs already, with the demo's settings; this process hosts its stand-ins.</summary>
internal sealed class TargetGate : IDemoGate
{
    private readonly DataFolder data;
    private readonly TargetSettings settings;
    private readonly string? token;
    private LocalServer? standIns;
    private bool hasOurPolicy;

    private TargetGate(Uri target, DataFolder data, TargetSettings settings, string? token)
    {
        Url = target;
        this.data = data;
        this.settings = settings;
        this.token = token;
    }

    public Uri Url { get; }

    public Uri StandIns => settings.StandIns;

    public DemoFiles Files => settings.Files;

    public string RequestSecret => settings.RequestSecret;

    public DemoPace Pace => DemoPace.ScriptedElsewhere;

    public TimeSpan BetweenLooks { get; } = TimeSpan.FromSeconds(1);

    public IEnumerable<string> Warnings => TargetWords.Warnings(Url, settings);

    /// <param name="standIns">Where the user wants the stand-ins; null for where the settings say.</param>
    /// <param name="token">The bearer token for the JSON API; null for none.</param>
    /// <exception cref="DemoException">The gate does not answer, or the demo cannot use it.</exception>
    /// <exception cref="GateConfigurationException">Somebody listens at the stand-ins' address already.</exception>
    public static async Task<TargetGate> FindAsync(
        Uri target, Uri? standIns, DataFolder data, string? token, CancellationToken cancellationToken)
    {
        var settings = TargetSettings.Read(TargetSettings.FilesIn(data));
        if (TargetWords.FindMistake(target, standIns, settings, token) is { } mistake)
        {
            throw new DemoException(mistake);
        }

        ListenAddress.EnsureFree(
            settings.StandIns,
            $"Another demo may be running: stop it, or prepare another address for the stand-ins: {TargetSettings.Command} --url URL.");
        using var http = Connect(target, patience: TimeSpan.Zero);
        using var answer = await http.GetAsync(new Uri("/readyz", UriKind.Relative), cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new DemoException(
                TargetWords.NotReady(target, (int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken)));
        }

        settings.Files.RemoveRepository();
        return new TargetGate(target, data, settings, token);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        standIns = await StandInHost.StartAsync(
            new StandInHostOptions(StandIns, Url, settings.Values, settings.SigningKey), data, data.Combine("demo.log"), cancellationToken);
        using var http = CreateClient();
        await new GateClient(http).EnsureReadableAsync(cancellationToken);
    }

    public HttpClient CreateClient()
    {
        var http = Connect(Url, PatientHandler.UsualPatience);
        http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    public string? ExplainRefusal(int status) => status is 401 or 404 or 422 ? TargetWords.OtherSettings(settings) : null;

    public async Task CheckAsync(DemoRow row, TimeSpan unchanged, GateClient client, CancellationToken cancellationToken)
    {
        if (TargetWords.FindHindrance(row, unchanged, TimeProvider.System.GetUtcNow(), Url, StandIns) is { } hindrance)
        {
            throw new DemoException(hindrance);
        }

        if (!hasOurPolicy && row.Status is { State: not "received" })
        {
            hasOurPolicy = await HasOurPolicyAsync(row.Id, client, cancellationToken);
        }
    }

    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => standIns!.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (standIns is not null)
        {
            await standIns.DisposeAsync();
        }
    }

    /// <returns>False where the policy has not been applied yet.</returns>
    /// <exception cref="DemoException">Another policy was applied.</exception>
    private async Task<bool> HasOurPolicyAsync(string deployment, GateClient client, CancellationToken cancellationToken)
    {
        var audit = await client.ReadAuditAsync(deployment, cancellationToken);
        if (audit.Records.FirstOrDefault(record => record.Kind == "policy.evaluated")?.Data is not { } facts)
        {
            return false;
        }

        using var document = JsonDocument.Parse(facts);
        var result = document.RootElement.GetProperty("result");
        return result.GetProperty("policyDigest").GetString() == Files.PolicyDigest()
            ? true
            : throw new DemoException(TargetWords.OtherPolicy(result.GetProperty("policyName").GetString(), settings));
    }

    private static HttpClient Connect(Uri target, TimeSpan patience) =>
        new(new PatientHandler(target, patience, TimeProvider.System)
        {
            InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false },
        })
        {
            BaseAddress = target,
            Timeout = Timeout.InfiniteTimeSpan,
        };
}
