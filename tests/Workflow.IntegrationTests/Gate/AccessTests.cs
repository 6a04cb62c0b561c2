using System.Net;
using System.Text;

namespace Workflow.IntegrationTests.Gate;

/// <summary>Who sees a whole gate on this machine.</summary>
public sealed class AccessTests(AzuriteFixture azurite)
{
    /// <summary>The header that App Service Authentication would send, for a person with every role.</summary>
    private static readonly string Forged = Convert.ToBase64String(Encoding.UTF8.GetBytes("""
        {"auth_typ": "aad", "claims": [
          {"typ": "tid", "val": "0c1d5f1e-52f2-4a0e-9f3b-6a2b7d1c0001"}, {"typ": "oid", "val": "6f1c2a54-8d0e-4b7a-9c35-1e2f3a4b5c01"},
          {"typ": "roles", "val": "Gate.View"}, {"typ": "roles", "val": "Gate.AdministerPolicy"}]}
        """));

    [Fact]
    public async Task A_Foreign_Name_Or_A_Proxy_Shows_Nobody_The_Console_Or_The_Api_And_Reaches_What_Proves_Itself()
    {
        await using var gate = await RunningGate.StartAsync(azurite);
        foreach (var (header, value) in ((string, string)[])[("Host", "evil.example"), ("X-Forwarded-For", "203.0.113.9")])
        {
            Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(gate, "/", header, value));
            Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(gate, "/deployments/d-1", header, value));
            Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(gate, "/api/deployments", header, value));
            Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(gate, "/local/inbox", header, value));
            Assert.Equal(HttpStatusCode.OK, await AskAsync(gate, "/healthz", header, value));
            using var accepted = await gate.DeliverAsync(
                gate.Request($"d-{header}"), header, alter: request => request.Headers.TryAddWithoutValidation(header, value));
            Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, await AskAsync(gate, "/", "Accept", "text/html"));
    }

    [Fact]
    public async Task Behind_A_Proxy_That_Signs_People_In_The_Console_Is_Shown()
    {
        await using var gate = await RunningGate.StartAsync(azurite, new Dictionary<string, string?> { ["Access:SignIn"] = "Proxy" });

        Assert.Equal(HttpStatusCode.OK, await AskAsync(gate, "/", "Host", "gate.example.com"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(gate, "/api/deployments", "X-Forwarded-For", "203.0.113.9"));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(gate, "/local/inbox", "X-Forwarded-For", "203.0.113.9"));
    }

    private static async Task<HttpStatusCode> AskAsync(RunningGate gate, string path, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation(header, value);
        request.Headers.TryAddWithoutValidation("X-MS-CLIENT-PRINCIPAL", Forged);
        using var response = await gate.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
