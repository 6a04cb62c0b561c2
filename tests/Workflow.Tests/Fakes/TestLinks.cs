using Microsoft.Extensions.Options;
using Workflow.Adapters.DecisionLinks;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Fakes;

/// <summary>The real decision links, with keys of the tests.</summary>
internal static class TestLinks
{
    public const string Key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    public const string OtherKey = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";

    public static IDecisionLinks None { get; } = Of(null);

    public static IDecisionLinks Of(string? key, string? previous = null) =>
        new SignedLinks(Options.Create(new DecisionLinksOptions { Key = key, PreviousKey = previous }));
}
