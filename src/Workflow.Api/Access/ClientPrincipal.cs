using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Workflow.Api.Access;

/// <summary>
/// Whom App Service Authentication has signed in: it verifies the token, states the token's claims in a header, and lets no such header
/// in from outside (learn.microsoft.com, "Work with user identities in Azure App Service authentication").
/// </summary>
internal sealed record ClientPrincipal(Guid TenantId, Caller Caller)
{
    public const string HeaderName = "X-MS-CLIENT-PRINCIPAL";

    /// <summary>As much as Kestrel takes in headers by default.</summary>
    public const int MaxHeaderLength = 32 * 1024;

    private const string Entra = "aad";

    /// <summary>Of the year 9999.</summary>
    private const long LastSecond = 253_402_300_799;
    private const string Schemas = "http://schemas.microsoft.com/";

    // The authentication writes some claims by their long names. Which ones differs: roles stay short unless the app sets
    // WEBSITE_AUTH_USE_LEGACY_CLAIMS to false, whatever the header's role_typ says ("Environment variables and app settings in Azure App
    // Service"; AzureAD/microsoft-identity-web, pull request 2166).
    private static readonly string[] TenantTypes = ["tid", Schemas + "identity/claims/tenantid"];
    private static readonly string[] ObjectTypes = ["oid", Schemas + "identity/claims/objectidentifier"];
    private static readonly string[] RoleTypes = ["roles", Schemas + "ws/2008/06/identity/claims/role"];
    private static readonly string[] NameTypes = ["name", "preferred_username", "azp", "appid"];

    private static readonly string[] SubjectTypes = ["sub", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier"];
    private static readonly string[] MomentTypes = ["auth_time", Schemas + "ws/2008/06/identity/claims/authenticationinstant"];
    private static readonly string[] StrengthTypes = ["acr", "acrs", Schemas + "claims/authnclassreference"];

    // What kinds of identity act and are acted for, as numbers ("Token claims reference for agents" of Microsoft Entra Agent ID).
    private static readonly string[] FacetTypes = ["xms_act_fct", "xms_sub_fct"];
    private static readonly string[] AgentFacets = ["11", "13"];

    /// <param name="header">Base64 of JSON: <c>auth_typ</c> and <c>claims</c>, a list of <c>typ</c> and <c>val</c>.</param>
    /// <param name="defect">Why there is none, for the log; empty otherwise.</param>
    public static ClientPrincipal? TryParse(string header, out string defect)
    {
        if (header.Length > MaxHeaderLength)
        {
            defect = $"it is longer than {MaxHeaderLength} characters";
            return null;
        }

        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header, bytes, out var length))
        {
            defect = "it is not Base64";
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(
                bytes.AsMemory(0, length), new JsonDocumentOptions { AllowDuplicateProperties = false });
            return Read(document.RootElement, out defect);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second is what reading a text throws that is no Unicode.
            defect = "it is not JSON";
            return null;
        }
    }

    private static ClientPrincipal? Read(JsonElement root, out string defect)
    {
        if (Text(root, "auth_typ") is not Entra)
        {
            defect = "it is not of Entra ID";
            return null;
        }

        if (!root.TryGetProperty("claims", out var list) || list.ValueKind is not JsonValueKind.Array)
        {
            defect = "it has no claims";
            return null;
        }

        var claims = list.EnumerateArray().ToLookup(claim => Text(claim, "typ") ?? "", claim => Text(claim, "val") ?? "");
        if (Id(claims, TenantTypes) is not { } tenant || Id(claims, ObjectTypes) is not { } objectId)
        {
            defect = "it does not have one tenant id and one object id, both GUIDs";
            return null;
        }

        defect = "";
        var name = NameTypes.SelectMany(type => claims[type]).FirstOrDefault(one => !string.IsNullOrWhiteSpace(one));
        var roles = RoleTypes.SelectMany(type => claims[type]).Where(GateRoles.All.Contains).ToFrozenSet(StringComparer.Ordinal);
        return new ClientPrincipal(tenant, new Caller(name ?? $"{objectId}", $"{objectId}", roles)
        {
            SignedInAt = Moment(claims),
            Strengths = [.. StrengthTypes.SelectMany(type => claims[type]).Distinct(StringComparer.Ordinal)],
            IsProgram = IsProgram(claims, objectId),
        });
    }

    /// <summary>
    /// An application's token says so where the registration asks for <c>idtyp</c>; without it, its subject is its object id, which a
    /// person's never is ("Access token claims reference").
    /// </summary>
    private static bool IsProgram(ILookup<string, string> claims, Guid objectId) =>
        claims["idtyp"].Contains("app", StringComparer.OrdinalIgnoreCase)
        || SubjectTypes.SelectMany(type => claims[type]).Any(subject => Guid.TryParse(subject, out var id) && id == objectId)
        || FacetTypes.SelectMany(type => claims[type]).SelectMany(facets => facets.Split(' ')).Any(AgentFacets.Contains);

    /// <summary>In seconds of Unix time, as the token has it.</summary>
    private static DateTimeOffset? Moment(ILookup<string, string> claims) =>
        long.TryParse(Only(claims, MomentTypes), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LastSecond
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static string? Only(ILookup<string, string> claims, string[] types) =>
        types.SelectMany(type => claims[type]).Distinct(StringComparer.Ordinal).ToList() is [var only] ? only : null;

    /// <summary>The one id that all claims of these types agree on.</summary>
    private static Guid? Id(ILookup<string, string> claims, string[] types)
    {
        string[] values = [.. types.SelectMany(type => claims[type]).Distinct(StringComparer.OrdinalIgnoreCase)];
        return values is [var only] && Guid.TryParse(only, out var id) ? id : null;
    }

    private static string? Text(JsonElement element, string property) =>
        element.ValueKind is JsonValueKind.Object
        && element.TryGetProperty(property, out var value)
        && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;
}
