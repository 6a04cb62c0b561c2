using System.Text.RegularExpressions;
using Workflow.Core.Risk;

namespace Workflow.Tests.Core.Risk;

public sealed partial class RiskRulesTests
{
    [Fact]
    public void Ids_Are_Unique_And_In_Kebab_Case()
    {
        var ids = RiskRules.All.Select(rule => rule.Id).ToList();

        Assert.Equal(ids.Distinct(), ids);
        Assert.All(ids, id => Assert.Matches(KebabCase, id));
    }

    [Fact]
    public void Titles_Are_Sentences() =>
        Assert.All(RiskRules.All, rule => Assert.True(char.IsUpper(rule.Title[0]) && rule.Title.EndsWith('.')));

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex KebabCase { get; }
}
