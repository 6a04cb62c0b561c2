using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Workflow.Adapters.Teams.Texts;
using Workflow.Core;
using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using Workflow.Core.Risk;
using Workflow.Tests.Architecture;

namespace Workflow.Tests.Adapters.Teams.Texts;

public sealed partial class CardTextsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly IReadOnlyDictionary<string, string> English = Read("CardTexts.resx");
    private static readonly IReadOnlyDictionary<string, string> German = Read("CardTexts.de.resx");

    private static IEnumerable<MethodInfo> Members => typeof(CardTexts)
        .GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
        .Where(method => method.ReturnType == typeof(string)
            && method.Name is not (nameof(CardTexts.Join) or nameof(CardTexts.Moment) or nameof(CardTexts.InSentence)));

    [Fact]
    public void Both_Languages_Have_The_Same_Entries_With_The_Same_Placeholders()
    {
        Assert.Equal(English.Keys, German.Keys);
        Assert.All(English, entry => Assert.Equal(Placeholders(entry.Value), Placeholders(German[entry.Key])));
    }

    [Fact]
    public void Every_Entry_Has_A_Text_In_Both_Languages()
    {
        Assert.All(English.Concat(German), entry => Assert.False(string.IsNullOrWhiteSpace(entry.Value), entry.Key));
    }

    [Fact]
    public void Every_Member_Has_Its_Entries_And_Every_Entry_Its_Member()
    {
        var expected = Members.SelectMany(Entries).ToHashSet();

        Assert.Empty(expected.Except(English.Keys));
        Assert.Empty(English.Keys.Except(expected));
    }

    [Fact]
    public void Every_Parameter_Has_Its_Placeholder_But_A_Number_That_Only_Chooses_The_Form()
    {
        foreach (var member in Members.Where(member => !IsOfValue(member)))
        {
            var parameters = Enumerable.Range(0, member.GetParameters().Length).Select(index => $"{index}").ToList();
            foreach (var entry in Entries(member).Where(English.ContainsKey))
            {
                var found = Placeholders(English[entry]).Select(one => one.Split(':')[0]).Distinct().ToList();
                var sayOne = entry.EndsWith("_One", StringComparison.Ordinal) || entry.StartsWith("RefusedChecklist_", StringComparison.Ordinal);
                Assert.Equal(parameters.Skip(sayOne && !found.Contains("0") ? 1 : 0), found);
            }
        }
    }

    [Fact]
    public void English_Readers_Read_Values_In_The_Words_Of_The_Audit()
    {
        var texts = CardTexts.In(null);

        AssertSame<Level>(texts.Level);
        AssertSame<Verdict>(texts.Verdict);
        AssertSame<ProvenanceKind>(texts.Provenance);
        AssertSame<SignalCertainty>(texts.Certainty);
        AssertSame<RiskSeverity>(texts.Severity);
        AssertSame<EvidenceKinds>(texts.Evidence);
    }

    [Theory]
    [InlineData(null, "Approve")]
    [InlineData("", "Approve")]
    [InlineData("en-GB", "Approve")]
    [InlineData("tlh", "Approve")]
    [InlineData("de", "Genehmigen")]
    [InlineData("DE-at", "Genehmigen")]
    [InlineData("de_CH", "Genehmigen")]
    public void The_Language_Of_A_Reader_Is_English_Where_It_Is_Not_Shipped(string? language, string text)
    {
        Assert.Equal(text, CardTexts.In(language).Approve);
    }

    [Fact]
    public void One_Is_Not_Written_Like_Many()
    {
        Assert.Equal(["1 more approval", "2 more approvals"], new[] { 1, 2 }.Select(CardTexts.In("en").MoreApprovals));
        Assert.Equal(["1 weitere Genehmigung", "2 weitere Genehmigungen"], new[] { 1, 2 }.Select(CardTexts.In("de").MoreApprovals));
        Assert.Equal(["0 Dateien", "1 Datei", "1.240 Dateien"], new[] { 0, 1, 1240 }.Select(CardTexts.In("de").Files));
    }

    [Theory]
    [InlineData(null, null, "2 Mar 2026, 12:00:00 UTC")]
    [InlineData(null, "Europe/Berlin", "2 Mar 2026, 13:00:00 (Europe/Berlin)")]
    [InlineData("de", "Asia/Kathmandu", "02.03.2026, 17:45:00 (Asia/Kathmandu)")]
    [InlineData("de", "Nowhere/Land", "02.03.2026, 12:00:00 UTC")]
    public void A_Moment_In_Plain_Text_Is_In_The_Reader_S_Own_Zone(string? language, string? zone, string text)
    {
        var hours = zone is null ? null : new WorkingHours(zone, [DayOfWeek.Monday], new TimeOnly(9, 0), new TimeOnly(17, 0), []);

        Assert.Equal(text, CardTexts.In(language).Moment(Noon, hours));
    }

    [Fact]
    public void German_Readers_Read_Names_Of_Days_And_Months_In_German()
    {
        Assert.Equal("Montag, 2. März 2026", Noon.ToString("D", CardTexts.In("de").Culture));
        Assert.Equal("1.240,5", 1240.5.ToString("N1", CardTexts.In("de").Culture));
    }

    private static void AssertSame<TEnum>(Func<TEnum, string> say)
        where TEnum : struct, Enum => Assert.All(Enum.GetValues<TEnum>(), value => Assert.Equal(Words.Of(value), say(value)));

    private static bool IsOfValue(MethodInfo member) => member.GetParameters() is [{ ParameterType.IsEnum: true }];

    /// <summary>A count has two entries, a value one for each of its names but a flag's "none" and a property one of its own name.</summary>
    private static IEnumerable<string> Entries(MethodInfo member)
    {
        var name = member.Name.StartsWith("get_", StringComparison.Ordinal) ? member.Name[4..] : member.Name;
        if (IsOfValue(member))
        {
            return Enum.GetNames(member.GetParameters()[0].ParameterType)
                .Where(value => value is not "None" || member.GetParameters()[0].ParameterType != typeof(EvidenceKinds))
                .Select(value => $"{name}_{value}");
        }

        return English.ContainsKey($"{name}_One") ? [$"{name}_One", $"{name}_Other"] : [name];
    }

    private static string[] Placeholders(string text) =>
        [.. Placeholder().Matches(text).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    private static Dictionary<string, string> Read(string file) => XElement
        .Load(Path.Combine(Rooms.Root, "src/Workflow.Adapters/Teams/Texts", file))
        .Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    [GeneratedRegex(@"\{([^}]*)\}")]
    private static partial Regex Placeholder();
}
