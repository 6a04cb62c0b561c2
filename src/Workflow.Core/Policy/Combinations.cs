namespace Workflow.Core.Policy;

/// <summary><c>all</c>: every part holds. Of no parts it holds.</summary>
public sealed record AllPredicate(IReadOnlyList<Predicate> Of) : Combination(Keyword, Of)
{
    public const string Keyword = "all";

    public override Truth Test(PolicyFacts facts)
    {
        var truth = Truth.Yes;
        for (var index = 0; index < Of.Count && truth is not Truth.No; index++)
        {
            var part = Of[index].Test(facts);
            truth = part < truth ? part : truth;
        }

        return truth;
    }
}

/// <summary><c>any</c>: at least one part holds. Of no parts it does not.</summary>
public sealed record AnyPredicate(IReadOnlyList<Predicate> Of) : Combination(Keyword, Of)
{
    public const string Keyword = "any";

    public override Truth Test(PolicyFacts facts)
    {
        var truth = Truth.No;
        for (var index = 0; index < Of.Count && truth is not Truth.Yes; index++)
        {
            var part = Of[index].Test(facts);
            truth = part > truth ? part : truth;
        }

        return truth;
    }
}

/// <summary><c>not</c>: its part does not hold. Of what is unknown it is unknown.</summary>
public sealed record NotPredicate(Predicate Part) : Combination(Keyword, [Part])
{
    public const string Keyword = "not";

    public override string? FindDefect(bool releases) => Part.FindDefect(!releases);

    public override Truth Test(PolicyFacts facts) => Truth.Yes - (int)Part.Test(facts);
}

/// <summary>A predicate made of others.</summary>
public abstract record Combination(string Name, IReadOnlyList<Predicate> Of) : Predicate(Name)
{
    public override bool IsAboutFindings => Of.Any(part => part.IsAboutFindings);

    public override IReadOnlyList<Predicate> Parts => Of;

    public override string? FindDefect(bool releases) =>
        Of.Select(part => part.FindDefect(releases)).FirstOrDefault(defect => defect is not null);

    public override PredicateResult Explain(PolicyFacts facts)
    {
        var truth = Test(facts);
        return new PredicateResult(Name, truth is Truth.Yes, [], [])
        {
            IsUnknown = truth is Truth.Unknown,
            Parts = [.. Of.Select(part => part.Explain(facts))],
        };
    }
}
