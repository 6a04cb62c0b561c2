using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Workflow.Api.Access;
using Workflow.Tests.Fakes;

namespace Workflow.Tests.Api.Access;

/// <summary>What App Service Authentication puts before the gate.</summary>
internal static class Principal
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";
    public const string Tenant = "0c1d5f1e-52f2-4a0e-9f3b-6a2b7d1c0001";
    public const string ObjectId = "6f1c2a54-8d0e-4b7a-9c35-1e2f3a4b5c01";
    public const string Name = "Grace Hopper";

    private const string LongRole = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role";

    /// <summary>A person as the authentication describes one: the ids by their long names, roles by their short one.</summary>
    public static string Of(params string[] roles) => Encode(Claims("roles", roles));

    public static string OfTenant(string tenant, params string[] roles) => Encode(Claims("roles", roles, tenant));

    /// <summary>With <c>WEBSITE_AUTH_USE_LEGACY_CLAIMS</c> false.</summary>
    public static string WithLongNames(params string[] roles) => Encode(Claims(LongRole, roles));

    public static string Encode(IEnumerable<(string Type, object? Value)> claims, string provider = "aad") => Encode(
        JsonSerializer.Serialize(new
        {
            auth_typ = provider,
            claims = claims.Select(claim => new { typ = claim.Type, val = claim.Value }),
            name_typ = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
            role_typ = LongRole,
        }));

    public static string Encode(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json));

    public static IEnumerable<(string Type, object? Value)> Claims(string roleType, string[] roles, string tenant = Tenant) =>
    [
        ("http://schemas.microsoft.com/identity/claims/tenantid", tenant),
        ("http://schemas.microsoft.com/identity/claims/objectidentifier", ObjectId),
        ("name", Name),
        .. roles.Select(role => (roleType, (object?)role)),
    ];

    /// <summary>A person without roles who signed in at a moment.</summary>
    /// <param name="more">Further claims.</param>
    public static string Person(string objectId, string name, DateTimeOffset? signedInAt = null, params (string Type, object? Value)[] more) => Encode(
        [
            ("tid", Tenant), ("oid", objectId), ("name", name),
            .. signedInAt is { } at ? new (string, object?)[] { ("auth_time", $"{at.ToUnixTimeSeconds()}") } : [],
            .. more,
        ]);

    /// <summary>Has the gate run as in Azure, with App Service Authentication on.</summary>
    public static void SignIn(IServiceCollection services)
    {
        services.AddSingleton(new HostPlatform("WEBSITE_POD_NAME", SignsPeopleIn: true));
        services.Configure<AccessOptions>(access =>
        {
            access.SignIn = nameof(SignInMode.AppService);
            access.TenantId = Tenant.ToUpperInvariant();
        });
        services.AddSingleton(TestLinks.Of(TestLinks.Key));
    }
}
