namespace Workflow.Core.Deployments;

/// <summary>
/// What an outside system says about who did something: a commit author, a requester, the sender of a decision. A people directory
/// finds the person behind it.
/// </summary>
/// <param name="Name">For display only; never used to tell people apart.</param>
/// <param name="Login">An account with its host, such as <c>github:octocat</c>.</param>
/// <param name="ObjectId">The Entra ID object id, taken from verified tokens only.</param>
public sealed record ActorIdentity(string? Name = null, string? Email = null, string? Login = null, string? ObjectId = null)
{
    private const string GitHubNoReply = "@users.noreply.github.com";

    /// <summary>The identifiers in comparable form. Two identities with a key in common are one actor.</summary>
    /// <remarks>
    /// GitHub's private addresses carry the login: <c>ID+LOGIN@users.noreply.github.com</c>
    /// (docs.github.com, "Setting your commit email address").
    /// </remarks>
    public IEnumerable<string> Keys()
    {
        if (!string.IsNullOrWhiteSpace(ObjectId))
        {
            yield return "object:" + Normalize(ObjectId);
        }

        if (!string.IsNullOrWhiteSpace(Login))
        {
            yield return "login:" + Normalize(Login);
        }

        if (!string.IsNullOrWhiteSpace(Email))
        {
            var email = Normalize(Email);
            yield return "email:" + email;
            if (email.EndsWith(GitHubNoReply, StringComparison.Ordinal))
            {
                var local = email[..^GitHubNoReply.Length];
                yield return "login:github:" + local[(local.IndexOf('+', StringComparison.Ordinal) + 1)..];
            }
        }
    }

    public bool IsSameActorAs(ActorIdentity other) => Keys().Intersect(other.Keys()).Any();

    /// <summary>
    /// This identity with what the other one knows besides; null where they are not the same actor, or where each has an identifier
    /// of its own in the same place.
    /// </summary>
    public ActorIdentity? Join(ActorIdentity other)
    {
        var joined = new ActorIdentity(Name ?? other.Name, Email ?? other.Email, Login ?? other.Login, ObjectId ?? other.ObjectId);
        var holdsBoth = !Keys().Concat(other.Keys()).Except(joined.Keys()).Any();
        return holdsBoth && IsSameActorAs(other) ? joined : null;
    }

    public override string ToString() => Name ?? Login ?? Email ?? ObjectId ?? "nobody named";

    private static string Normalize(string text) => text.Trim().ToLowerInvariant();
}
