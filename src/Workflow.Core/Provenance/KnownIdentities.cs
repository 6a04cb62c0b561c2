using System.Collections.Concurrent;
using Workflow.Core.Deployments;

namespace Workflow.Core.Provenance;

/// <summary>
/// What a catalogue says of identities, kept for those that were asked for: most commits of a history are by the same few.
/// </summary>
internal sealed class KnownIdentities(SignalCatalogue catalogue)
{
    private const int Capacity = 4096;

    /// <summary>Longer names and addresses are nobody's, and are not kept.</summary>
    private const int MaxLength = 200;

    private readonly ConcurrentDictionary<ActorIdentity, IdentityStanding> kept = new();
    private int count;

    public IdentityStanding Find(ActorIdentity identity)
    {
        if (kept.TryGetValue(identity, out var known))
        {
            return known;
        }

        var found = Judge(identity);
        var isShort =
            identity is { Name: null or { Length: <= MaxLength }, Email: null or { Length: <= MaxLength }, Login: null, ObjectId: null };
        if (isShort && Volatile.Read(ref count) < Capacity && kept.TryAdd(identity, found))
        {
            Interlocked.Increment(ref count);
        }

        return found;
    }

    private IdentityStanding Judge(ActorIdentity identity)
    {
        var author = catalogue.Find(identity, SignalPlace.Author);
        var product = author is null && identity.Email is not null && !catalogue.IsProgram(identity)
            ? catalogue.FindProduct(identity)
            : null;
        return new IdentityStanding(author, product, catalogue.Find(identity, SignalPlace.Committer));
    }
}

/// <summary>What an identity stands for.</summary>
/// <param name="AsAuthor">The signal that it is as an author; null for people and other programs.</param>
/// <param name="Product">The tool whose product an author names itself by, where no signal knows it.</param>
/// <param name="AsCommitter">The signal that it is as a committer.</param>
internal sealed record IdentityStanding(Signal? AsAuthor, AiTool? Product, Signal? AsCommitter);
