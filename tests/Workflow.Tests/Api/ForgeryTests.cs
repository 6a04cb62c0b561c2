using System.Net;
using System.Text;
using Workflow.Api.Access;
using Workflow.Api.Routing;
using Workflow.Tests.Api.Access;

namespace Workflow.Tests.Api;

/// <summary>What another site's page could have a browser send to each route that changes something.</summary>
public sealed class ForgeryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> ChangingRoutes =>
    [
        .. GateRoutes.All
            .Where(route => route.Method == "POST" && route.Access is not GateAccess.ProvenByMessage)
            .Select(route => route.Name),
    ];

    [Theory]
    [MemberData(nameof(ChangingRoutes))]
    public async Task A_Form_And_Another_Sites_Script_Are_Refused_And_A_Program_Is_Not(string route)
    {
        await using var gate = await GateServer.StartAsync(Principal.SignIn);

        foreach (var type in new[] { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data" })
        {
            Assert.Equal("not-json", await SendAsync(gate, route, type));
        }

        Assert.Equal("foreign-site", await SendAsync(gate, route, fetchSite: "cross-site"));
        Assert.Equal("foreign-site", await SendAsync(gate, route, fetchSite: "same-site"));
        Assert.Equal("foreign-site", await SendAsync(gate, route, origin: "https://evil.example.com"));
        Assert.Equal("foreign-site", await SendAsync(gate, route, origin: "null"));
        string?[] allowed =
        [
            await SendAsync(gate, route),
            await SendAsync(gate, route, fetchSite: "same-origin", origin: gate.Client.BaseAddress!.GetLeftPart(UriPartial.Authority)),
            await SendAsync(gate, route, fetchSite: "none"),
        ];
        Assert.All(allowed, token => Assert.False(token is "foreign-site" or "not-json", token));
    }

    /// <returns>The token of the problem; null for none.</returns>
    private static async Task<string?> SendAsync(
        GateServer gate, string route, string type = "application/json", string? fetchSite = null, string? origin = null)
    {
        var path = GateRoutes.All.Single(one => one.Name == route).Template.Replace("{id}", "nothing", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("{}", Encoding.UTF8, type) };
        request.Headers.Add(Principal.Header, Principal.Of([.. GateRoles.All]));
        Add(request, "Sec-Fetch-Site", fetchSite);
        Add(request, "Origin", origin);
        using var response = await gate.Client.SendAsync(request, Cancellation);
        return response.StatusCode is HttpStatusCode.OK ? null : (await response.ReadProblemAsync()).Token();
    }

    private static void Add(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.Add(name, value);
        }
    }
}
