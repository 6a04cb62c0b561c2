using System.Text;
using System.Text.RegularExpressions;
using Workflow.Adapters.Files;
using Workflow.Adapters.Files.Services;
using Workflow.Core.Policy;
using Workflow.Tests.Architecture;

namespace Workflow.Tests.Adapters.Files;

public sealed partial class SampleFileTests
{
    /// <summary>Keys whose names the file itself gives: a misspelled one is told where it is used.</summary>
    private static readonly string[] OwnNames = ["production", "staging", "standard"];

    [Fact]
    public void The_Shipped_Files_Are_Sound()
    {
        Assert.Empty(SampleFiles.ProblemsOf(PolicyFile.Parse, "review-policy.yaml", SampleFiles.Policy));
        Assert.Empty(SampleFiles.ProblemsOf(PeopleFile.Parse, "people.yaml", SampleFiles.People));
        Assert.Empty(SampleFiles.ProblemsOf(ServicesFile.Parse, "services.yaml", SampleFiles.Services));
    }

    [Fact]
    public void Every_Misspelled_Key_Of_The_Shipped_Policy_Is_Told_In_Its_Line() =>
        AssertEachMisspelledKeyIsTold(PolicyFile.Parse, SampleFiles.Policy);

    [Fact]
    public void Every_Misspelled_Key_Of_The_Shipped_People_Is_Told_In_Its_Line() =>
        AssertEachMisspelledKeyIsTold(PeopleFile.Parse, SampleFiles.People);

    [Fact]
    public void Every_Role_That_The_Shipped_Policy_Asks_For_Is_Held_By_Somebody()
    {
        var policy = PolicyFile.Parse("review-policy.yaml", Encoding.UTF8.GetBytes(SampleFiles.Policy));
        var people = PeopleFile.Parse("people.yaml", Encoding.UTF8.GetBytes(SampleFiles.People));

        var ladders = policy.Rules.Select(rule => rule.Demand).OfType<ReviewDemand>().Append(policy.Default).Select(demand => demand.Ladder);

        Assert.All(ladders.SelectMany(ladder => ladder), step => Assert.NotEmpty(people.List(step.MinimumLevel, step.Role)));
    }

    [Fact]
    public void The_Friction_Controls_In_The_Readme_Are_Sound()
    {
        var environments = PolicyFile.Parse("review-policy.yaml", Encoding.UTF8.GetBytes(SampleFiles.Policy)).Environments;

        Assert.Single(FrictionControlFile.Parse(
            "README.md", Encoding.UTF8.GetBytes(SampleUnder("Friction controls")), [.. environments.Keys], DateTimeOffset.MaxValue));
    }

    [Fact]
    public void The_Services_In_The_Readme_Are_Sound()
    {
        var services = ServicesFile.Parse("README.md", Encoding.UTF8.GetBytes(SampleUnder("Service catalogue")));

        Assert.Equal(2, services.Of("orders").Count);
    }

    [Fact]
    public void The_Ladder_In_The_Readme_Is_Sound()
    {
        var policy = PolicyFile.Parse("README.md", Encoding.UTF8.GetBytes($$"""
            name: Readme
            environments: { production: { protected: true } }
            working-hours: { zone: Europe/Berlin, days: [mon, tue, wed, thu, fri], from: "09:00", to: "17:00" }
            default: { approvals: 1, level: senior, ladder: standard }
            {{SampleUnder("Reviewers and ladders")}}
            """));

        Assert.Equal(5, policy.Default.Ladder.Count);
    }

    private static string SampleUnder(string heading)
    {
        var readme = File.ReadAllText(Path.Combine(Rooms.Root, "README.md")).ReplaceLineEndings("\n");
        return readme.Split($"### {heading}")[1].Split("```yaml\n")[1].Split("```")[0];
    }

    private static void AssertEachMisspelledKeyIsTold<T>(FileParser<T> parse, string text)
    {
        var lines = text.Split('\n');
        var tried = 0;
        for (var line = 0; line < lines.Length; line++)
        {
            foreach (var key in Keys().Matches(lines[line].Split('#')[0]).Select(match => match.Groups[1]))
            {
                if (OwnNames.Contains(key.Value))
                {
                    continue;
                }

                string[] misspelled = [.. lines];
                misspelled[line] = lines[line].Insert(key.Index + 1, "x");
                var problems = SampleFiles.ProblemsOf(parse, "p", string.Join('\n', misspelled));
                Assert.Contains(problems, problem => problem.StartsWith($"p({line + 1},", StringComparison.Ordinal));
                tried++;
            }
        }

        Assert.True(tried > 30, $"only {tried} keys were found");
    }

    [GeneratedRegex("""(?:^|[{,\-])\s*([A-Za-z][A-Za-z-]*):(?:\s|$)""")]
    private static partial Regex Keys();
}
