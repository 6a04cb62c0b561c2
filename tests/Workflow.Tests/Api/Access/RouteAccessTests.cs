using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Workflow.Api;
using Workflow.Api.Access;
using Workflow.Api.Routing;

namespace Workflow.Tests.Api.Access;

/// <summary>Every route, with every way to know callers, and every kind of caller.</summary>
public sealed class RouteAccessTests
{
    private const string Nobody = "nobody";
    private const string ForeignTenant = "foreign tenant";

    private static readonly string[] Callers =
        [Nobody, ForeignTenant, "", GateRoles.View, GateRoles.AdministerPolicy, GateRoles.BreakGlass, "gate.view", "Gate.View.Extra"];

    /// <summary>Every route, and one for each access that no route has yet.</summary>
    private static readonly IReadOnlyList<GateRoute> Routes =
    [
        .. GateRoutes.All,
        GateRoutes.Unmatched,
        .. Enum.GetValues<GateAccess>().Select(access => new GateRoute($"Any{access}", "POST", $"/{access}", false, access, AnswerAsync)),
    ];

    public static TheoryData<string, string, bool> SignedIn()
    {
        var cases = new TheoryData<string, string, bool>();
        foreach (var route in Routes)
        {
            foreach (var caller in Callers)
            {
                cases.Add(route.Name, caller, IsAllowed(route.Access, caller));
            }
        }

        return cases;
    }

    public static TheoryData<string, string> Unnamed()
    {
        var cases = new TheoryData<string, string>();
        foreach (var route in Routes)
        {
            cases.Add(route.Name, nameof(SignInMode.ThisMachine));
            cases.Add(route.Name, nameof(SignInMode.Proxy));
            cases.Add(route.Name, nameof(SignInMode.None));
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(SignedIn))]
    public async Task A_Role_Opens_Its_Routes_And_No_Others(string route, string roles, bool isAllowed)
    {
        var context = Call(Principal.SignIn, "203.0.113.9", "gate.example.com");
        if (roles != Nobody)
        {
            context.Request.Headers[Principal.Header] =
                roles == ForeignTenant ? Principal.OfTenant(Guid.NewGuid().ToString(), [.. GateRoles.All]) : Principal.Of(roles);
        }

        var status = await ReachAsync(route, context);

        var refusal = roles == Nobody ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden;
        Assert.Equal(isAllowed ? StatusCodes.Status200OK : refusal, status);
    }

    [Theory]
    [MemberData(nameof(Unnamed))]
    public async Task Where_Nobody_Is_Known_By_Name_A_Forged_Principal_Opens_Nothing_More(string route, string mode)
    {
        var context = Call(Mode(mode), "127.0.0.1", "localhost");
        context.Request.Headers[Principal.Header] = Principal.Of([.. GateRoles.All]);

        var status = await ReachAsync(route, context);

        var needsName = Find(route).Access is GateAccess.PolicyAdministrator or GateAccess.BreakGlass or GateAccess.SignedIn;
        Assert.Equal(needsName ? StatusCodes.Status403Forbidden : StatusCodes.Status200OK, status);
        Assert.Null(context.Features.Get<Caller>());
    }

    [Theory]
    [MemberData(nameof(Unnamed))]
    public async Task Callers_From_Elsewhere_See_Nothing_Of_A_Gate_For_This_Machine(string route, string mode)
    {
        HttpContext[] elsewhere =
            [Call(Mode(mode), "203.0.113.9", "localhost"), Call(Mode(mode), "127.0.0.1", "rebound.example"), Call(Mode(mode), null, "localhost")];

        foreach (var context in elsewhere)
        {
            var status = await ReachAsync(route, context);

            var isOpen = Find(route).Access is GateAccess.Anyone or GateAccess.ProvenByMessage;
            var isShown = Find(route).Access is GateAccess.Viewer && mode is not nameof(SignInMode.ThisMachine);
            Assert.Equal(isOpen || isShown ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden, status);
        }
    }

    [Fact]
    public void Only_These_Routes_Ask_Nobody_Who_Calls()
    {
        var open = Routes.Where(route => !route.Name.StartsWith("Any", StringComparison.Ordinal))
            .ToLookup(route => route.Access, route => route.Name);

        Assert.Equal(["GetHealth", "GetReadiness", "GetStylesheet", "GetIcon", "Unmatched"], open[GateAccess.Anyone]);
        Assert.Equal(["ReceiveWebhook", "ReceiveMessage"], open[GateAccess.ProvenByMessage]);
    }

    [Fact]
    public void Every_Declared_Route_Is_In_The_Table()
    {
        var declared = typeof(GateRoutes).GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
            .Select(field => field.GetValue(null))
            .OfType<GateRoute>();

        Assert.Equal([.. GateRoutes.All, GateRoutes.Unmatched], declared);
    }

    [Fact]
    public void A_Host_Can_Reach_A_Handler_Only_Through_The_Check() =>
        Assert.DoesNotContain(typeof(GateRoute).GetProperties(), property => property.PropertyType == typeof(GateHandler));

    private static bool IsAllowed(GateAccess access, string caller) => access switch
    {
        GateAccess.Anyone or GateAccess.ProvenByMessage => true,
        GateAccess.SignedIn => caller is not (Nobody or ForeignTenant),
        GateAccess.Viewer => caller is GateRoles.View or GateRoles.AdministerPolicy or GateRoles.BreakGlass,
        GateAccess.PolicyAdministrator => caller is GateRoles.AdministerPolicy,
        GateAccess.BreakGlass => caller is GateRoles.BreakGlass,
        _ => throw new ArgumentOutOfRangeException(nameof(access), access, "Say here who may call it."),
    };

    private static GateRoute Find(string name) => Routes.Single(route => route.Name == name);

    /// <summary>Calls the route with a handler that answers 200, so that every other answer is the check's.</summary>
    private static async Task<int?> ReachAsync(string name, HttpContext context)
    {
        var route = Find(name);
        var probe = new GateRoute(route.Name, route.Method, route.Template, route.IsPage, route.Access, AnswerAsync);
        return (await probe.HandleAsync(context) as IStatusCodeHttpResult)?.StatusCode;
    }

    private static Task<IResult> AnswerAsync(HttpContext context, CancellationToken cancellationToken) =>
        Task.FromResult<IResult>(TypedResults.StatusCode(StatusCodes.Status200OK));

    private static Action<IServiceCollection> Mode(string mode) =>
        services => services.Configure<AccessOptions>(access => access.SignIn = mode);

    private static DefaultHttpContext Call(Action<IServiceCollection> access, string? address, string host)
    {
        var services = new ServiceCollection().AddLogging().AddGateApi(ownsSocket: true);
        services.AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(
            new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build());
        access(services);
        var context = new DefaultHttpContext { RequestServices = services.BuildServiceProvider() };
        context.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
        context.Request.Host = new HostString(host);
        context.Request.ContentType = "application/json";
        return context;
    }
}
