using Workflow.Core.Deployments;

namespace Workflow.Orchestration.Ports;

/// <summary>
/// Makes and reads the signed tokens of links to the decision page. A token shows whose link it is and for how long; it decides nothing,
/// and who uses it has to be signed in as that person.
/// </summary>
public interface IDecisionLinks
{
    /// <summary>Whether links can be made here.</summary>
    bool AreAvailable { get; }

    /// <summary>The token of a link: the same for the same arguments, so that a mail that is sent again has the same link.</summary>
    /// <param name="personId">The directory's id of whose link it is.</param>
    /// <param name="purpose">What tells this person's links to one review apart.</param>
    /// <param name="expires">The first moment at which it no longer counts. Fractions of a second are cut.</param>
    /// <returns>Null where links are not available.</returns>
    string? Create(DeploymentId review, string personId, string purpose, DateTimeOffset expires);

    /// <summary>Reads a token from outside. Consumes nothing.</summary>
    /// <returns>Null where it is forged, damaged, or made with a key that is no longer known.</returns>
    DecisionLink? Read(string token);
}

/// <summary>What a token says.</summary>
/// <param name="PersonId">The directory's id of whose link it is.</param>
/// <param name="Nonce">Names this link among all.</param>
public sealed record DecisionLink(DeploymentId Review, string PersonId, DateTimeOffset Expires, string Nonce);
