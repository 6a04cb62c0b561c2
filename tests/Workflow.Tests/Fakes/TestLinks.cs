using Microsoft.Extensions.Options;
using Workflow.Adapters.DecisionLinks;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Fakes;

/// <summary>Decision links of which the key can be configured while a test runs.</summary>
internal sealed class SwitchedLinks : IDecisionLinks
{
    public IDecisionLinks Current { get; set; } = TestLinks.None;

    public bool AreAvailable => Current.AreAvailable;

    public string? Create(DeploymentId review, string personId, string purpose, DateTimeOffset expires) =>
        Current.Create(review, personId, purpose, expires);

    public DecisionLink? Read(string token) => Current.Read(token);
}

/// <summary>The real decision links, with keys of the tests.</summary>
internal static class TestLinks
{
    public const string Key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    public const string OtherKey = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";

    public static IDecisionLinks None { get; } = Of(null);

    public static IDecisionLinks Of(string? key, string? previous = null) =>
        new SignedLinks(Options.Create(new DecisionLinksOptions { Key = key, PreviousKey = previous }));
}
