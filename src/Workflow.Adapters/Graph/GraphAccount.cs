using Microsoft.Graph.Models;
using Workflow.Adapters.Files;
using EmailAddress = Workflow.Adapters.Files.EmailAddress;

namespace Workflow.Adapters.Graph;

/// <summary>A user of the tenant, as far as the gate looks at one.</summary>
/// <param name="Id">The object id, in lower case.</param>
internal sealed record GraphAccount(string Id, string Name)
{
    private const string MailPrefix = "smtp:";

    /// <summary>What has to be selected of a user.</summary>
    public static readonly string[] Selected =
    [
        "id", "displayName", "userPrincipalName", "mail", "proxyAddresses", "jobTitle", "department", "accountEnabled", "userType",
        "onPremisesExtensionAttributes", "preferredLanguage",
    ];

    public string? Title { get; init; }

    public string? Department { get; init; }

    /// <summary>An enabled account of the tenant's own people; neither disabled nor a guest's.</summary>
    public bool IsActiveMember { get; init; }

    /// <summary>The mailbox first.</summary>
    public IReadOnlyList<string> Emails { get; init; } = [];

    public IReadOnlyList<string> Logins { get; init; } = [];

    public string? ManagerId { get; init; }

    /// <summary>As a BCP 47 tag; null where none is set.</summary>
    public string? Language { get; init; }

    /// <param name="loginAttributes">Numbers of extension attributes by host.</param>
    /// <returns>Null for an answer without an id.</returns>
    public static GraphAccount? Of(User user, IEnumerable<KeyValuePair<string, int>> loginAttributes)
    {
        if (user.Id is not { Length: > 0 } id)
        {
            return null;
        }

        var aliases = (user.ProxyAddresses ?? [])
            .Where(address => address.StartsWith(MailPrefix, StringComparison.OrdinalIgnoreCase))
            .Select(address => address[MailPrefix.Length..]);
        return new GraphAccount(id.ToLowerInvariant(), user.DisplayName ?? user.UserPrincipalName ?? id)
        {
            Title = user.JobTitle,
            Department = string.IsNullOrWhiteSpace(user.Department) ? null : user.Department.Trim(),
            Language = user.PreferredLanguage?.Trim() is { } language && LanguageTag.IsValid(language) ? language : null,
            IsActiveMember = user.AccountEnabled is true && !"Guest".Equals(user.UserType, StringComparison.OrdinalIgnoreCase),
            Emails =
            [
                .. new[] { user.Mail, user.UserPrincipalName }.Concat(aliases).OfType<string>()
                    .Where(EmailAddress.IsValid).Distinct(StringComparer.OrdinalIgnoreCase),
            ],
            Logins =
            [
                .. loginAttributes.Select(one => (Host: one.Key, Account: AttributesOf(user)[one.Value - 1]))
                    .Where(one => !string.IsNullOrWhiteSpace(one.Account))
                    .Select(one => $"{one.Host}:{one.Account!.Trim()}"),
            ],
        };
    }

    private static string?[] AttributesOf(User user)
    {
        var all = user.OnPremisesExtensionAttributes ?? new OnPremisesExtensionAttributes();
        return
        [
            all.ExtensionAttribute1, all.ExtensionAttribute2, all.ExtensionAttribute3, all.ExtensionAttribute4, all.ExtensionAttribute5,
            all.ExtensionAttribute6, all.ExtensionAttribute7, all.ExtensionAttribute8, all.ExtensionAttribute9,
            all.ExtensionAttribute10, all.ExtensionAttribute11, all.ExtensionAttribute12,
            all.ExtensionAttribute13, all.ExtensionAttribute14, all.ExtensionAttribute15,
        ];
    }
}
