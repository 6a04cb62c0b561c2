using CsCheck;
using Workflow.Core.Deployments;

namespace Workflow.Tests.Core.Deployments;

public sealed class ActorIdentityTests
{
    private static readonly Gen<ActorIdentity> Identities = Gen.Select(
        Gen.String[Gen.Char["aB @+."], 0, 3].Null(),
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["aB+"], 0, 3].Select(name => name + "@users.noreply.github.com")).Null(),
        Gen.String[Gen.Char["aB"], 0, 2].Select(name => $"github:{name}").Null(),
        Gen.String[Gen.Char["aB "], 0, 2].Null(),
        (name, email, login, objectId) => new ActorIdentity(name, email, login, objectId));

    [Theory]
    [InlineData("Jane@Example.com", "email:jane@example.com")]
    [InlineData("583231+Octocat@users.noreply.github.com", "email:583231+octocat@users.noreply.github.com|login:github:octocat")]
    [InlineData("Octocat@users.noreply.github.com", "email:octocat@users.noreply.github.com|login:github:octocat")]
    [InlineData("octocat@users.noreply.github.com.example.com", "email:octocat@users.noreply.github.com.example.com")]
    [InlineData(" ", "")]
    public void An_Address_Gives_Keys(string email, string keys) =>
        Assert.Equal(keys, string.Join('|', new ActorIdentity("Name", email).Keys()));

    [Fact]
    public void A_Private_Address_And_Its_Login_Are_One_Actor() => Assert.True(
        new ActorIdentity(Email: "1+Octocat@users.noreply.github.com").IsSameActorAs(new ActorIdentity(Login: "github:octocat")));

    [Fact]
    public void A_Name_Alone_Makes_Nobody_The_Same() => Assert.False(Given.Jane.IsSameActorAs(new ActorIdentity("Jane Doe")));

    [Fact]
    public void An_Identity_Is_Shown_By_Its_Best_Known_Part()
    {
        Assert.Equal("N", new ActorIdentity("N", "e", "l", "o").ToString());
        Assert.Equal("l", new ActorIdentity(null, "e", "l", "o").ToString());
        Assert.Equal("e", new ActorIdentity(null, "e", null, "o").ToString());
        Assert.Equal("o", new ActorIdentity(ObjectId: "o").ToString());
        Assert.Equal("nobody named", new ActorIdentity().ToString());
    }

    [Fact]
    public void Two_Identities_Join_Only_If_They_Are_One_Actor_And_No_Key_Is_Lost() =>
        Gen.Select(Identities, Identities).Sample((one, other) =>
        {
            var joined = one.Join(other);

            if (joined is not null)
            {
                Assert.True(one.IsSameActorAs(other));
                Assert.Empty(one.Keys().Concat(other.Keys()).Except(joined.Keys()));
            }
        });

    [Fact]
    public void What_One_Identity_Lacks_The_Other_Gives()
    {
        var joined = new ActorIdentity("Jane", Login: "github:jane").Join(new ActorIdentity("J", "j@example.com", "GITHUB:jane"));

        Assert.Equal(new ActorIdentity("Jane", "j@example.com", "github:jane"), joined);
    }
}
