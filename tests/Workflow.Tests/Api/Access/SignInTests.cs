using System.Net;
using Microsoft.AspNetCore.Http;
using Workflow.Api.Access;
using Workflow.Api.Routing;

namespace Workflow.Tests.Api.Access;

/// <summary>What a caller of the running HTTP surface is told.</summary>
public sealed class SignInTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/api/deployments")]
    [InlineData("HEAD", "/api/deployments")]
    [InlineData("GET", "/api/deployments/d-1/audit")]
    [InlineData("HEAD", "/")]
    [InlineData("GET", "/deployments/d-1")]
    public async Task Who_Is_Not_Signed_In_Is_Asked_To(string method, string path)
    {
        await using var gate = await GateServer.StartAsync(Principal.SignIn);

        var response = await SendAsync(gate, method, path);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
        Assert.Contains(gate.Log.Lines, line => line.Contains("was refused to somebody at 127.0.0.1: not-signed-in", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("not Base64!")]
    [InlineData("e30=")]
    [InlineData(" ")]
    public async Task A_Principal_That_Cannot_Be_Read_Is_Nobody_And_Not_A_Failure(string header)
    {
        await using var gate = await GateServer.StartAsync(Principal.SignIn);

        var response = await SendAsync(gate, "GET", "/api/deployments", header);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("not-signed-in", (await response.ReadProblemAsync()).Token());
    }

    [Fact]
    public async Task Two_Principals_Are_Nobody()
    {
        await using var gate = await GateServer.StartAsync(Principal.SignIn);
        var context = new DefaultHttpContext { RequestServices = gate.Services };
        context.Request.Headers[Principal.Header] = new([Principal.Of(GateRoles.View), Principal.Of(GateRoles.View)]);

        var result = await GateRoutes.ListDeployments.HandleAsync(context);

        Assert.Equal(StatusCodes.Status401Unauthorized, Assert.IsAssignableFrom<IStatusCodeHttpResult>(result).StatusCode);
    }

    [Fact]
    public async Task A_Page_Leads_To_The_Sign_In_And_Back()
    {
        await using var gate = await GateServer.StartAsync(Principal.SignIn);

        var response = await gate.GetAsync("/deployments/d-1?updates=paused");

        var page = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(
            "href=\"/.auth/login/aad?post_login_redirect_uri=%2Fdeployments%2Fd-1%3Fupdates%3Dpaused\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_Has_No_Role_Is_Told_Which_And_From_Whom()
    {
        await using var gate = await GateServer.StartAsync(Principal.SignIn);

        var response = await SendAsync(gate, "GET", "/api/deployments", Principal.Of("Shop.Admin"));

        var problem = await response.ReadProblemAsync();
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("role-missing", problem.Token());
        Assert.Contains("Grace Hopper does not have the role Gate.View. Whoever administers", problem.Detail(), StringComparison.Ordinal);
        var line = Assert.Single(gate.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
        Assert.Contains($"ListDeployments was refused to {Principal.ObjectId}: role-missing.", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_Comes_From_Another_Tenant_Is_Told_So_Whatever_The_Roles_There()
    {
        await using var gate = await GateServer.StartAsync(Principal.SignIn);

        var response = await SendAsync(
            gate, "GET", "/api/deployments", Principal.OfTenant("0c1d5f1e-52f2-4a0e-9f3b-6a2b7d1c0002", [.. GateRoles.All]));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("other-tenant", (await response.ReadProblemAsync()).Token());
    }

    [Fact]
    public async Task A_Page_Shows_Who_Reads_It_And_Encodes_The_Name()
    {
        await using var gate = await GateServer.StartAsync(Principal.SignIn);
        var hostile = Principal.Encode(
            [("tid", Principal.Tenant), ("oid", Principal.ObjectId), ("name", "<script>\u202E"), ("roles", GateRoles.View)]);

        var pages = new[] { Principal.Of(GateRoles.View), hostile }.Select(header => SendAsync(gate, "GET", "/", header));
        var texts = await Task.WhenAll(pages.Select(async page => await (await page).Content.ReadAsStringAsync(Cancellation)));

        Assert.Contains("<bdi>Grace Hopper</bdi>", texts[0], StringComparison.Ordinal);
        Assert.Contains("<bdi>&lt;script&gt;\\u202E</bdi>", texts[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Page_Names_Nobody_Where_The_Header_Counts_For_Nothing()
    {
        await using var gate = await GateServer.StartAsync();

        var response = await SendAsync(gate, "GET", "/", Principal.Of(GateRoles.View));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain("Grace Hopper", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Handler_Knows_Who_Calls()
    {
        await using var gate = await GateServer.StartAsync(Principal.SignIn);
        Caller? seen = null;
        var route = new GateRoute("AdministerSomething", "POST", "/something", false, GateAccess.PolicyAdministrator, (context, _) =>
        {
            seen = context.Features.Get<Caller>();
            return Task.FromResult<IResult>(TypedResults.NoContent());
        });
        var context = new DefaultHttpContext { RequestServices = gate.Services };
        context.Request.Headers[Principal.Header] = Principal.Of(GateRoles.AdministerPolicy);
        context.Request.ContentType = "application/json";

        await route.HandleAsync(context);

        Assert.Equal((Principal.Name, Principal.ObjectId), (seen?.Name, seen?.ObjectId));
        Assert.True(seen!.Holds(GateRoles.AdministerPolicy) && seen.Holds(GateRoles.View));
        Assert.False(seen.Holds(GateRoles.BreakGlass));
    }

    [Fact]
    public async Task The_Principal_Is_Never_Logged()
    {
        await using var gate = await GateServer.StartAsync(Principal.SignIn);
        var header = Principal.Of("Shop.Admin");

        await SendAsync(gate, "GET", "/api/deployments", header);
        await SendAsync(gate, "GET", "/api/deployments", header + "!");

        Assert.DoesNotContain(gate.Log.Lines, line => line.Contains(header[..40], StringComparison.Ordinal));
        Assert.Contains(gate.Log.Lines, line => line.Contains("nobody counts as signed in: it is not Base64", StringComparison.Ordinal));
    }

    private static Task<HttpResponseMessage> SendAsync(GateServer gate, string method, string path, string? principal = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Parse(method), path);
        if (principal is not null)
        {
            request.Headers.TryAddWithoutValidation(Principal.Header, principal);
        }

        return gate.Client.SendAsync(request, Cancellation);
    }
}
