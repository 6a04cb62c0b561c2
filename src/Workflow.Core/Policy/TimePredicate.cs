namespace Workflow.Core.Policy;

/// <summary><c>time</c>: the moment of the evaluation is in one of its windows.</summary>
public sealed record TimePredicate(IReadOnlyList<TimeWindow> Windows) : Predicate(Keyword)
{
    public const string Keyword = "time";

    public override Truth Test(PolicyFacts facts)
    {
        for (var index = 0; index < Windows.Count; index++)
        {
            if (Windows[index].Contains(facts.At))
            {
                return Truth.Yes;
            }
        }

        return Truth.No;
    }

    public override PredicateResult Explain(PolicyFacts facts) =>
        new(Name, Test(facts) is Truth.Yes, [.. Windows.Select(window => window.Describe())], [Words.Of(facts.At)]);
}
