using System.Text;
using Workflow.Adapters.Files;
using Workflow.Adapters.Files.Services;
using Workflow.Core.Services;

namespace Workflow.Tests.Adapters.Files;

public sealed class BackstageFilesTests
{
    private const string Shop =
        """
        # The storefront and what it needs.
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata:
          name: checkout
          labels: { example.com/tier: tier-1 }
          annotations:
            github.com/project-slug: example/shop
        spec:
          type: service
          lifecycle: production
          owner: group:default/storefront
          system: shop
          dependsOn: ["resource:orders-db", "component:default/prices"]
          consumesApis: [billing-api]
        ---
        apiVersion: backstage.io/v1alpha1
        kind: System
        metadata: { name: shop, tags: [retail, tier2] }
        spec: { owner: user:commerce/jane }
        ---
        apiVersion: backstage.io/v1alpha1
        kind: Resource
        metadata: { name: orders-db, annotations: { tier: "2" } }
        spec: { type: database, owner: data, dependencyOf: [component:reports] }
        ---
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata: { name: billing, namespace: payments }
        spec: { owner: payments/core, providesApis: [default/billing-api] }
        ---
        apiVersion: backstage.io/v1alpha1
        kind: API
        metadata: { name: billing-api }
        spec: { type: openapi, owner: payments, definition: { $text: ./openapi.yaml } }
        ---
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata: { name: reports, tags: [tier-4] }
        spec: { owner: finance }
        ---
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata: { name: tax-table }
        spec: { owner: finance, subcomponentOf: reports }
        ---
        apiVersion: backstage.io/v1alpha1
        kind: Location
        metadata: { name: others }
        spec: { targets: ["https://example.com/everything.yaml"] }
        """;

    [Theory]
    [InlineData("resource:orders-db", "checkout 1", "reports 1", "system:shop 2")]
    [InlineData("billing", "api:billing-api 1", "checkout 2", "system:shop 3")]
    [InlineData("prices", "checkout 1", "system:shop 2")]
    [InlineData("tax-table", "reports 1")]
    [InlineData("others")]
    public void Each_Relation_Leads_From_What_Breaks_To_Those_That_Need_It(string service, params string[] reached) =>
        Assert.Equal(reached, Parse(Shop).Of(service).Reached.Select(one => $"{one.Name} {one.Distance}"));

    [Fact]
    public void Owners_And_Tiers_Are_Read_From_Where_Organizations_Write_Them()
    {
        var catalogue = Parse(Shop);

        Assert.Equal(
            [("storefront", 1), ("commerce/jane", 2), ("data", 2), ("payments/core", null), ("finance", 4)],
            new[] { "checkout", "system:shop", "resource:orders-db", "billing", "reports" }
                .Select(name => catalogue.Find(name)!)
                .Select(service => (service.Owner!, service.Tier)));
        Assert.Equal(["prices"], catalogue.UnknownDependencies);
    }

    [Theory]
    [InlineData("criticality", "labels: { criticality: '3' }", 3)]
    [InlineData("criticality", "labels: { tier: '3' }", null)]
    [InlineData("tier", "labels: { tier: 'T2' }", 2)]
    [InlineData("tier", "labels: { tier: gold }", null)]
    [InlineData("tier", "labels: { tier: '6' }", null)]
    [InlineData("tier", "labels: { tier: gold }, tags: ['tier:5']", 5)]
    [InlineData("tier", "labels: { frontier: '1' }", null)]
    [InlineData("tier", "labels: [tier]", null)]
    [InlineData("tier", "tags: [1, tiered-1, tier-1]", 1)]
    public void A_Tier_Is_A_Number_From_One_To_Five_Behind_The_Configured_Key(string key, string metadata, int? expected) => Assert.Equal(
        expected, Parse($"apiVersion: v1\nkind: Component\nmetadata: {{ name: a, {metadata} }}", key).Find("a")!.Tier);

    [Fact]
    public void Components_Of_One_Name_In_Two_Namespaces_Are_Told_Apart()
    {
        var catalogue = Parse(
            """
            kind: Component
            metadata: { name: checkout }
            ---
            kind: Component
            metadata: { name: checkout, namespace: Legacy }
            ---
            kind: Component
            metadata: { name: kiosk, namespace: legacy }
            spec: { dependsOn: [checkout] }
            """);

        Assert.Empty(catalogue.Of("checkout").Reached);
        Assert.Equal(["kiosk"], catalogue.Of("legacy/checkout").Reached.Select(one => one.Name));
    }

    [Fact]
    public void Anchors_Tags_Unknown_Kinds_And_Odd_Values_Are_Passed_Over()
    {
        var catalogue = Parse(
            """
            kind: Component
            metadata: &common { name: a, extra: !secret x, ? [odd] : key }
            spec: { dependsOn: [b, 7, { not: text }, ':', 'component:', ''] }
            ---
            ---
            just text
            --- [a, list]
            ---
            kind: Template
            metadata: *common
            """);

        Assert.Equal((1, "7,b"), (catalogue.Count, string.Join(',', catalogue.UnknownDependencies)));
    }

    [Theory]
    [InlineData("kind: Component\nmetadata: {}", "c(1,1): a Component needs a 'name' in its 'metadata', at most 200 characters long")]
    [InlineData("kind: Group\nmetadata: { name: a }", "c: holds no Component, System, Resource or API of a Backstage catalogue")]
    [InlineData("kind: [", "c(2,1): no valid YAML: ")]
    public void What_Is_No_Catalogue_Is_A_Mistake(string text, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<FileProblemException>(() => Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_Entity_That_Repeats_Itself_By_Aliases_Is_Read_In_No_Time()
    {
        var layers = Enumerable.Range(1, 60).Select(number => $"l{number}: &l{number} [*l{number - 1}, *l{number - 1}, *l{number - 1}]");

        Assert.Equal(1, Parse($"kind: Component\nmetadata: {{ name: a }}\nl0: &l0 x\n{string.Join('\n', layers)}\nspec: {{ dependsOn: *l60 }}").Count);
    }

    private static ServiceCatalogue Parse(string text, string tierKey = "tier") =>
        BackstageFiles.Parse("c", [new FileContent("c", Encoding.UTF8.GetBytes(text))], tierKey);
}
