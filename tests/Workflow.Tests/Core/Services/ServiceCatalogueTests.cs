using CsCheck;
using Workflow.Core.Risk;
using Workflow.Core.Services;
using static Workflow.Tests.Core.Services.Shop;

namespace Workflow.Tests.Core.Services;

public sealed class ServiceCatalogueTests
{
    [Fact]
    public void What_Depends_On_A_Service_Is_Told_The_Nearest_First_And_Then_The_Most_Critical()
    {
        var radius = Catalogue.Of("billing-api");

        Assert.Equal(
            [
                ("checkout", 1, 1), ("invoices", 3, 1),
                ("mobile-backend-for-frontend", 1, 2), ("web-shop", 1, 2), ("finance-reports", 4, 2), ("partner-portal", null, 2),
                ("store-kiosk", 5, 3),
            ],
            radius.Reached.Select(one => (one.Name, one.Tier, one.Distance)));
        Assert.Equal(("billing-api", 2, "payments", 7, 1), (radius.Service, radius.Tier, radius.Owner, radius.Count, radius.HighestTier));
        Assert.True(radius.IsKnown);
        Assert.False(radius.DependsOnItself);
    }

    [Fact]
    public void Each_Service_Names_Through_What_It_Is_Reached_And_Only_What_Is_Nearer() =>
        Assert.Equal(["invoices"], Catalogue.Of("ledger-db").Reached.Single(one => one.Name == "partner-portal").Through);

    [Fact]
    public void A_Name_Is_Found_Whatever_Its_Letter_Case() =>
        Assert.Equal(("checkout", 4), (Catalogue.Of("CheckOut").Service, Catalogue.Of("CHECKOUT").Count));

    [Fact]
    public void A_Services_Own_Tier_Counts_Where_It_Reaches_Nothing_More_Critical() =>
        Assert.Equal((5, 0), (Catalogue.Of("store-kiosk").HighestTier, Catalogue.Of("store-kiosk").Count));

    [Fact]
    public void No_Tier_Anywhere_Is_No_Highest_Tier() => Assert.Null(Catalogue.Of("partner-portal").HighestTier);

    [Fact]
    public void Services_In_A_Circle_Reach_Each_Other_Once()
    {
        var circle = new ServiceCatalogue([Plain("a", "c"), Plain("b", "a"), Plain("c", "b")]);

        var radius = circle.Of("a");

        Assert.Equal([("b", 1), ("c", 2)], radius.Reached.Select(one => (one.Name, one.Distance)));
        Assert.True(radius.DependsOnItself);
    }

    [Fact]
    public void A_Service_That_Depends_On_Itself_Is_Said_To_And_Not_Counted()
    {
        var radius = new ServiceCatalogue([Plain("a", "A")]).Of("a");

        Assert.Empty(radius.Reached);
        Assert.True(radius.DependsOnItself);
    }

    [Fact]
    public void Unknown_Dependencies_Are_Told_And_Still_Reach_Those_That_Name_Them()
    {
        var catalogue = new ServiceCatalogue([Plain("a", "payment-provider", "b"), Plain("b", "Mail-Provider")]);

        var radius = catalogue.Of("payment-provider");

        Assert.Equal(["Mail-Provider", "payment-provider"], catalogue.UnknownDependencies);
        Assert.Equal(["a"], radius.Reached.Select(one => one.Name));
        Assert.False(radius.IsKnown);
        Assert.Equal(catalogue.UnknownDependencies, radius.UnknownDependencies);
    }

    [Theory]
    [InlineData("nowhere", "Nobody can tell")]
    [InlineData("payment-provider", "Services that name it as a dependency are counted")]
    public void A_Service_That_The_Catalogue_Does_Not_Know_Is_A_Finding(string service, string explanation)
    {
        var catalogue = new ServiceCatalogue([Plain("a", "payment-provider")]);

        var finding = Assert.Single(ServiceRules.Judge(catalogue.Of(service)));

        Assert.Equal(("service-unknown", RiskSeverity.Low, service), (finding.Rule, finding.Severity, finding.Where.Address));
        Assert.StartsWith(explanation, finding.Explanation, StringComparison.Ordinal);
        Assert.Contains(finding.Rule, ServiceRules.All.Select(rule => rule.Id));
    }

    [Fact]
    public void A_Known_Service_Is_No_Finding() => Assert.Empty(ServiceRules.Judge(Catalogue.Of("search")));

    [Fact]
    public void Of_Two_Services_With_One_Name_The_First_Counts() =>
        Assert.Equal(1, new ServiceCatalogue([Service("a", "one", 1), Service("A", "two", 2)]).Find("a")!.Tier);

    [Fact]
    public void Only_So_Many_Services_Are_Kept_And_All_Are_Counted()
    {
        var many = Enumerable.Range(0, 1000).Select(number => Service($"s{number:000}", null, number == 999 ? 1 : 3, "base"));

        var radius = new ServiceCatalogue([Plain("base"), .. many]).Of("base");

        Assert.Equal((BlastRadius.MaxReached, 1000, 1), (radius.Reached.Count, radius.Count, radius.HighestTier));
        Assert.Equal("s999", radius.Reached[0].Name);
    }

    [Fact]
    public void A_Chain_Of_Any_Length_Is_Followed_To_Its_End()
    {
        var chain = Enumerable.Range(1, 50_000).Select(number => Plain($"s{number}", $"s{number - 1}"));

        Assert.Equal(50_000, new ServiceCatalogue(chain).Of("s0").Count);
    }

    [Fact]
    public void Exactly_The_Services_From_Which_Dependencies_Lead_To_The_Changed_One_Are_Reached() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9]).Array[0, 30].Sample(pairs =>
        {
            var services = Enumerable.Range(0, 10)
                .Select(number => Plain($"{number}", [.. pairs.Where(pair => pair.Item1 == number).Select(pair => $"{pair.Item2}")]))
                .ToList();
            var reaches = new bool[10, 10];
            foreach (var (from, to) in pairs)
            {
                reaches[from, to] = true;
            }

            foreach (var (middle, from, to) in from m in Enumerable.Range(0, 10) from f in Enumerable.Range(0, 10) from t in Enumerable.Range(0, 10) select (m, f, t))
            {
                reaches[from, to] |= reaches[from, middle] && reaches[middle, to];
            }

            var radius = new ServiceCatalogue(services).Of("0");

            Assert.Equal(
                Enumerable.Range(1, 9).Where(number => reaches[number, 0]).Select(number => $"{number}"),
                radius.Reached.Select(one => one.Name).Order());
            Assert.Equal(reaches[0, 0], radius.DependsOnItself);
        });
}
