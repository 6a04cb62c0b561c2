using System.Text.Json;
using CsCheck;
using Workflow.Core.Deployments;

namespace Workflow.Tests.Core.Deployments;

public sealed class DeploymentIdTests
{
    public static TheoryData<string> Bad =>
        ["", " ", "-a", ".a", "_a", "a/b", "a b", "a\n", "ä", "a:b", "a#b", new string('a', DeploymentId.MaxLength + 1)];

    [Theory]
    [InlineData("a")]
    [InlineData("0")]
    [InlineData("github-12345.shop_production")]
    public void Letters_Digits_And_Three_Signs_Make_An_Id(string value) => Assert.Equal(value, DeploymentId.Parse(value).ToString());

    [Theory]
    [MemberData(nameof(Bad))]
    public void Anything_Else_Is_Refused_With_The_Rule(string value)
    {
        var error = Assert.Throws<FormatException>(() => DeploymentId.Parse(value));

        Assert.Equal(
            $"'{value}' is no deployment id: use 1 to 100 letters, digits, '-', '_' or '.', beginning with a letter or digit.",
            error.Message);
    }

    [Fact]
    public void Null_Is_No_Id() => Assert.False(DeploymentId.TryParse(null, out _));

    [Fact]
    public void Any_Text_Is_An_Id_Or_None_And_An_Id_Keeps_Its_Text() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["aZ9-_. /"], 0, 102]).Sample(text =>
        {
            var valid = DeploymentId.TryParse(text, out var id);

            Assert.Equal(valid ? text : null, id?.Value);
            Assert.False(valid && text.Length is 0 or > DeploymentId.MaxLength);
        });

    [Fact]
    public void As_Json_It_Is_A_String() => Assert.Equal("\"a-1\"", JsonSerializer.Serialize(DeploymentId.Parse("a-1")));

    [Theory]
    [InlineData("\"-a\"")]
    [InlineData("7")]
    [InlineData("{}")]
    public void Bad_Json_Is_Refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<DeploymentId>(json));
}
