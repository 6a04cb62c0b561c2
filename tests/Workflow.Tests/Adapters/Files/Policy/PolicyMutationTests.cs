using Workflow.Core.Policy;

namespace Workflow.Tests.Adapters.Files.Policy;

public sealed class PolicyMutationTests
{
    /// <summary>Keys whose values are words that the file chooses: any other is as good.</summary>
    private static readonly string[] FreeTexts =
        ["name", "step", "service", "tool", "paths", "deleted-paths", "role", "roles", "team", "teams", "email", "checklist"];

    [Theory]
    [MemberData(nameof(PolicySamples.Names), MemberType = typeof(PolicySamples))]
    public void Every_Misspelled_Key_Is_Told_In_Its_Line(string name) => AssertTold(name, PolicyMutations.Misspell, _ => true);

    [Theory]
    [MemberData(nameof(PolicySamples.Names), MemberType = typeof(PolicySamples))]
    public void Every_Repeated_Key_Is_Told_In_Its_Line_Or_The_Next(string name) => AssertTold(name, PolicyMutations.Duplicate, _ => true, lines: 1);

    [Theory]
    [MemberData(nameof(PolicySamples.Names), MemberType = typeof(PolicySamples))]
    public void Every_Mapping_In_Place_Of_A_Value_Is_Told_In_Its_Line(string name) => AssertTold(name, PolicyMutations.ChangeKind, _ => true);

    [Theory]
    [MemberData(nameof(PolicySamples.Names), MemberType = typeof(PolicySamples))]
    public void Every_Value_That_Means_Nothing_Is_Told_In_Its_Line(string name) =>
        AssertTold(name, PolicyMutations.ChangeValue, key => !FreeTexts.Contains(key));

    [Theory]
    [MemberData(nameof(PolicySamples.NamesOfThoseWithLists), MemberType = typeof(PolicySamples))]
    public void Every_Mapping_In_Place_Of_An_Item_Of_A_List_Is_Told_In_Its_Line(string name) =>
        AssertItemsTold(name, PolicyMutations.ChangeKind, _ => true);

    [Theory]
    [MemberData(nameof(PolicySamples.NamesOfThoseWithLists), MemberType = typeof(PolicySamples))]
    public void Every_List_In_Place_Of_An_Item_Of_A_List_Is_Told_In_Its_Line(string name) =>
        AssertItemsTold(name, PolicyMutations.Nest, _ => true);

    [Theory]
    [MemberData(nameof(PolicySamples.NamesOfThoseWithLists), MemberType = typeof(PolicySamples))]
    public void Every_Empty_Item_Of_A_List_Is_Told_In_Its_Line(string name) => AssertItemsTold(name, PolicyMutations.Empty, _ => true);

    [Theory]
    [MemberData(nameof(PolicySamples.NamesOfThoseWithLists), MemberType = typeof(PolicySamples))]
    public void Every_Repeated_Item_Of_A_List_Is_Told_In_Its_Line_Or_The_Next(string name) =>
        AssertItemsTold(name, PolicyMutations.Repeat, _ => true, lines: 1);

    [Theory]
    [MemberData(nameof(PolicySamples.NamesOfThoseWithLists), MemberType = typeof(PolicySamples))]
    public void Every_Item_Of_A_List_That_Means_Nothing_Is_Told_In_Its_Line(string name) =>
        AssertItemsTold(name, PolicyMutations.ChangeValue, key => !FreeTexts.Contains(key));

    [Theory]
    [MemberData(nameof(PolicySamples.Names), MemberType = typeof(PolicySamples))]
    public void Without_Any_Of_Its_Lines_A_Policy_Is_Read_Or_Refused_And_Nothing_Else(string name)
    {
        var path = PolicySamples.PathOf(name);
        var lines = PolicySamples.Text(path).Split('\n');
        for (var line = 0; line < lines.Length; line++)
        {
            PolicySamples.ProblemsOf(path, string.Join('\n', lines.Where((_, index) => index != line)));
        }
    }

    [Fact]
    public void A_List_Of_One_Means_The_Same_As_Its_Value()
    {
        var text = PolicySamples.Text(PolicySamples.Whole);

        var policy = PolicySamples.Parse(PolicySamples.Whole, text.Replace("tool: Claude", "tool: [Claude]", StringComparison.Ordinal));

        var facts = Core.Given.Assessment(tools: "claude");
        Assert.Equal(
            Truth.Yes, policy.Rules[0].Predicates.Single(one => one.Name == ToolPredicate.Keyword).Test(new(Core.Given.Request(), facts)));
    }

    [Fact]
    public void Conditions_That_Nobody_Can_Read_Are_Refused()
    {
        var nested = string.Concat(Enumerable.Repeat("not: { service: shop, ", 11)) + "tool: Claude" + string.Concat(Enumerable.Repeat(" }", 11));

        var problem = Assert.Single(PolicySamples.ProblemsWith("tool: Claude", nested));

        Assert.Equal("conditions are nested deeper than 10 levels; spread them over several rules", problem);
    }

    private static void AssertTold(string name, Func<string, PolicyKey, string> mutate, Func<string, bool> isMeant, int lines = 0) =>
        AssertTold(name, PolicyMutations.ListKeys, mutate, isMeant, lines);

    private static void AssertItemsTold(string name, Func<string, PolicyKey, string> mutate, Func<string, bool> isMeant, int lines = 0) =>
        AssertTold(name, PolicyMutations.ListItems, mutate, isMeant, lines);

    private static void AssertTold(
        string name,
        Func<string, IReadOnlyList<PolicyKey>> list,
        Func<string, PolicyKey, string> mutate,
        Func<string, bool> isMeant,
        int lines)
    {
        var path = PolicySamples.PathOf(name);
        var text = PolicySamples.Text(path);
        var tried = 0;
        List<string> untold = [];
        foreach (var key in list(text).Where(key => isMeant(key.Name)))
        {
            var mutated = mutate(text, key);
            if (mutated == text)
            {
                continue;
            }

            tried++;
            var problems = PolicySamples.ProblemsOf(path, mutated);
            if (!problems.Any(problem => problem.Line >= key.Line && problem.Line <= key.Line + lines))
            {
                untold.Add($"{key.Name} in line {key.Line}: {string.Join("; ", problems)}");
            }
        }

        Assert.Empty(untold);
        Assert.True(tried > 5, $"only {tried} were found");
    }
}
