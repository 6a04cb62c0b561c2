using System.Text;
using Workflow.Adapters.Files.Services;

namespace Workflow.Tests.Adapters.Files;

public sealed class ServicesFileTests
{
    [Fact]
    public void A_Service_Has_Owner_Tier_And_Dependencies()
    {
        var catalogue = ServicesFile.Parse("services.yaml", Encoding.UTF8.GetBytes(
            """
            services:
              checkout: { owner: storefront, tier: 1, dependsOn: [Billing, prices] }
              billing: { dependsOn: prices }
              prices: {}
            """));

        var checkout = catalogue.Find("checkout")!;
        Assert.Equal((3, "storefront", 1), (catalogue.Count, checkout.Owner, checkout.Tier));
        Assert.Equal([("billing", 1), ("checkout", 1)], catalogue.Of("prices").Reached.Select(one => (one.Name, one.Distance)).Order());
        Assert.Equal(["checkout"], catalogue.Of("billing").Reached.Select(one => one.Name));
        Assert.Empty(catalogue.UnknownDependencies);
    }

    [Fact]
    public void All_Mistakes_Are_Told_At_Once_With_Their_Places() => Assert.Equal(
        [
            "s(2,13): unknown key 'onwer'; did you mean 'owner'? allowed are owner, tier, dependsOn",
            "s(3,20): tier must be a whole number from 1 to 5, not '0'",
            "s(4,25): 'chekout' is no service of this file; did you mean 'checkout'?",
            "s(4,34): 'stripe' is no service of this file; add it, also where others run it",
            "s(5,26): 'prices' cannot depend on itself",
            "s(6,3): the key 'Prices' stands in line 5 already",
            "s(7,9): service 'bad' must be a mapping with the keys owner, tier, dependsOn, not 'x'",
        ],
        SampleFiles.ProblemsOf(
            ServicesFile.Parse,
            "s",
            """
            services:
              search: { onwer: discovery }
              checkout: {tier: 0}
              billing: {dependsOn: [chekout, stripe]}
              prices: { dependsOn: [ prices ] }
              Prices: {}
              bad:  x
            """));

    [Theory]
    [InlineData("", "s(1,1): the file is empty")]
    [InlineData("services: {}", "s(1,11): services must be a mapping with at least one name in it, not a mapping")]
    [InlineData("service: {}", "s(1,1): unknown key 'service'; did you mean 'services'? allowed are services|s(1,1): the file needs the key 'services'")]
    public void A_File_Without_Services_Is_A_Mistake(string text, string expected) =>
        Assert.Equal(expected.Split('|'), SampleFiles.ProblemsOf(ServicesFile.Parse, "s", text));

    [Fact]
    public void Services_That_Depend_On_Each_Other_Are_No_Mistake() =>
        Assert.Empty(SampleFiles.ProblemsOf(ServicesFile.Parse, "s", "services: { a: { dependsOn: b }, b: { dependsOn: a } }"));
}
