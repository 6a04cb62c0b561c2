using Microsoft.Extensions.Options;

namespace Workflow.Adapters.Graph;

/// <summary>Checks what attributes cannot. Never repeats a secret in a message.</summary>
internal sealed class GraphOptionsValidator : IValidateOptions<GraphOptions>
{
    private const int LastAttribute = 15;

    /// <summary>Stands for the managers of those who were asked, so nobody can have it as a role.</summary>
    private const string ManagerRole = "manager";

    public ValidateOptionsResult Validate(string? name, GraphOptions options)
    {
        string[] problems =
        [
            .. CredentialProblems(options), .. UrlProblems(options.BaseUrl), .. GroupProblems(options),
            .. TitleProblems(options), .. LoginProblems(options),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> CredentialProblems(GraphOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ClientSecret) != options.UseManagedIdentity)
        {
            yield return "Graph: set either ClientSecret or UseManagedIdentity.";
        }

        if (!options.UseManagedIdentity && !IsTenant(options.TenantId))
        {
            yield return $"Graph: TenantId is '{options.TenantId}'; with a ClientSecret it must be the tenant's id or one of its domains.";
        }
    }

    private static bool IsTenant(string? text) =>
        text is { Length: > 0 } && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-');

    private static IEnumerable<string> UrlProblems(Uri url)
    {
        if (!url.IsAbsoluteUri || url is not { Query: "", Fragment: "", UserInfo: "" }
            || !url.AbsoluteUri.TrimEnd('/').EndsWith("/v1.0", StringComparison.Ordinal)
            || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
        {
            yield return $"Graph: BaseUrl is '{url}'; it must be an https URL (http on this machine only) that ends with /v1.0.";
        }
    }

    private static IEnumerable<string> GroupProblems(GraphOptions options)
    {
        if (options.LevelGroups.Count + options.RoleGroups.Count == 0)
        {
            yield return "Graph: nobody could be asked: name the reviewers' groups in LevelGroups or RoleGroups.";
        }

        foreach (var (group, setting) in options.LevelGroups.Select((one, index) => (one.Group, $"LevelGroups:{index}:Group"))
            .Concat(options.RoleGroups.Select((one, index) => (one.Group, $"RoleGroups:{index}:Group"))))
        {
            if (!Guid.TryParseExact(group, "D", out _))
            {
                yield return $"Graph: {setting} is '{group}'; it must be a group's object id, such as "
                    + "3f2504e0-4f89-11d3-9a0c-0305e82c3301.";
            }
        }

        foreach (var index in Enumerable.Range(0, options.LevelGroups.Count).Where(index => options.LevelGroups[index].Level is null))
        {
            yield return $"Graph: LevelGroups:{index}:Level is missing.";
        }

        foreach (var (role, index) in options.RoleGroups.Select((one, index) => (one.Role, index)))
        {
            if (string.IsNullOrWhiteSpace(role) || ManagerRole.Equals(role.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                yield return $"Graph: RoleGroups:{index}:Role is '{role}'; it must be a name, and not 'manager', which stands for the "
                    + "managers of those who were asked.";
            }
        }
    }

    private static IEnumerable<string> TitleProblems(GraphOptions options)
    {
        foreach (var (title, index) in options.TitleLevels.Select((one, index) => (one, index)))
        {
            if (string.IsNullOrWhiteSpace(title.Title) || title.Level is null)
            {
                yield return $"Graph: TitleLevels:{index} needs a Title and a Level.";
            }
        }
    }

    private static IEnumerable<string> LoginProblems(GraphOptions options)
    {
        foreach (var (host, number) in options.LoginAttributes)
        {
            if (number is < 1 or > LastAttribute)
            {
                yield return $"Graph: LoginAttributes:{host} is {number}; it must be the number of an extension attribute, 1 to "
                    + $"{LastAttribute}.";
            }
        }
    }
}
