namespace Workflow.Adapters.Teams.Texts;

/// <content>The risks, duties and the policy's part.</content>
internal sealed partial class CardTexts
{
    public string RiskLabel => Text();
    public string MoreRisksLabel => Text();
    public string ReadForRisksLabel => Text();
    public string ReachesLabel => Text();
    public string BlastRadiusLabel => Text();
    public string NothingFound => Text();
    public string Irreversible(string severity) => Fill([severity]);
    public string Tier(int number) => Fill([number]);
    public string NoServiceDepends(string service) => Fill([service]);
    public string ServicesDepend(int number, string service) => Count(number, [number, service]);
    public string AllDirectly(string reach) => Fill([reach]);
    public string SomeDirectly(string reach, int direct) => Fill([reach, direct]);
    public string ServiceUnknown(string service) => Fill([service]);
    public string ServiceItselfUnknown(string reach) => Fill([reach]);
    public string HighestTier(string reach, int tier) => Fill([reach, tier]);
    public string OwnTier(string reach, int tier) => Fill([reach, tier]);
    public string Reach(string reach) => Fill([reach]);
    public string OpenFirstLabel => Text();
    public string EvidenceLabel => Text();
    public string NotOpenedYet(string evidence) => Fill([evidence]);
    public string Opened(string evidence) => Fill([evidence]);
    public string OpenedHere(string evidence) => Fill([evidence]);
    public string Matched => Text();
    public string NotMatched => Text();
    public string FrictionControl => Text();
    public string FrictionControlInShadow => Text();
    public string AddedBecause(string reason) => Fill([reason]);
    public string PolicyAndDigest(string name, string digest) => Fill([name, digest]);
}
