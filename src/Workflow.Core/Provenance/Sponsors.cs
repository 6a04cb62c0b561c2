using Workflow.Core.Deployments;

namespace Workflow.Core.Provenance;

/// <summary>Finds the human who set an agent to work.</summary>
public static class Sponsors
{
    /// <summary>Trailers that name one, the plainest word first. Copilot's agent names who assigned the task as its co-author.</summary>
    private static readonly string[] Keys = ["On-behalf-of", "Requested-by", "Signed-off-by", "Co-authored-by", "Co-developed-by"];

    /// <summary>Whether whoever this trailer names answers for an agent that authored the commit.</summary>
    public static bool IsNamedBy(Trailer trailer) => Keys.Any(trailer.Is);

    /// <summary>Who is named by a trailer, or else committed what the agent wrote; null where that was a program too.</summary>
    public static ActorIdentity? Find(Commit commit, SignalCatalogue catalogue)
    {
        var trailers = Trailer.Parse(commit.Message);
        return Keys
            .SelectMany(key => trailers.Where(trailer => trailer.Is(key)))
            .Select(trailer => MailAddress.ToIdentity(trailer.Value))
            .Append(commit.Committer)
            .FirstOrDefault(identity => identity.Keys().Any() && !catalogue.IsProgram(identity));
    }
}
