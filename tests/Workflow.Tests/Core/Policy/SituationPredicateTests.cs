using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using Workflow.Core.Risk;

namespace Workflow.Tests.Core.Policy;

public sealed class SituationPredicateTests
{
    private static readonly PolicyFacts Unknowing = new(Given.Request(), Given.Assessment());

    [Fact]
    public void What_Nobody_Tells_Is_Unknown()
    {
        Predicate[] predicates =
        [
            new TierPredicate(["1"]), new ActorKindPredicate(["human"]), new IncidentPredicate(["1"]), new BlastRadiusPredicate([new(">=", 0)]),
            new CriticalityPredicate(["low"], new Dictionary<string, Criticality>()),
        ];

        Assert.All(predicates, predicate => Assert.Equal(Truth.Unknown, predicate.Test(Unknowing)));
        Assert.All(predicates, predicate => Assert.True(predicate.Explain(Unknowing).IsUnknown));
    }

    [Fact]
    public void A_Service_That_The_Catalogue_Does_Not_Know_Has_No_Known_Blast_Radius()
    {
        var facts = Reaching(new BlastRadius("shop", [], null) { IsKnown = false });

        Assert.Equal(Truth.Unknown, new BlastRadiusPredicate([new("<", 5)]).Test(facts));
    }

    [Theory]
    [InlineData(">=", 12, true)]
    [InlineData(">", 12, false)]
    [InlineData("<=", 12, true)]
    [InlineData("<", 12, false)]
    [InlineData("=", 12, true)]
    public void A_Number_Is_Compared(string sign, int number, bool holds)
    {
        var facts = Reaching(new BlastRadius("shop", [], 1) { Count = 12, Tier = 2 });

        var result = new BlastRadiusPredicate([new(sign, number)]).Explain(facts);

        Assert.Equal((holds, $"{sign} {number}", "12"), (result.Satisfied, Assert.Single(result.Expected), Assert.Single(result.Seen)));
    }

    [Fact]
    public void The_Tier_Is_The_Services_Own()
    {
        var facts = Reaching(new BlastRadius("shop", [], 1) { Tier = 2 });

        Assert.Equal((Truth.No, Truth.Yes), (new TierPredicate(["1"]).Test(facts), new TierPredicate(["2"]).Test(facts)));
    }

    [Fact]
    public void An_Open_Incident_Of_A_Severity_Holds_And_None_Does_Not()
    {
        var predicate = new IncidentPredicate(["1", "2"]);

        Assert.Equal(Truth.Yes, predicate.Test(Unknowing with { Incidents = [new("INC-1", 4), new("INC-2", 2)] }));
        Assert.Equal(Truth.No, predicate.Test(Unknowing with { Incidents = [new("INC-1", 3)] }));
        Assert.Equal(Truth.No, predicate.Test(Unknowing with { Incidents = [] }));
    }

    [Fact]
    public void An_Incident_Of_No_Known_Severity_Counts_As_The_Worst() =>
        Assert.Equal(Truth.Yes, new IncidentPredicate(["1"]).Test(Unknowing with { Incidents = [new("INC-1", 0)] }));

    [Fact]
    public void An_Attestation_Is_Seen()
    {
        var report = new ProvenanceReport(ProvenanceKind.None, [], []) { Attestations = [new(Given.Jane, "No AI.", null)] };

        Assert.Equal(Truth.Yes, new AttestedPredicate(["yes"]).Test(new(Given.Request(), Given.Assessment() with { Provenance = report })));
        Assert.Equal(Truth.Yes, new AttestedPredicate(["no"]).Test(Unknowing));
    }

    [Fact]
    public void Testing_A_Condition_Allocates_Nothing()
    {
        var facts = Reaching(new BlastRadius("shop", [], 1) { Count = 12, Tier = 2 }) with { Incidents = [new("INC-1", 3)] };
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        Predicate[] predicates =
        [
            new TierPredicate(["1"]), new ActorKindPredicate(["human"]), new IncidentPredicate(["1"]), new BlastRadiusPredicate([new(">=", 50)]),
            new CriticalityPredicate(["low"], new Dictionary<string, Criticality> { ["production"] = Criticality.High }),
            new AttestedPredicate(["yes"]), new ChangedLinesPredicate([new(">", 500)]), new ChangedFilesPredicate([new(">", 500)]),
            new CommitsPredicate([new("=", 500)]),
            new TimePredicate(
            [
                new WeeklyWindow([DayOfWeek.Wednesday], TimeSpan.Zero, TimeSpan.FromHours(24), zone),
                new DatedWindow(new DateTime(2026, 1, 1), new DateTime(2026, 1, 2), zone),
                new CalendarWindow("none", _ => []),
            ]),
        ];
        TestAll(predicates, facts);

        var before = GC.GetAllocatedBytesForCurrentThread();
        TestAll(predicates, facts);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void TestAll(Predicate[] predicates, PolicyFacts facts)
    {
        for (var index = 0; index < predicates.Length; index++)
        {
            predicates[index].Test(facts);
        }
    }

    private static PolicyFacts Reaching(BlastRadius radius) =>
        new(Given.Request(), Given.Assessment() with { Risk = RiskReport.Empty with { BlastRadius = radius }, RequestedBy = ActorKind.Human });
}
