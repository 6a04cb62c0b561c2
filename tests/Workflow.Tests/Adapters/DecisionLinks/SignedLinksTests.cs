using CsCheck;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Workflow.Adapters.DecisionLinks;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;
using Workflow.Tests.Fakes;

namespace Workflow.Tests.Adapters.DecisionLinks;

public sealed class SignedLinksTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly DeploymentId Id = DeploymentId.Parse("payments-42");

    private static readonly IDecisionLinks Links = TestLinks.Of(TestLinks.Key);

    [Fact]
    public void A_Token_Says_Whose_Link_It_Is_And_For_How_Long() =>
        Gen.Select(Gen.String, Gen.String[0, 20], Gen.Int[0, 1_000_000]).Sample((person, purpose, seconds) =>
        {
            var expires = Noon.AddSeconds(seconds);

            var link = Links.Read(Links.Create(Id, Valid(person), purpose, expires)!);

            Assert.Equal((Id, Valid(person), expires), (link!.Review, link.PersonId, link.Expires));
        });

    [Fact]
    public void The_Same_Link_Has_The_Same_Token_And_Every_Other_One_Another()
    {
        string?[] tokens =
        [
            Token(), Token(), Token(person: "barbara"), Token(purpose: "second"), Token(expires: Noon.AddSeconds(1)), Token(id: "payments-43"),
            Token(person: "gra|ce"), Token(person: "gra", purpose: "ce|first"),
        ];

        Assert.Equal(7, tokens.Distinct().Count());
        Assert.Equal(7, tokens.Select(token => Links.Read(token!)!.Nonce).Distinct().Count());
        Assert.All(tokens, token => Assert.Matches("^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{43}$", token!));
    }

    [Fact]
    public void Whatever_Is_Changed_In_A_Token_It_Is_None() =>
        Gen.Select(Gen.Int[0, 200], Gen.Char).Sample((at, letter) =>
        {
            var token = Token()!;
            at %= token.Length;
            var changed = $"{token[..at]}{letter}{token[(at + 1)..]}";

            Assert.Equal(changed == token, Links.Read(changed) is not null);
        });

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.b.c")]
    [InlineData("not a token")]
    public void What_Is_No_Token_Is_Refused(string token)
    {
        Assert.Null(Links.Read(token));
        Assert.Null(Links.Read(new string('a', 5000)));
        Assert.Null(Links.Read(Token() + "="));
        Assert.Null(Links.Read(Token()!.Split('.')[0] + "."));
    }

    [Fact]
    public void A_Key_Is_Replaced_Without_Breaking_The_Links_Of_Before()
    {
        var rotated = TestLinks.Of(TestLinks.OtherKey, previous: TestLinks.Key);

        Assert.NotNull(rotated.Read(Token()!));
        Assert.Null(Links.Read(rotated.Create(Id, "grace", "first", Noon)!));
        Assert.Null(TestLinks.Of(TestLinks.OtherKey).Read(Token()!));
    }

    [Fact]
    public void Without_A_Key_There_Are_No_Links()
    {
        Assert.False(TestLinks.None.AreAvailable);
        Assert.Null(TestLinks.None.Create(Id, "grace", "first", Noon));
        Assert.Null(TestLinks.None.Read(Token()!));
    }

    [Theory]
    [InlineData("Key", "short")]
    [InlineData("Key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==")]
    [InlineData("Key", "not base64 at all, not base64 at all, not base64!")]
    [InlineData("PreviousKey", "short")]
    [InlineData("PreviousKey", TestLinks.OtherKey)]
    public void A_Key_That_Cannot_Be_Used_Is_An_Error_At_The_Start_That_Does_Not_Repeat_It(string setting, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(setting, value)]).Build();
        using var services = new ServiceCollection().AddDecisionLinks(configuration).BuildServiceProvider();

        var failure = Assert.Throws<OptionsValidationException>(
            () => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains($"DecisionLinks:{setting}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, failure.Message, StringComparison.Ordinal);
    }

    private static string? Token(
        string id = "payments-42", string person = "grace", string purpose = "first", DateTimeOffset? expires = null) =>
        Links.Create(DeploymentId.Parse(id), person, purpose, expires ?? Noon);

    /// <summary>Text as UTF-8 carries it: half a character becomes the one that stands for it.</summary>
    private static string Valid(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
