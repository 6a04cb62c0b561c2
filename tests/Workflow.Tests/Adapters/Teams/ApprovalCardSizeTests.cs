using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Workflow.Adapters.Teams.Cards;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using Workflow.Core.Risk;
using static Workflow.Tests.Adapters.Teams.SampleReviews;

namespace Workflow.Tests.Adapters.Teams;

public sealed class ApprovalCardSizeTests
{
    /// <summary>Anything that a char can hold, lone surrogates too, and lengths from none to far too long.</summary>
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char, 0, 60],
        Gen.String[Gen.Char, 2000, 4000],
        Gen.Int[0, 3000].Select(length => new string('"', length)),
        Gen.Int[0, 3000].Select(length => string.Concat(Enumerable.Repeat("\u202E", length))),
        Gen.Bool.Select(isEmoji => string.Concat(Enumerable.Repeat(isEmoji ? "\U0001F600" : "\uE000", 2000))));

    private static readonly Gen<int> Length = Gen.OneOf(Gen.Int[0, 3], Gen.Const(400));

    /// <summary>Conditions as deep and as wide as a policy may nest them, and far beyond that.</summary>
    private static readonly Gen<Func<string, PredicateResult>> Conditions = Gen.Select(
        Gen.OneOf(Gen.Int[0, 3], Gen.Const(60)),
        Gen.OneOf(Gen.Int[1, 3], Gen.Const(200)),
        Gen.OneOf(AllPredicate.Keyword, AnyPredicate.Keyword, NotPredicate.Keyword),
        Gen.Bool,
        (depth, width, keyword, isUnknown) => (Func<string, PredicateResult>)(text => Nest(depth, width, keyword, isUnknown, text)));

    private static readonly Gen<Review> Reviews =
        from texts in Text.Array[12]
        from length in Length
        from kind in Gen.Enum<ProvenanceKind>()
        from state in Gen.Enum<ReviewState>()
        from reason in Gen.Enum<OutcomeReason>()
        from withOutcome in Gen.Bool
        from withAssessment in Gen.Bool
        from condition in Conditions
        select Waiting with
        {
            State = state,
            Request = Waiting.Request with
            {
                Service = texts[0],
                Environment = texts[1],
                Ref = texts[2],
                ArtifactDigest = texts[3],
                Requester = new ActorIdentity(texts[4]),
                Repository = new RepositoryReference("git", texts[5]),
                Links = Many(length, index => new Link(texts[6], new Uri($"https://git.acme.example/{new string('x', 700)}/{index}"))),
            },
            Assessment = !withAssessment ? null : new ChangeAssessment(
                new ProvenanceReport(kind, Many(length, _ => texts[6]), Many(length, _ => new ProvenanceEvidence(texts[7], kind, texts[6], texts[8], texts[9])))
                {
                    Sponsors = Many(length, _ => new ActorIdentity(texts[10])),
                    Share = new ProvenanceShare(length, length, length, null),
                    Attestations = Many(length, _ => new AiAttestation(new ActorIdentity(texts[10]), texts[11], texts[0])),
                },
                Many(length, _ => new Participant(new ActorIdentity(texts[10]), Participation.Author | Participation.CoAuthor)),
                Level.Junior,
                new ChangeSummary(length, length, length, Many(length, _ => texts[0]), Many(2 * length, index => new ChangedPath(texts[index % 12], (FileChangeKind)(index % 4)))))
            {
                Risk = new RiskReport(
                    Many(length, index => new RiskFinding(
                        texts[0], (RiskSeverity)(index % 5), index % 2 == 0, new RiskLocation(texts[1], texts[2], index), texts[3], texts[4])),
                    new Dictionary<RiskSeverity, int> { [RiskSeverity.Critical] = length },
                    Many(length, _ => new ReadDocument(texts[5], texts[6])))
                {
                    BlastRadius = new BlastRadius(texts[7], Many(length, index => new ReachedService(texts[8], index, texts[9], 1)), 1),
                },
            },
            Policy = Waiting.Policy! with
            {
                Requirement = new ReviewRequirement(Level.Senior, 2)
                {
                    Checklist = Many(Math.Min(length, 20), index => $"{index} {new string('w', 190)}"),
                    MinimumReading = TimeSpan.FromHours(1),
                    Evidence = EvidenceKinds.Diff | EvidenceKinds.Run | EvidenceKinds.Findings,
                },
                Reason = texts[11],
                PolicyName = texts[1],
                Rules = Many(length, _ => new RuleResult(texts[2], true, Verdict.RequireReview, Many(length / 20, index => index % 2 == 0
                    ? condition(texts[3])
                    : new PredicateResult(texts[3], true, texts, texts)))),
                Deciding = Many(length, index => texts[index % 12]),
                Freezes = Many(length, index => new FreezeResult(texts[7], index % 2 == 0 ? DateTimeOffset.UnixEpoch : null, texts[8])),
                Grounds = Many(length, index => new GroundResult((GroundKind)(index % 6), texts[index % 12], index % 2 == 0)),
                FrictionControls = Many(length, index => new FrictionResult(
                    Control(texts[4], (FrictionMode)(index % 2), days: 1) with { Reason = texts[5] }, FrictionState.InForce, true, [], texts[6])),
            },
            Questions = Many(Math.Min(length, ActionRules.MaxQuestions), index => new Question($"{index}", "p0", texts[5], texts[6], default)
            {
                Answer = index % 2 == 0 ? null : new Answer($"{index}", "p1", texts[7], texts[8], default),
            }),
            Asked = [AskedSara, .. Many(length, index => AskedOmar with { Person = new Person($"p{index}", texts[4], Level.Senior) })],
            Decisions = Many(length, index => new JudgedDecision($"{index}", $"p{index}", texts[5], DecisionKind.Reject, texts[6], DateTimeOffset.UnixEpoch)),
            Outcome = withOutcome ? new ReviewOutcome(reason, texts[7], Many(length, _ => texts[8]), texts[9]) : null,
        };

    [Fact]
    public void Whatever_The_Review_Holds_The_Card_Is_Built_And_Fits_Into_A_Message()
    {
        Reviews.Sample(
            review =>
            {
                var (console, said) = (new Uri("https://gate.acme.example/"), review.Request.Ref);
                var asked = AskedSara with
                {
                    Why = review.Request.Service,
                    Step = review.Request.Environment,
                    DelegatedBy = said,
                    Colleagues = Many(10, _ => new Colleague("00000000-0000-0000-0000-00000000000c", said!)),
                };
                var author = new ToldAuthor(Omar, review.UpdatedAt);
                JsonObject[] cards =
                [
                    ApprovalCard.Build(review, asked, console, said, new CardInputs(said, [])),
                    AuthorCard.Build(review, author, console, said, said),
                    PostCard.Build(review, null, console),
                ];

                Assert.All(
                    cards, card => Assert.InRange(Encoding.UTF8.GetByteCount(CardFrame.Write(card)), 1, ApprovalCard.MaxBytes));
            },
            iter: 300);
    }

    [Fact]
    public void A_Cut_List_Says_How_Many_More_There_Are()
    {
        var changes = Waiting.Assessment!.Changes with { Paths = Many(500, index => new ChangedPath($"src/{index}.cs", FileChangeKind.Deleted)) };
        var review = Waiting with { Assessment = Waiting.Assessment with { Changes = changes } };

        var card = CardFrame.Write(ApprovalCard.Build(review, AskedSara));

        Assert.Contains("500 files", card, StringComparison.Ordinal);
        Assert.Contains("and 496 more", card, StringComparison.Ordinal);
    }

    /// <summary>A combination of the depth, at each of its levels as wide as asked for.</summary>
    private static PredicateResult Nest(int depth, int width, string keyword, bool isUnknown, string text)
    {
        var leaf = new PredicateResult(text, false, [text], [text]) { IsUnknown = isUnknown };
        return Enumerable.Range(0, depth).Aggregate(leaf, (inner, _) => new PredicateResult(keyword, false, [], [])
        {
            IsUnknown = isUnknown,
            Parts = keyword == NotPredicate.Keyword ? [inner] : [inner, .. Many(width, _ => leaf)],
        });
    }

    private static T[] Many<T>(int count, Func<int, T> make) => [.. Enumerable.Range(0, count).Select(make)];
}
