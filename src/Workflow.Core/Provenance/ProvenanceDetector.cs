using Workflow.Core.Deployments;

namespace Workflow.Core.Provenance;

/// <summary>Finds out whether AI took part in commits and change sets.</summary>
public sealed class ProvenanceDetector(SignalCatalogue catalogue)
{
    private readonly MessageSignals messages = new(catalogue);
    private readonly KnownIdentities identities = new(catalogue);

    public SignalCatalogue Catalogue { get; } = catalogue;

    /// <summary>Who and what wrote one commit. Takes time in proportion to the length of its texts.</summary>
    public CommitProvenance Detect(Commit commit, CommitContext? context = null)
    {
        var evidence = new EvidenceList(commit.Sha);
        ReadIdentities(commit, evidence);
        var denial = messages.Read(commit.Message, SignalPlace.Message, commit.Author, evidence);
        if (context is not null)
        {
            Read(context, commit.Author, evidence);
        }

        var aiLines = ReadNote(commit.AuthorshipNote ?? context?.AuthorshipNote, evidence);
        var kind = evidence.Kind;
        return new CommitProvenance(commit.Sha, kind, evidence.Tools, evidence.Evidence)
        {
            Sponsor = kind is ProvenanceKind.Agent ? Sponsors.Find(commit, Catalogue) : null,
            AiLines = aiLines ?? (kind is ProvenanceKind.Agent ? commit.AddedLines : null),
            Denial = denial,
        };
    }

    /// <summary>
    /// The strongest finding over all commits and pull requests. A positive signal always counts; where some are missing and nothing
    /// was found, the answer is <see cref="ProvenanceKind.Unknown"/>.
    /// </summary>
    /// <param name="declaration">What the request says. It can add a tool, and it never takes one away.</param>
    /// <param name="requiresAttestation">
    /// Whether silence is no answer: commits without a signal need the word of somebody who wrote them that no AI took part, in a
    /// trailer of the commit or in the declaration, or else the answer is <see cref="ProvenanceKind.Unknown"/>, also where other commits
    /// say that AI assisted them.
    /// </param>
    public ProvenanceReport Detect(ChangeSet changes, AiDeclaration? declaration = null, bool requiresAttestation = false)
    {
        var traced = new TracedChanges(changes, Catalogue);
        var commits = changes.Commits.Select(commit => (Commit: commit, Found: traced.AddTo(Detect(commit), commit))).ToList();
        var head = new EvidenceList(changes.Range.Head);
        foreach (var pull in changes.PullRequests)
        {
            Read(pull, head);
        }

        traced.AddTo(head);
        Read(declaration, head);
        return ReportBuilder.Build(changes, commits, head, declaration, requiresAttestation, Catalogue);
    }

    private void ReadIdentities(Commit commit, EvidenceList evidence)
    {
        var author = identities.Find(commit.Author);
        if (author.AsAuthor is { } writer)
        {
            evidence.Add(writer.Tool, writer.Kind, writer.Certainty, "author", Describe(commit.Author));
        }
        else if (author.Product is { } product)
        {
            evidence.Add(product, ProvenanceKind.Agent, SignalCertainty.Likely, "author", Describe(commit.Author));
        }

        if (commit.Committer != commit.Author && identities.Find(commit.Committer).AsCommitter is { } committer)
        {
            evidence.Add(committer.Tool, ProvenanceKind.Assisted, committer.Certainty, "committer", Describe(commit.Committer));
        }
    }

    private void Read(CommitContext context, ActorIdentity author, EvidenceList evidence)
    {
        if (context.PullRequestBody is { } body)
        {
            messages.Read(body, SignalPlace.PullRequest, author, evidence);
        }

        ReadNames(context.Branch, context.Labels ?? [], evidence);
    }

    private void Read(PullRequest pull, EvidenceList evidence)
    {
        if (Catalogue.Find(pull.Author, SignalPlace.Author) is { } author)
        {
            evidence.Add(author.Tool, author.Kind, author.Certainty, "pull-request author", $"#{pull.Number} by {pull.Author}");
        }

        messages.Read(pull.Body, SignalPlace.PullRequest, pull.Author, evidence);
        ReadNames(pull.HeadBranch, pull.Labels, evidence);
    }

    private void ReadNames(string? branch, IReadOnlyList<string> labels, EvidenceList evidence)
    {
        foreach (var signal in Catalogue.BranchesAndLabels)
        {
            var pattern = ((NamePattern)signal.Pattern).Name;
            if (branch is not null && signal.Places.Contains(SignalPlace.Branch) && Glob.Matches(pattern, branch))
            {
                evidence.Add(signal.Tool, ProvenanceKind.Assisted, signal.Certainty, "branch", branch);
            }

            foreach (var label in labels.Where(label => signal.Places.Contains(SignalPlace.Label) && Glob.Matches(pattern, label)))
            {
                evidence.Add(signal.Tool, ProvenanceKind.Assisted, signal.Certainty, "label", label);
            }
        }
    }

    /// <returns>Lines by AI; null where there is no log.</returns>
    private int? ReadNote(string? note, EvidenceList evidence)
    {
        if (note is null || AuthorshipLog.Parse(note) is not { } log)
        {
            return null;
        }

        foreach (var entry in log.Entries.Where(entry => !entry.IsHuman).GroupBy(entry => entry.Tool))
        {
            var tool = entry.Key is null ? AiTool.Unknown : Catalogue.FindToolIn(entry.Key) ?? AiTool.Unknown;
            var lines = entry.Sum(file => (long)file.Lines);
            var text = $"{entry.Key ?? "AI"}: {Count(lines, "line")} in {Count(entry.Count(), "file")}";
            evidence.Add(tool, ProvenanceKind.Assisted, SignalCertainty.Certain, "note", text);
        }

        return log.AiLines;
    }

    private void Read(AiDeclaration? declaration, EvidenceList evidence)
    {
        if (declaration?.Kind is not (ProvenanceKind.Assisted or ProvenanceKind.Agent))
        {
            return;
        }

        var text = declaration.Statement ?? $"declared as {Words.Of(declaration.Kind)}{(declaration.By is { } by ? $" by {by}" : "")}";
        foreach (var name in declaration.Tools.DefaultIfEmpty(AiTool.Unknown.Id))
        {
            var tool = Catalogue.FindTool(name) ?? Catalogue.FindToolIn(name) ?? AiTool.Unknown;
            evidence.Add(tool, declaration.Kind, SignalCertainty.Certain, "declaration", text);
        }
    }

    private static string Count(long count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private static string Describe(ActorIdentity identity) => $"{identity.Name} <{identity.Email}>";
}
