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
            .Where(route => route.Method == "POST" && !route.TakesForm && route.Access is not GateAccess.ProvenByMessage)
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

    [Theory]
    [InlineData("/deployments/nothing/decision")]
    [InlineData("/decisions/nothing")]
    public async Task A_Form_Is_Taken_From_The_Gates_Own_Pages_Only(string path)
    {
        await using var gate = await GateServer.StartAsync(Principal.SignIn);
        var own = gate.Client.BaseAddress!.GetLeftPart(UriPartial.Authority);

        Assert.Contains("another site", await PostFormAsync(gate, path, null, null), StringComparison.Ordinal);
        Assert.Contains("another site", await PostFormAsync(gate, path, null, "null"), StringComparison.Ordinal);
        Assert.Contains("another site", await PostFormAsync(gate, path, null, "https://evil.example.com"), StringComparison.Ordinal);
        Assert.Contains("another site", await PostFormAsync(gate, path, "cross-site", own), StringComparison.Ordinal);
        Assert.Contains("another site", await PostFormAsync(gate, path, "same-site", null), StringComparison.Ordinal);
        Assert.Contains("another site", await PostFormAsync(gate, path, "none", null), StringComparison.Ordinal);
        Assert.Contains("another site", await PostFormAsync(gate, path, "same-origin", "https://evil.example.com"), StringComparison.Ordinal);
        Assert.Contains("The body is no form", await PostFormAsync(gate, path, "same-origin", own, "application/json"), StringComparison.Ordinal);
        string[] allowed =
            [await PostFormAsync(gate, path, null, own), await PostFormAsync(gate, path, "same-origin", null), await PostFormAsync(gate, path, "same-origin", own)];
        Assert.All(allowed, page => Assert.DoesNotContain("another site", page, StringComparison.Ordinal));
    }

    private static async Task<string> PostFormAsync(
        GateServer gate, string path, string? fetchSite, string? origin, string type = "application/x-www-form-urlencoded")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("head=x", Encoding.UTF8, type) };
        request.Headers.Add(Principal.Header, Principal.Of(GateRoles.View));
        Add(request, "Sec-Fetch-Site", fetchSite);
        Add(request, "Origin", origin);
        using var response = await gate.Client.SendAsync(request, Cancellation);
        return await response.Content.ReadAsStringAsync(Cancellation);
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
