using Workflow.Core.Deployments;

namespace Workflow.Core.Provenance;

/// <summary>Tries a signal on an example, in every place in which it is looked for.</summary>
public static class SignalExample
{
    private static readonly ActorIdentity Nobody = new("Somebody", "somebody@example.com");

    /// <param name="example">
    /// An identity as <c>Name &lt;address&gt;</c>, a whole trailer, a line of text, a branch or a label, as the pattern demands.
    /// </param>
    /// <param name="tools">The tools that a trailer may name.</param>
    /// <returns>The places in which the signal finds a tool.</returns>
    public static IReadOnlyList<SignalPlace> FindPlaces(Signal signal, string example, IReadOnlyList<AiTool> tools)
    {
        // Only a trailer may know a tool by its words: else these would find what the pattern misses.
        var known = signal.Pattern is TrailerPattern ? tools : [];
        var detector = new ProvenanceDetector(new SignalCatalogue(known, [signal], []));
        return [.. signal.Places.Where(place => Detect(detector, place, example).Evidence.Count > 0)];
    }

    /// <summary>Whether an automation program is known by this identity.</summary>
    public static bool Fits(AutomationProgram program, string example) =>
        new SignalCatalogue([], [], [program]).FindProgram(MailAddress.ToIdentity(example)) is not null;

    private static CommitProvenance Detect(ProvenanceDetector detector, SignalPlace place, string example)
    {
        var identity = MailAddress.ToIdentity(example);
        var plain = new Commit("", Nobody, Nobody, "Subject");
        return place switch
        {
            SignalPlace.Author => detector.Detect(plain with { Author = identity }),
            SignalPlace.Committer => detector.Detect(plain with { Committer = identity }),
            SignalPlace.CoAuthor => detector.Detect(plain with { Message = $"Subject\n\nCo-authored-by: {example}" }),
            SignalPlace.Trailer => detector.Detect(plain with { Message = $"Subject\n\n{example}" }),
            SignalPlace.Message => detector.Detect(plain with { Message = $"{example}\n\n{example}" }),
            SignalPlace.PullRequest => detector.Detect(plain, new CommitContext(PullRequestBody: example)),
            SignalPlace.Branch => detector.Detect(plain, new CommitContext(Branch: example)),
            _ => detector.Detect(plain, new CommitContext(Labels: [example])),
        };
    }
}
