using System.Collections.Frozen;
using System.Globalization;
using Workflow.Core.Deployments;

namespace Workflow.Core.Provenance;

/// <summary>Finds what an identity stands for among many patterns without trying each.</summary>
internal sealed class IdentityIndex<T>
{
    private const string NoReply = "@users.noreply.github.com";
    private const string GitHub = "github:";

    private readonly FrozenDictionary<string, Entry[]> byEmail;
    private readonly FrozenDictionary<string, Entry[]> byAccount;
    private readonly FrozenDictionary<long, Entry[]> byAccountId;
    private readonly Entry[] globs;

    public IdentityIndex(IEnumerable<(IdentityPattern Pattern, T Value)> patterns)
    {
        var entries = patterns.Select(one => new Entry(one.Pattern, one.Value)).ToList();
        var keyed = entries.Where(entry => KeyOf(entry.Pattern) is not null).ToLookup(entry => KeyOf(entry.Pattern)!.Value.Kind);
        byEmail = Index(keyed["email"], StringComparer.OrdinalIgnoreCase);
        byAccount = Index(keyed["account"], StringComparer.OrdinalIgnoreCase);
        byAccountId = keyed["id"]
            .GroupBy(entry => entry.Pattern.AccountId!.Value)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
        globs = [.. entries.Where(entry => KeyOf(entry.Pattern) is null)];
    }

    /// <summary>The values of all patterns that fit, the exact ones first.</summary>
    public IEnumerable<T> Find(ActorIdentity identity)
    {
        var facts = IdentityFacts.Of(identity);
        if (facts.Email is { } email && byEmail.TryGetValue(email, out var same))
        {
            foreach (var entry in same.Where(entry => facts.Fit(entry.Pattern)))
            {
                yield return entry.Value;
            }
        }

        if (facts.AccountId is { } id && byAccountId.TryGetValue(id, out var sameId))
        {
            foreach (var entry in sameId.Where(entry => facts.Fit(entry.Pattern)))
            {
                yield return entry.Value;
            }
        }

        if (facts.Account is { } account && byAccount.TryGetValue(account, out var sameAccount))
        {
            foreach (var entry in sameAccount.Where(entry => facts.Fit(entry.Pattern)))
            {
                yield return entry.Value;
            }
        }

        foreach (var entry in globs)
        {
            if (facts.Fit(entry.Pattern))
            {
                yield return entry.Value;
            }
        }
    }

    private static (string Kind, string Key)? KeyOf(IdentityPattern pattern) => pattern switch
    {
        { Email: { } email } when IsExact(email) => ("email", email),
        { AccountId: not null } => ("id", ""),
        { Account: { } account } when IsExact(account) => ("account", account),
        _ => null,
    };

    private static bool IsExact(string text) => !text.Contains('*', StringComparison.Ordinal);

    private static FrozenDictionary<string, Entry[]> Index(IEnumerable<Entry> entries, StringComparer comparer) =>
        entries
            .GroupBy(entry => KeyOf(entry.Pattern)!.Value.Key, comparer)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), comparer);

    private readonly record struct Entry(IdentityPattern Pattern, T Value);

    private readonly record struct IdentityFacts(string? Name, string? Email, string? Account, long? AccountId)
    {
        public static IdentityFacts Of(ActorIdentity identity)
        {
            var email = identity.Email?.Trim();
            var account = identity.Login?.StartsWith(GitHub, StringComparison.OrdinalIgnoreCase) == true
                ? identity.Login[GitHub.Length..].Trim()
                : null;
            if (email?.EndsWith(NoReply, StringComparison.OrdinalIgnoreCase) != true)
            {
                return new IdentityFacts(identity.Name, email, account, null);
            }

            var local = email.AsSpan()[..^NoReply.Length];
            var plus = local.IndexOf('+');
            var hasId = long.TryParse(local[..Math.Max(plus, 0)], NumberStyles.None, CultureInfo.InvariantCulture, out var id);
            return new IdentityFacts(identity.Name, email, local[(plus + 1)..].ToString(), hasId ? id : null);
        }

        public bool Fit(IdentityPattern pattern) =>
            (pattern.Email is null || (Email is not null && Glob.Matches(pattern.Email, Email)))
            && (pattern.Account is null || (Account is not null && Glob.Matches(pattern.Account, Account)))
            && (pattern.AccountId is null || pattern.AccountId == AccountId)
            && (pattern.Name is null || (Name is not null && Glob.Matches(pattern.Name, Name.AsSpan().Trim())));
    }
}
