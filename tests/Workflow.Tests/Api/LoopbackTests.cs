using System.Net;
using Microsoft.AspNetCore.Http;
using Workflow.Api.Routing;

namespace Workflow.Tests.Api;

public sealed class LoopbackTests
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1:7071")]
    [InlineData("127.0.0.1", "LOCALHOST:7071")]
    [InlineData("::1", "[::1]:7071")]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1")]
    public void A_Caller_By_Loopback_Address_And_Name_Is_On_This_Machine(string address, string host)
    {
        Assert.True(Loopback.IsCaller(Call(address, host)));
    }

    [Theory]
    [InlineData("203.0.113.9", "localhost")]
    [InlineData(null, "localhost")]
    [InlineData("127.0.0.1", "rebound.example")]
    [InlineData("127.0.0.1", "localhost.example")]
    [InlineData("127.0.0.1", "")]
    public void A_Foreign_Address_Or_Name_Is_Not(string? address, string host)
    {
        Assert.False(Loopback.IsCaller(Call(address, host)));
    }

    [Theory]
    [InlineData("Forwarded")]
    [InlineData("x-forwarded-for")]
    [InlineData("X-Forwarded-Host")]
    [InlineData("X-Forwarded-Proto")]
    [InlineData("x-real-ip")]
    [InlineData("Via")]
    public void Who_Came_Through_A_Proxy_Is_Not(string header)
    {
        var call = Call("127.0.0.1", "localhost");
        call.Request.Headers[header] = "127.0.0.1";

        Assert.False(Loopback.IsCaller(call));
    }

    private static DefaultHttpContext Call(string? address, string host)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
        context.Request.Host = new HostString(host);
        return context;
    }
}
