using Workflow.Api.Access;

namespace Workflow.Tests.Api.Access;

public sealed class ClientPrincipalTests
{
    public static TheoryData<string> Broken =>
    [
        "",
        "not Base64!",
        Principal.Encode(""),
        Principal.Encode("[]"),
        Principal.Encode("null"),
        Principal.Encode("\"text\""),
        Principal.Encode("{"),
        Principal.Encode("""{"auth_typ":"aad"}"""),
        Principal.Encode("""{"auth_typ":"aad","claims":null}"""),
        Principal.Encode("""{"auth_typ":"aad","claims":[]}"""),
        Principal.Encode("""{"auth_typ":"aad","claims":[null,1,"tid",{"typ":1,"val":2}]}"""),
        Principal.Encode("""{"auth_typ":"aad","claims":[{"typ":"name","val":"\ud800"}]}"""),
        Principal.Encode(new string('[', 5000)),
        Principal.Encode($$"""{"auth_typ":"aad","claims":[],"claims":{{Claims()}}}"""),
        Convert.ToBase64String([0xff, 0xfe, 0x7b, 0x7d]),
        Principal.Of(GateRoles.View)[..^4],
        Principal.Encode(Principal.Claims("roles", [GateRoles.View]), provider: "google"),
        Principal.Encode([.. Principal.Claims("roles", [GateRoles.View]), ("tid", Principal.ObjectId)]),
        Principal.Encode([.. Principal.Claims("roles", [GateRoles.View]), ("oid", Principal.Tenant)]),
        Principal.Encode([("tid", Principal.Tenant), ("name", "Nobody"), ("roles", GateRoles.View)]),
        Principal.Encode([("oid", Principal.ObjectId), ("name", "Nobody"), ("roles", GateRoles.View)]),
        Principal.Encode([("tid", "contoso"), ("oid", Principal.ObjectId), ("roles", GateRoles.View)]),
        Principal.Encode([("tid", Principal.Tenant), ("oid", 7), ("roles", GateRoles.View)]),
        Principal.Encode([.. Principal.Claims("roles", [GateRoles.View]), ("groups", new string('g', ClientPrincipal.MaxHeaderLength))]),
    ];

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_Is_Not_A_Principal_Of_Entra_Is_Nobody_And_Says_Why(string header)
    {
        Assert.Null(ClientPrincipal.TryParse(header, out var defect));
        Assert.StartsWith("it ", defect, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auth_time", "1772444000", 1772444000L)]
    [InlineData("http://schemas.microsoft.com/ws/2008/06/identity/claims/authenticationinstant", "1772444000", 1772444000L)]
    [InlineData("auth_time", "-1", null)]
    [InlineData("auth_time", "9999999999999", null)]
    [InlineData("auth_time", "yesterday", null)]
    [InlineData("iat", "1772444000", null)]
    public void The_Moment_Of_The_Sign_In_Is_What_The_Token_Says_Of_It(string type, string value, long? seconds)
    {
        var caller = CallerWith((type, value));

        Assert.Equal(seconds, caller.SignedInAt?.ToUnixTimeSeconds());
    }

    [Fact]
    public void Of_Two_Moments_Neither_Counts() =>
        Assert.Null(CallerWith(("auth_time", "1772444000"), ("auth_time", "1772444001")).SignedInAt);

    [Theory]
    [InlineData("idtyp", "app", true)]
    [InlineData("sub", Principal.ObjectId, true)]
    [InlineData("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier", Principal.ObjectId, true)]
    [InlineData("xms_act_fct", "3 9 11", true)]
    [InlineData("xms_sub_fct", "13", true)]
    [InlineData("idtyp", "user", false)]
    [InlineData("sub", "AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ", false)]
    [InlineData("xms_sub_fct", "3 9 113", false)]
    public void Applications_And_Agents_Are_No_People(string type, string value, bool isProgram) =>
        Assert.Equal(isProgram, CallerWith((type, value)).IsProgram);

    private static Caller CallerWith(params (string Type, object? Value)[] claims) =>
        ClientPrincipal.TryParse(Principal.Person(Principal.ObjectId, Principal.Name, null, claims), out _)!.Caller;

    [Fact]
    public void Claims_Are_Known_By_Short_And_By_Long_Names()
    {
        var shortNames = Principal.Encode([("tid", Principal.Tenant), ("oid", Principal.ObjectId), ("name", Principal.Name), ("roles", GateRoles.BreakGlass)]);

        foreach (var header in (string[])[shortNames, Principal.Of(GateRoles.BreakGlass), Principal.WithLongNames(GateRoles.BreakGlass)])
        {
            var principal = ClientPrincipal.TryParse(header, out var defect);

            Assert.Equal("", defect);
            Assert.Equal(Guid.Parse(Principal.Tenant), principal!.TenantId);
            Assert.Equal(Principal.ObjectId, principal.Caller.ObjectId);
            Assert.Equal(Principal.Name, principal.Caller.Name);
            Assert.Equal([GateRoles.BreakGlass], principal.Caller.Roles);
        }
    }

    [Fact]
    public void Roles_Of_Others_And_In_Other_Case_Are_No_Roles_Of_The_Gate()
    {
        var principal = ClientPrincipal.TryParse(
            Principal.Of("gate.view", "GATE.BREAKGLASS", " Gate.View", "Gate.View,Gate.BreakGlass", "Shop.Admin"), out _);

        Assert.Empty(principal!.Caller.Roles);
        Assert.False(principal.Caller.Holds(GateRoles.View));
    }

    [Fact]
    public void Groups_Names_And_The_Role_Type_Give_No_Role()
    {
        var claims = Principal.Claims("roles", []).Append(("groups", GateRoles.View)).Append(("role", GateRoles.View)).Append(("scp", GateRoles.View));

        Assert.Empty(ClientPrincipal.TryParse(Principal.Encode(claims), out _)!.Caller.Roles);
    }

    [Theory]
    [InlineData("azp", "shop-pipeline")]
    [InlineData("preferred_username", "grace@example.com")]
    [InlineData("nothing", Principal.ObjectId)]
    public void Who_Has_No_Name_Is_Called_By_The_Next_Best(string type, string expected)
    {
        var header = Principal.Encode([("tid", Principal.Tenant), ("oid", Principal.ObjectId.ToUpperInvariant()), ("name", " "), (type, expected)]);

        Assert.Equal(expected, ClientPrincipal.TryParse(header, out _)!.Caller.Name);
    }

    private static string Claims() => $$"""
        [{"typ":"tid","val":"{{Principal.Tenant}}"},{"typ":"oid","val":"{{Principal.ObjectId}}"},{"typ":"roles","val":"Gate.View"}]
        """;
}
